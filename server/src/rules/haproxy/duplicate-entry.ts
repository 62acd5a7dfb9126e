/** Two lines of one name in a section that tells them apart by it. */
import type { Verdict } from "../../catalogue/entry.ts";
import type { Word } from "../../syntax/tree.ts";
import {
  globalLines,
  haproxyRule,
  isUncertain,
  type Line,
  type Section,
  sectionsHere,
} from "./haproxy-rule.ts";

/** Of a section's kind: the keywords of lines that share their names, and what the daemon does with the second. */
const entries: Readonly<Record<string, Readonly<Record<string, Verdict>>>> = {
  resolvers: { nameserver: "reject" },
  userlist: { user: "warn", group: "warn" },
  peers: { table: "reject", peer: "reject", server: "reject" },
  "crt-store": { load: "reject" },
};

/** What a line is told apart by: a certificate by its alias, else by its file, which is not known if a folder counts. */
function nameOf({ keyword, directive: { words } }: Line, { lines }: Section): Word | undefined {
  if (keyword !== "load") return words[1];
  const alias = words.findLastIndex(({ value }) => value === "alias");
  if (alias > 0) return words[alias + 1];
  const isPlain = !lines.some((line) => line.keyword === "crt-base");
  return isPlain ? words[words.findLastIndex(({ value }) => value === "crt") + 1] : undefined;
}

/** Peers are compared where the process finds itself among them, by 2.6 only its own name. */
function looksAt({ lines }: Section, key: string, local: string | undefined, target: string): boolean {
  if (key.startsWith("table ")) return target !== "2.6";
  if (local === undefined) return false;
  return target === "2.6"
    ? key === `peer ${local}`
    : lines.some(({ directive }) => directive.words[1]?.value === local);
}

export const duplicateEntry = haproxyRule({
  name: "duplicate-entry",
  code: "HA230",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (unit.partial || file.tree.templated) return;
    const local = globalLines(unit).find(({ keyword }) => keyword === "localpeer")?.directive.words[1]?.value;
    for (const section of sectionsHere(subject)) {
      const verdicts = entries[section.kind];
      if (verdicts === undefined) continue;
      const seen = new Map<string, Word>();
      for (const line of section.lines) {
        const name = nameOf(line, section);
        const daemon = verdicts[line.keyword];
        if (daemon === undefined || name === undefined || isUncertain(line)) continue;
        const key = `${line.keyword === "server" ? "peer" : line.keyword} ${name.value}`;
        const first = seen.get(key);
        if (first === undefined) {
          seen.set(key, name);
          continue;
        }
        const looks = section.kind !== "peers" || looksAt(section, key, local, file.target);
        report({ file, span: name }, daemon === "warn" ? "ignored" : "duplicate", {
          params: { kind: line.keyword, name: name.value },
          daemon: looks ? daemon : "silent",
          ...(looks && daemon === "reject" ? {} : { severity: "warning" }),
          related: [{ place: { file, span: first }, message: { id: "first" } }],
        });
      }
    }
  },
});
