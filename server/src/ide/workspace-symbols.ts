/**
 * What the files of a workspace define, by name: sections, instances, servers, ACLs; of nginx its blocks with their way
 * from the server in. Variables are left out: they are no places to go to.
 */
import type { PlacedName } from "../catalogue/check.ts";
import type { Locale } from "../text/locale.ts";
import type { Span } from "../text/span.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { blockPlaces } from "./nginx/block-places.ts";

export interface NamedPlace {
  readonly name: string;
  /** Its kind, and the block it stands in. */
  readonly container: string;
  readonly isBlock: boolean;
  readonly file: SourceFile;
  readonly span: Span;
}

/** More than a person looks through. */
const maxPlaces = 500;

/** Those whose names hold the letters of the query in that order, by file and place; each name of a block once. */
export function workspaceSymbols(snapshot: Snapshot, query: string, locale: Locale = "en"): NamedPlace[] {
  const letters = query.toLowerCase();
  // A file that two configurations include has its blocks in both.
  const listed = new Set<string>();
  const found = snapshot.units
    .filter(({ files: [main] }) => main?.dialect.id === "nginx")
    .flatMap((unit) => blockPlaces(unit, snapshot, locale))
    .filter(({ name, file, span }) => {
      const place = `${file.path}:${span.start}`;
      return holds(name.toLowerCase(), letters) && !listed.has(place) && listed.add(place);
    })
    .slice(0, maxPlaces);
  for (const file of snapshot.files.values()) {
    const seen = new Set<string>();
    for (const name of file.model.names) {
      if (name.role !== "definition" || name.kinds.includes("variable")) continue;
      if (file.dialect.id === "nginx" && name.directive.body !== undefined) continue;
      if (!holds(name.name.toLowerCase(), letters)) continue;
      const container = containerOf(name);
      const key = `${container}\n${name.name}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const isBlock = name.directive.body !== undefined;
      found.push({ name: name.name, container, isBlock, file, span: name.span });
      if (found.length >= maxPlaces) return found;
    }
  }
  return found;
}

function containerOf({ kinds, parents }: PlacedName): string {
  const [keyword, name] = parents.at(-1)?.words ?? [];
  const around =
    keyword === undefined ? [] : [name === undefined ? keyword.value : `${keyword.value} ${name.value}`];
  return [kinds[0]?.replaceAll("_", " "), ...around].join(", ");
}

function holds(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
