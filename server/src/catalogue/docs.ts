/** Reads a dialect's explanations: Markdown texts, a `## scope/name` heading for each entry, ` | ` between headings that share a text. */
export function readDocs(...texts: readonly string[]): ReadonlyMap<string, string> {
  const docs = new Map<string, string>();
  for (const section of texts.flatMap((markdown) => markdown.split(/^## /m).slice(1))) {
    const end = section.indexOf("\n");
    const heading = end < 0 ? section : section.slice(0, end);
    const text = end < 0 ? "" : section.slice(end + 1).trim();
    for (const place of heading.split(" | ")) docs.set(place.trim(), text);
  }
  return docs;
}
