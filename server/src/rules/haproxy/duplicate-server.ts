/** Two servers of one name in one backend, by lines of their own or by a template. */
import type { Word } from "../../syntax/tree.ts";
import { effective, haproxyRule, isBackend, type Line, sectionsHere } from "./haproxy-rule.ts";

export const duplicateServer = haproxyRule({
  name: "duplicate-server",
  code: "HA207",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (file.tree.templated) return;
    for (const section of sectionsHere(subject)) {
      if (section.kind !== "ring" && (!isBackend(section) || effective(section, unit).disabled)) continue;
      const seen = new Map<string, Word>();
      for (const line of section.lines) {
        const place = line.directive.words[1];
        if (place === undefined || line.known.conditional || place.unknown !== undefined) continue;
        const names = namesOf(line);
        const taken = names.find((name) => seen.has(name));
        const first = seen.get(taken ?? "");
        for (const name of names) if (!seen.has(name)) seen.set(name, place);
        if (taken === undefined || first === undefined) continue;
        report({ file, span: place }, "duplicate", {
          params: { name: taken, section: section.name?.value ?? "" },
          related: [{ place: { file, span: first }, message: { id: "first" } }],
        });
      }
    }
  },
});

/** Servers that a template makes are looked at up to so many. */
const most = 1000;

/** The names of the servers of a line: `server-template app 1-3` makes `app1`, `app2` and `app3`. */
function namesOf({ keyword, directive: { words } }: Line): string[] {
  const [, name, range] = words;
  if (name === undefined) return [];
  if (keyword === "server") return [name.value];
  if (keyword !== "server-template" || range === undefined || range.unknown !== undefined) return [];
  const [, low = "1", high = ""] = /^(?:(\d+)-)?(\d+)$/.exec(range.value) ?? [];
  const [from, to] = [Number(low), Math.min(Number(high), Number(low) + most)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => `${name.value}${from + i}`);
}
