/**
 * Converts offsets to lines and columns and back. Lines and columns count from 0, columns in the unit asked for.
 * A line ends at LF, CRLF or a lone CR, as editors count them.
 */
export type ColumnUnit = "utf-16" | "utf-8";

export interface Position {
  readonly line: number;
  readonly column: number;
}

export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    const length = text.length;
    if (!text.includes("\r")) {
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
      return;
    }
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) this.#starts.push(i + 1);
    }
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Offsets of a line, its line break not included. A line past the end is the empty end of the text. */
  lineSpan(line: number): { readonly start: number; readonly end: number } {
    const start = this.#starts[line];
    if (start === undefined) return { start: this.#text.length, end: this.#text.length };
    let end = this.#starts[line + 1] ?? this.#text.length;
    while (end > start && (this.#text.charCodeAt(end - 1) === 10 || this.#text.charCodeAt(end - 1) === 13))
      end--;
    return { start, end };
  }

  lineText(line: number): string {
    const { start, end } = this.lineSpan(line);
    return this.#text.slice(start, end);
  }

  position(offset: number, unit: ColumnUnit = "utf-16"): Position {
    const line = this.#lineAt(offset);
    const start = this.#starts[line] ?? 0;
    const column = unit === "utf-16" ? offset - start : utf8Length(this.#text.slice(start, offset));
    return { line, column };
  }

  /** Positions outside the text are brought to its nearest end. */
  offset({ line, column }: Position, unit: ColumnUnit = "utf-16"): number {
    if (line < 0) return 0;
    const { start, end } = this.lineSpan(line);
    if (unit === "utf-16") return Math.min(start + Math.max(column, 0), end);
    let bytes = 0;
    for (let i = start; i < end; ) {
      if (bytes >= column) return i;
      const code = this.#text.codePointAt(i) ?? 0;
      bytes += utf8Width(code);
      i += code > 0xffff ? 2 : 1;
    }
    return end;
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += utf8Width(character.codePointAt(0) ?? 0);
  return bytes;
}

function utf8Width(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
