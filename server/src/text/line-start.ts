/** The line that an offset is on, looked up in the text alone. */

/** Where the line begins. */
export function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The blanks that the line begins with, as far as the offset. */
export function leadingBlanks(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? "";
}
