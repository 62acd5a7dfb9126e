/** Replacements in one text. */
import type { Span } from "./span.ts";

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/**
 * Applies edits that do not overlap, in any order. Of two that do, the one that starts first is applied and the
 * other left out: a later run finds it again.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = "";
  let at = 0;
  for (const { span, text: replacement } of sorted) {
    if (span.start < at) continue;
    result += text.slice(at, span.start) + replacement;
    at = span.end;
  }
  return result + text.slice(at);
}
