/** Text in columns of a terminal: cells that are too wide for their column go on in the next line. */
import { widthOf } from "../../text/width.ts";

const gap = 2;

/** Widths of columns whose rows fit into the room. The widest shrinks first, none below its least. */
export function columnWidths(
  least: readonly number[],
  rows: readonly (readonly string[])[],
  room: number,
): readonly number[] {
  const widths = least.map((_, i) => Math.max(0, ...rows.map((row) => widthOf(row[i] ?? ""))));
  const excess = () => widths.reduce((sum, width) => sum + width, gap * (least.length - 1)) - room;
  while (excess() > 0) {
    const able = widths.map((width, i) => (width > (least[i] ?? width) ? width : 0));
    const widest = able.indexOf(Math.max(...able));
    if ((able[widest] ?? 0) === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** The lines of a row. `paint` colours the cells, whose widths are known by then. */
export function rowLines(
  cells: readonly string[],
  widths: readonly number[],
  paint: (text: string, column: number) => string = (text) => text,
): readonly string[] {
  const wrapped = cells.map((cell, i) => wrap(cell, widths[i] ?? 0));
  const height = Math.max(...wrapped.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => {
    let text = "";
    let missing = 0;
    for (const [i, lines] of wrapped.entries()) {
      const part = lines[line] ?? "";
      if (part !== "") text += " ".repeat(missing) + paint(part, i);
      if (part !== "") missing = 0;
      missing += Math.max(0, (widths[i] ?? 0) - widthOf(part)) + gap;
    }
    return text;
  });
}

/** Breaks at blanks and between wide characters; what is too long by itself is broken anywhere. */
export function wrap(
  text: string,
  room: number,
  measure: (text: string) => number = widthOf,
): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    for (const [i, piece] of pieces(word).entries()) {
      const joined = i > 0 || line === "" ? line + piece : `${line} ${piece}`;
      if (line === "" || measure(joined) <= room) line = joined;
      else {
        lines.push(line);
        line = piece;
      }
      while (measure(line) > room) {
        const head = headThatFits(line, room, measure);
        if (head === line) break;
        lines.push(head);
        line = line.slice(head.length);
      }
    }
  }
  return [...lines, line].map((one) => one.trimEnd());
}

/** Where a word may be broken: beside wide characters, but not before a mark that ends a phrase. */
function pieces(word: string): readonly string[] {
  return word.split(/(?<=[\u3000-\u9fff\uff00-\uffef])(?![\u3001\u3002\uff01-\uff1f])/u);
}

function headThatFits(text: string, room: number, measure: (text: string) => number): string {
  let head = "";
  for (const character of text) {
    if (head !== "" && measure(head + character) > room) break;
    head += character;
  }
  return head;
}
