/** A stick table that is used and that no proxy or peers section of this name has. */
import type { PlacedName } from "../../catalogue/check.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import {
  defaultsOf,
  definitionsIn,
  effective,
  haproxyRule,
  headOf,
  isComplete,
  isProxy,
  referencesHere,
  sectionOf,
  sectionsHere,
  sectionsIn,
} from "./haproxy-rule.ts";
import { tablesIn } from "./stick-tables.ts";

export const undefinedTable = haproxyRule({
  name: "undefined-table",
  code: "HA205",
  severity: "error",
  daemon: "reject",
  needs: ["table", "track-sc", "sc_", "sc0", "sc1", "sc2", "src_", "stick"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    const tables = tablesIn(unit);
    for (const use of referencesHere(subject, "table")) {
      const { within, span } = use;
      // Without the peers section, that is what is said.
      if (within !== undefined && !definitionsIn(unit).get("peers")?.has(within)) continue;
      const name = within === undefined ? use.name : `${within}/${use.name}`;
      if (tables.has(name) || isOff(file, use, unit)) continue;
      const named = sectionsIn(unit).some((s) => isProxy(s) && s.name?.value === name);
      report({ file, span }, named ? "no-table" : "undefined", { params: { name } });
    }
    for (const section of sectionsHere(subject).filter(isProxy)) {
      const name = section.name?.value ?? "";
      if (tables.has(name) || effective(section, unit).disabled) continue;
      for (const { directive, keyword, known } of section.lines) {
        if (
          known.conditional ||
          // Left unread there.
          (section.kind === "frontend" && keyword.startsWith("stick ")) ||
          !(
            usesOwnTable(
              keyword,
              directive.words.map((w) => w.value),
            ) ||
            directive.words.some((word, i) =>
              readsOwnTable(word.value, directive.words[i - 1]?.value, i, keyword),
            )
          )
        )
          continue;
        if (directive.words.some((w) => w.unknown !== undefined)) continue;
        report({ file, span: headOf(directive) }, "own", { params: { name } });
      }
    }
  },
});

function isOff(file: SourceFile, use: PlacedName, unit: Unit): boolean {
  const section = sectionOf(file, use);
  if (section === undefined || effective(section, unit).disabled) return true;
  // Rules of a `defaults` section are looked at where a proxy takes them over.
  return (
    section.kind === "defaults" && !sectionsIn(unit).some((other) => defaultsOf(other, unit) === section)
  );
}

/** `stick on`, `track-sc0` and their like without `table`: the proxy's own table is meant. */
function usesOwnTable(keyword: string, words: readonly string[]): boolean {
  const condition = words.findIndex((word) => word === "if" || word === "unless");
  const rule = condition < 0 ? words : words.slice(0, condition);
  if (rule.includes("table")) return false;
  return (
    keyword.startsWith("stick ") ||
    (/^(?:http|tcp)-/.test(keyword) && rule.some((word) => /^track-sc\d+$/.test(word)))
  );
}

/** A fetch of the source's entry without the name of a table (`src_conn_rate`), as a criterion or in a text. */
function readsOwnTable(word: string, before: string | undefined, index: number, keyword: string): boolean {
  const isCriterion = before === "{" || (keyword === "acl" && index === 2);
  return (isCriterion ? ownEntry : ownEntryInText).test(word);
}

const entryNames = "src_(?:bytes|clr|conn|get|glitch|http|inc|kbytes|sess|updt)_?[a-z0-9_]*";
const ownEntry = new RegExp(`^${entryNames}(?:,|$)`);
const ownEntryInText = new RegExp(`%\\[${entryNames}[,\\]]`);
