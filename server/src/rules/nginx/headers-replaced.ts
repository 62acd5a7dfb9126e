/** One `add_header` in a block takes the place of all those around it: the security headers of the server are gone there. */
import { type OpenedBlock, outward, type Statement, statementsCalled } from "./blocks.ts";
import { effective } from "./effective.ts";
import { nginxRule } from "./nginx-rule.ts";
import { keywordOf, ownLists } from "./own-lists.ts";

/** Lists that a block replaces as a whole and whose loss is seen late. */
const lists = [
  "add_header",
  "add_trailer",
  "proxy_set_header",
  "grpc_set_header",
  "proxy_hide_header",
  "fastcgi_hide_header",
  "uwsgi_hide_header",
  "scgi_hide_header",
  "grpc_hide_header",
  "fastcgi_param",
  "uwsgi_param",
  "scgi_param",
];

/** What keeps browsers out of trouble. */
const protects =
  /^(?:x-frame-options|x-content-type-options|x-xss-protection|content-security-policy.*|strict-transport-security|referrer-policy|permissions-policy|cross-origin-.*|access-control-.*|clear-site-data)$/;

export const headersReplaced = nginxRule({
  name: "headers-replaced",
  code: "NG305",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    for (const { block, list, own, first } of ownLists(subject, lists)) {
      const lost = lostBy(block, list, own);
      const [one] = lost;
      if (one === undefined) continue;
      const isHarmless = list.startsWith("add_") && !lost.some((s) => protects.test(nameOf(s)));
      report(keywordOf(first), "replaces", {
        ...(isHarmless ? { severity: "info" } : {}),
        params: {
          list,
          names: lost.map(({ directive }) => `\`${directive.words[1]?.value ?? ""}\``).join(", "),
        },
        related: [{ place: keywordOf(one), message: { id: "lost" } }],
      });
    }
  },
});

/** What counted around the block and does not in it: headers that it does not give a value of its own. */
function lostBy(block: OpenedBlock, list: string, own: readonly Statement[]): readonly Statement[] {
  const here = new Set(own.map(nameOf));
  const counting = new Set(effective(block, list)?.statements);
  for (const outer of outward(block.parent)) {
    const around = statementsCalled(outer, list);
    if (around.length === 0) continue;
    return around.filter((s) => !counting.has(s) && !here.has(nameOf(s)) && !isDefault(s));
  }
  return [];
}

/** What nginx sends of itself: with a list of other headers no less than without any. */
function isDefault({ file, directive }: Statement): boolean {
  const [list, name, value] = directive.words;
  if (list.value !== "proxy_set_header" || value === undefined) return false;
  // From 1.29.7 on connections to upstreams are kept.
  const connection = file.target === "1.30" ? "" : "close";
  const sent: Readonly<Record<string, string>> = { host: "$proxy_host", connection };
  return sent[name?.value.toLowerCase() ?? ""] === value.value;
}

function nameOf({ directive }: Statement): string {
  return directive.words[1]?.value.toLowerCase() ?? "";
}
