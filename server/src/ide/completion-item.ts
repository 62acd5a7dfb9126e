/** One thing to write at a place, as editors take it, and the order of several. */
import type { Entry } from "../catalogue/entry.ts";
import type { Span } from "../text/span.ts";

export interface Completion {
  readonly label: string;
  readonly kind: "block" | "directive" | "option" | "value" | "name" | "file" | "folder";
  /** A few words beside the label. */
  readonly detail: string;
  /** What is inserted; in snippet notation where `isSnippet`. */
  readonly insert: string;
  readonly isSnippet: boolean;
  /** What is inserted where snippets are not wanted. */
  readonly plain: string;
  /** The text that stands there up to the cursor, and the whole word: what an insert and what a replacement takes away. */
  readonly insertSpan: Span;
  readonly replaceSpan: Span;
  readonly deprecated: boolean;
  /** Lower ones come first. */
  readonly rank: number;
  /** The entry that explains it, or its kind and name, for `completionDoc`. */
  readonly entry?: { readonly scope: string; readonly name: string };
}

/** How far down an entry is listed: below come those of every block, of modules that may not be there, deprecated ones. */
export function rarity(entry: Entry): number {
  if (entry.deprecated !== undefined) return 5;
  return entry.build !== undefined ? 3 : entry.in.includes("*") ? 2 : 0;
}

/** Each once, those that are most likely meant first. */
export function ranked(completions: readonly Completion[]): Completion[] {
  const seen = new Set<string>();
  return completions
    .filter(({ label, kind, insertSpan }) => {
      const key = `${kind} ${insertSpan.start} ${label}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => a.rank - b.rank);
}
