/** Replacements in one text. */
import { LineIndex } from "./line-index.ts";
import type { Span } from "./span.ts";

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A text that edits change: a configuration, or another file of the project, which they may have to make first. */
export interface EditedText {
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** There is no such file yet. */
  readonly isNew?: boolean;
}

/** A file that is no configuration; without text it is to be made. */
export function plainText(path: string, text: string | undefined): EditedText {
  const lines = new LineIndex(text ?? "");
  return text === undefined ? { path, text: "", lines, isNew: true } : { path, text, lines };
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

/** The one edit that makes a text of another; between equal ones it is empty. */
export function changeBetween(before: string, after: string): Edit {
  const length = Math.min(before.length, after.length);
  const start = commonLength(length, (from, to) => before.slice(from, to) === after.slice(from, to));
  const same = commonLength(length - start, (from, to) => {
    const [old, now] = [before.length, after.length];
    return before.slice(old - to, old - from) === after.slice(now - to, now - from);
  });
  return { span: { start, end: before.length - same }, text: after.slice(start, after.length - same) };
}

/** How far two texts are the same, up to a length: by large steps first, which cost least. */
function commonLength(length: number, isSame: (from: number, to: number) => boolean): number {
  let at = 0;
  for (let step = 4096; step >= 1; step = step >> 2)
    while (at + step <= length && isSame(at, at + step)) at += step;
  return at;
}
