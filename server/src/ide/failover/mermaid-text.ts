/** Text in Mermaid: what would end it or mean something else is written as an entity, which every kind of diagram reads. */
import { oneLine } from "../../text/printable.ts";

/** Words that begin a statement where a name might stand. */
const keywords = /^(?:click|section|title|gantt|end|subgraph|style|class|acc)/i;

export function mermaidText(text: string): string {
  const safe = oneLine(text)
    .trim()
    .replace(/[^\p{L}\p{N} .,+()/_→–✓✗·-]/gu, (character) => `#${character.codePointAt(0) ?? 32};`);
  const first = safe.codePointAt(0) ?? 32;
  return keywords.test(safe) ? `#${first};${safe.slice(1)}` : safe || "#8203;";
}
