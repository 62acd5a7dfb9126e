/** Stick tables, what they store, and which of them counters are kept in. */
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { type Line, linesCalled, type Section, sectionsIn } from "./haproxy-rule.ts";

export interface StickTable {
  readonly line: Line;
  /** What its keys are. */
  readonly type: string | undefined;
  /** Names of the data that each entry has. */
  readonly stored: ReadonlySet<string>;
  /** A template or the environment decides some of it. */
  readonly unclear: boolean;
}

/** Tables by the name that others use: the proxy's, or `peers/table`. */
export const tablesIn = remembered((unit: Unit): ReadonlyMap<string, StickTable> => {
  const tables = new Map<string, StickTable>();
  for (const section of sectionsIn(unit)) {
    for (const line of linesCalled(section, "stick-table", "table")) {
      const [, own] = line.directive.words;
      const isTable = line.keyword === "stick-table";
      if (!isTable && !(line.keyword === "table" && section.kind === "peers")) continue;
      const name = section.name?.value ?? "";
      tables.set(isTable ? name : `${name}/${own?.value}`, readTable(line));
    }
  }
  return tables;
});

function readTable(line: Line): StickTable {
  const { words } = line.directive;
  const stored = new Set<string>();
  words.forEach(({ value }, at) => {
    if (value !== "store") return;
    for (const [, name = ""] of (words[at + 1]?.value ?? "").matchAll(/([a-z0-9_]+)(?:\([^)]*\))?/g))
      stored.add(name);
  });
  const type = words.findLastIndex(({ value }) => value === "type");
  return {
    line,
    type: type < 0 ? undefined : words[type + 1]?.value,
    stored,
    unclear: line.known.conditional || words.some(({ unknown }) => unknown !== undefined),
  };
}

/** Names of the tables that `track-scN` lines keep each counter in. */
export const trackedIn = remembered((unit: Unit): ReadonlyMap<string, ReadonlySet<string>> => {
  const tracked = new Map<string, Set<string>>();
  for (const section of sectionsIn(unit)) {
    for (const { known, directive } of section.lines) {
      const words = directive.words.map(({ value }) => value);
      const counter = /^track-sc(\d+)$/.exec(words[known.nameLength] ?? "")?.[1];
      if (counter === undefined) continue;
      const names = tracked.get(counter) ?? new Set<string>();
      tracked.set(counter, names.add(tableOf(words, section)));
    }
  }
  return tracked;
});

function tableOf(words: readonly string[], section: Section): string {
  const at = words.indexOf("table");
  return (at < 0 ? section.name?.value : words[at + 1]) ?? "";
}
