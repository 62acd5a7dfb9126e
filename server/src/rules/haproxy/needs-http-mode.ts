/** Lines that only do something in HTTP mode, in a proxy that is not. */
import type { Entry, Verdict } from "../../catalogue/entry.ts";
import { haproxyData } from "../../dialects/haproxy/tables.ts";
import type { Word } from "../../syntax/tree.ts";
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
} from "./haproxy-rule.ts";
import { formatsOf } from "./log-formats.ts";
import { placeOf, type Server, serversOf } from "./servers.ts";

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
      for (const { line, name } of file.target === "2.6" ? refusedAliases(section, unit) : [])
        report({ file, span: place(line) }, "alias", {
          params: { name },
          severity: "error",
          daemon: "reject",
        });
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
      for (const server of serversOf(section, unit)) {
        for (const { at, name, daemon } of server.unclear ? [] : withoutEffect(server))
          report({ file, span: at }, "ignored", {
            params: { name },
            daemon,
            ...(daemon === "reject" ? { severity: "error" } : {}),
          });
      }
    }
  },
});

/** Formats of a frontend with an alias that its mode does not have, the first of each. */
function refusedAliases(section: Section, unit: Unit): { readonly line: Line; readonly name: string }[] {
  if (!isFrontend(section)) return [];
  return formatsOf(section, unit).flatMap(([line, ...others]) => {
    if (line === undefined || others.length > 0 || isUncertain(line)) return [];
    const text = line.directive.words[1]?.value.replace(/%%|%\[[^\]]*\]/g, " ") ?? "";
    const names = [...text.matchAll(/%(?:\([^)]*\))?(?:\{[^}]*\})?([A-Za-z]+)/g)].map(
      ([, name = ""]) => name,
    );
    const name = names.find((one) => haproxyData.httpAliases.includes(one));
    return name === undefined ? [] : [{ line, name: `%${name}` }];
  });
}

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
function withoutEffect(server: Server): { at: Span; name: string; daemon: Verdict }[] {
  const { options } = server;
  const [redir, cookie] = [options.get("redir")?.word, options.get("cookie")?.word];
  const source = options.get("source")?.values ?? [];
  const from = source.findIndex(({ value }) => value === "usesrc");
  const [usesrc, header] = from < 0 ? [] : source.slice(from);
  const found: [Word | undefined, string, Verdict][] = [
    [redir, "redir", "reject"],
    [cookie, "cookie", "warn"],
    [header?.value.startsWith("hdr_ip(") ? usesrc : undefined, "usesrc", "warn"],
  ];
  return found.flatMap(([word, name, daemon]) =>
    word === undefined ? [] : [{ at: placeOf(server, word), name, daemon }],
  );
}
