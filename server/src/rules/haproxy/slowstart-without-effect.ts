/** `slowstart` where the share of a server is fixed when HAProxy starts. */
import {
  effective,
  haproxyRule,
  isBackend,
  isComplete,
  isUncertain,
  type Line,
  proxiesHere,
} from "./haproxy-rule.ts";

export const slowstartWithoutEffect = haproxyRule({
  name: "slowstart-without-effect",
  code: "HA371",
  severity: "info",
  daemon: "silent",
  needs: ["slowstart"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject).filter(isBackend)) {
      const words = section.lines.filter(takesOptions).flatMap(({ directive }) => directive.words);
      const slowstart = words.find(({ value }) => value === "slowstart");
      if (slowstart === undefined) continue;
      const { lines, mode } = effective(section, unit);
      const balance = fixedBalance(lines, mode === "http" ? hashed : hashedAnywhere);
      if (balance !== undefined)
        report({ file, span: slowstart }, balance.id, { params: { name: balance.name } });
    }
  },
});

function takesOptions({ keyword }: Line): boolean {
  return keyword.startsWith("server") || keyword === "default-server";
}

/** How servers are chosen, where each has a fixed share: by turns, or by a hash over a table of all of them. */
function fixedBalance(
  lines: readonly Line[],
  hash: RegExp,
): { readonly id: "turns" | "hash"; readonly name: string } | undefined {
  const balance = lines.findLast(({ keyword }) => keyword === "balance");
  const hashType = lines.findLast(({ keyword }) => keyword === "hash-type");
  const name = balance?.directive.words[1]?.value;
  if (balance === undefined || name === undefined || isUncertain(balance)) return undefined;
  if (name === "static-rr") return { id: "turns", name };
  const isMapped = hashType === undefined || hashType.directive.words[1]?.value === "map-based";
  return isMapped && hash.test(name) ? { id: "hash", name } : undefined;
}

const hashedAnywhere = /^(?:source|rdp-cookie|hash$)/;

/** What is read of a request is there in `mode http` only; without it HAProxy takes turns. */
const hashed = /^(?:source|rdp-cookie|hash$|uri|url_param|hdr\()/;
