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

const elsewhere = new Set(data.entries.filter((entry) => !isAtRoot(entry)).map((entry) => entry.name));

/** Blocks that stand at the top level and nowhere else. */
export const topLevelBlocks: ReadonlySet<string> = new Set(
  data.entries
    .filter((entry) => entry.opens !== undefined && !elsewhere.has(entry.name))
    .map((entry) => entry.name),
);

function isAtRoot(entry: Entry): boolean {
  return entry.in.every((scope) => scope === "root");
}

interface ExtraTables {
  /** What a block must hold, by scope: one of these lines, or any line (`*`). */
  readonly required: Readonly<Record<string, readonly string[] | "*">>;
}

const { required } = stored as unknown as ExtraTables;

/** The lines of which a block of this scope must hold one; `*` where any will do. */
export function requiredIn(scope: string): readonly string[] | "*" | undefined {
  return required[scope];
}
