/** Explains one entry of a catalogue as Markdown: our own words first, then what the catalogue says of it. */
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Entry } from "../catalogue/entry.ts";
import type { Dialect } from "../dialect.ts";
import { unitName } from "./quantity.ts";
import { code, say } from "./say.ts";
import { signature } from "./signature.ts";

/** `scope` is the one in which the entry was met; its text counts before that of the other places. */
export function entryDoc(dialect: Dialect, catalogue: Catalogue, scope: string, entry: Entry): string {
  const explained = explanation(dialect, scope, entry);
  const shape = `\`\`\`${dialect.id}\n${signature(entry)}\n\`\`\``;
  const facts = factLines(catalogue, entry).map((line) => `- ${line}`);
  return [explained, shape, facts.join("\n")]
    .filter((part) => part !== undefined && part !== "")
    .join("\n\n");
}

/** Our own explanation, where there is one. */
export function explanation(dialect: Dialect, scope: string, entry: Entry): string | undefined {
  const docs = docsOf(dialect);
  for (const place of [scope, ...entry.in]) {
    const text = docs.get(`${place}/${entry.name}`);
    if (text !== undefined && text !== "") return text;
  }
  return undefined;
}

function factLines(catalogue: Catalogue, entry: Entry): string[] {
  const lines: string[] = [say("in", { places: placesText(entry) })];
  const unit = entry.unit === undefined ? undefined : unitName(entry.unit);
  const measured = [
    ...(unit === undefined ? [] : [`${say("unit")}: ${unit}`]),
    ...(entry.default === undefined ? [] : [`${say("default")}: ${code(entry.default)}`]),
  ];
  if (measured.length > 0) lines.push(measured.join(" · "));
  const needs = [
    ...(entry.module === undefined ? [] : [`${say("module")}: ${code(entry.module)}`]),
    ...(entry.build === undefined ? [] : [`${say("build")}: ${code(entry.build)}`]),
  ];
  if (needs.length > 0) lines.push(needs.join(" · "));
  const history = historyText(catalogue, entry);
  if (history !== "") lines.push(history);
  if (!catalogue.knows(entry)) lines.push(`**${say("unavailable", { target: catalogue.target })}**`);
  if (entry.deprecated !== undefined) lines.push(`**${say("deprecated", { use: entry.deprecated })}**`);
  return lines;
}

function placesText(entry: Entry): string {
  if (entry.in.includes("*")) return say("anywhere");
  return entry.in.map(code).join(", ");
}

function historyText(catalogue: Catalogue, entry: Entry): string {
  const parts: string[] = [];
  if (entry.since !== undefined) parts.push(say("since", { since: entry.since }));
  if (entry.removed !== undefined) parts.push(say("removed", { removed: entry.removed }));
  const { versions } = entry;
  if (versions !== undefined && versions.length > 0 && versions.length < catalogue.targets.length) {
    parts.push(say("targets", { versions: versions.join(", ") }));
  }
  return parts.join(", ");
}

const readDocs = new Map<string, ReadonlyMap<string, string>>();

/** A dialect's explanations, read once. */
function docsOf(dialect: Dialect): ReadonlyMap<string, string> {
  let docs = readDocs.get(dialect.id);
  if (docs === undefined) {
    docs = dialect.docs("en");
    readDocs.set(dialect.id, docs);
  }
  return docs;
}
