/** The stored catalogue and the few questions that the parser and the binding ask of it before a target version is known. */
import type { CatalogueData, Entry } from "../../catalogue/entry.ts";
import stored from "./catalogue.json" with { type: "json" };

const data = stored as CatalogueData;

/** The catalogue as stored. */
export function catalogueData(): CatalogueData {
  return data;
}

/** Keywords whose line is split again by the rules for commands: both kinds of quotes group words. */
export const commandKeywords: ReadonlySet<string> = new Set(
  data.entries.filter((entry) => /<(?:script|regex)\b/.test(entry.args)).map((entry) => entry.name),
);

/** Blocks that stand at the top level and nowhere else. */
export const topLevelBlocks: ReadonlySet<string> = new Set(
  data.entries.filter((entry) => entry.opens !== undefined && onlyAtRoot(entry)).map((entry) => entry.name),
);

function onlyAtRoot(entry: Entry): boolean {
  return data.entries.every((other) => other.name !== entry.name || other.in.every((scope) => scope === "root"));
}
