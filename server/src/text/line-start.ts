/** The line that an offset is on, looked up in the text alone. */
import { type Span, span } from "./span.ts";

/** Where the line begins. */
export function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The blanks that the line begins with, as far as the offset. */
export function leadingBlanks(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? "";
}

/** A span with its line breaks where nothing else stands on its lines: what goes when it is taken away. */
export function wholeLines(text: string, at: Span): Span {
  const from = lineStart(text, at.start);
  const found = text.indexOf("\n", at.end);
  const lineEnd = found < 0 ? text.length : found;
  const alone = text.slice(from, at.start).trim() === "" && text.slice(at.end, lineEnd).trim() === "";
  return alone ? span(from, Math.min(lineEnd + 1, text.length)) : at;
}
