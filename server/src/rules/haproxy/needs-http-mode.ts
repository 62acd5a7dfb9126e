/** Lines that only do something in HTTP mode, in a proxy that is not. */
import type { Entry, Verdict } from "../../catalogue/entry.ts";
import type { Span } from "../../text/span.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import {
  effective,
  haproxyRule,
  headOf,
  isBackend,
  isComplete,
  isFrontend,
  isUncertain,
  type Line,
  proxiesHere,
  type Section,
  serverWords,
  valueBehind,
} from "./haproxy-rule.ts";

/** What the lines are of which the daemon speaks once for all in a proxy (cfgparse.c, check_config_validity). */
const groups = ["stats", "http-request", "http-response", "http-after-response", "redirect"];
/** Those that it names one by one. */
const alone = new Set([
  "cookie",
  "capture cookie",
  "monitor-uri",
  "option forwardfor",
  "option originalto",
  "option forwarded",
  "option http-use-proxy-header",
  "option http-buffer-request",
  "http-send-name-header",
]);
/** Those that come first in effect take the place of those before. */
const logFormats = new Set(["option httplog", "option httpslog", "option tcplog", "log-format"]);

export const needsHttpMode = haproxyRule({
  name: "needs-http-mode",
  code: "HA216",
  severity: "warning",
  daemon: "warn",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject)) {
      const { lines, mode } = effective(section, unit);
      const place = (line: Line): Span =>
        headOf(section.lines.includes(line) ? line.directive : section.directive);
      for (const line of section.lines) {
        const at = layer7Of(line, lines, section);
        if (at !== undefined) report({ file, span: at }, "ignored", { params: { name: "observe layer7" } });
      }
      if (mode !== "tcp") continue;
      const format = lines.findLast(({ keyword }) => logFormats.has(keyword));
      if (isFrontend(section) && format?.keyword.startsWith("option http"))
        report({ file, span: place(format) }, "log", { params: { name: format.keyword } });
      if (lines.some(switchesMode)) continue;
      for (const [name, line] of httpOnly(section, lines)) {
        const daemon: Verdict = name === "http-send-name-header" ? "silent" : "warn";
        report({ file, span: place(line) }, "ignored", { params: { name }, daemon });
      }
      if (!isBackend(section)) continue;
      const balance = lines.findLast(({ keyword }) => keyword === "balance");
      const algorithm = balance?.directive.words[1];
      if (
        balance !== undefined &&
        algorithm !== undefined &&
        /^(?:uri|url_param|hdr\()/.test(algorithm.value)
      )
        report({ file, span: place(balance) }, "balance", { params: { name: algorithm.value } });
      for (const line of section.lines) {
        for (const { at, name, daemon } of serverOptions(section, line, unit))
          report({ file, span: at }, "ignored", {
            params: { name },
            daemon,
            ...(daemon === "reject" ? { severity: "error" } : {}),
          });
      }
    }
  },
});

/** `observe layer7` of a server. The mode counts that was set above the line. */
function layer7Of({ keyword, directive, known }: Line, lines: readonly Line[], section: Section) {
  if (known.conditional || (!keyword.startsWith("server") && keyword !== "default-server")) return undefined;
  const at = directive.words.findIndex(({ value }) => value === "observe");
  if (at < 0 || directive.words[at + 1]?.value !== "layer7") return undefined;
  const above = lines.filter((l) => !section.lines.includes(l) || l.directive.start < directive.start);
  const mode = above.findLast((l) => l.keyword === "mode");
  return mode === undefined || (!isUncertain(mode) && mode.directive.words[1]?.value !== "http")
    ? directive.words[at]
    : undefined;
}

/** `tcp-request content switch-mode http`: a connection may still turn out to be HTTP. */
function switchesMode({ keyword, directive }: Line): boolean {
  return keyword === "tcp-request content" && directive.words.some(({ value }) => value === "switch-mode");
}

/** The last line of each kind that has no effect. */
function httpOnly(section: Section, lines: readonly Line[]): ReadonlyMap<string, Line> {
  const found = new Map<string, Line>();
  for (const line of lines) {
    const { keyword, directive, known } = line;
    const group = groups.find((name) => keyword === name || keyword.startsWith(`${name} `));
    const name = group ?? (alone.has(keyword) ? keyword : undefined);
    if (name === undefined) continue;
    if (directive.prefixes.length > 0) found.delete(name);
    else if (isUncertain(line) || !hasEffect(known.entry, section)) continue;
    else if (group === undefined || !found.has(name) || !section.lines.includes(found.get(name) ?? line))
      found.set(name, line);
  }
  return found;
}

/** False for a line that the daemon does not know or does not look at in such a section anyway. */
function hasEffect({ versions, ignoredIn }: Entry, { kind, file }: Section): boolean {
  return ignoredIn?.[kind] === undefined && (versions === undefined || versions.includes(file.target));
}

/** The options of a server that have no effect, or are refused. */
function serverOptions(
  section: Section,
  line: Line,
  unit: Unit,
): { at: Span; name: string; daemon: Verdict }[] {
  const { keyword, directive } = line;
  if ((keyword !== "server" && keyword !== "server-template") || isUncertain(line)) return [];
  const words = serverWords(section, unit, directive);
  const found: { at: Span; name: string; daemon: Verdict }[] = [];
  const add = (name: string, daemon: Verdict) => {
    const at = directive.words.find((word) => word.value === name) ?? directive.words[1];
    if (at !== undefined) found.push({ at, name, daemon });
  };
  if (words.some(({ value }) => value === "redir")) add("redir", "reject");
  if (words.some(({ value }) => value === "cookie")) add("cookie", "warn");
  if (valueBehind(words, "usesrc")?.value.startsWith("hdr_ip(")) add("usesrc", "warn");
  return found;
}
