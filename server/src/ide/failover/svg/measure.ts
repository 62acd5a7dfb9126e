/**
 * How wide a text will be in a picture. Nobody knows the font of the reader: the widths are those of the widest usual
 * one, so texts that do not overlap here do not overlap there.
 */
import { characterWidth } from "../../../text/width.ts";
import { wrap } from "../columns.ts";

export interface Type {
  readonly size: number;
  readonly bold?: boolean;
  readonly mono?: boolean;
}

/** Parts of the size by character; others are as wide as a usual letter. */
const widths: readonly (readonly [pattern: RegExp, width: number])[] = [
  [/[iljI|.,:;'!·]/, 0.34],
  [/[frt()[\]{}/\\\-` *"]/, 0.44],
  [/[mwMW@%…→—]/, 1],
  [/[A-Z&#+=<>~✓✗]/, 0.84],
];
const usual = 0.64;

export function textWidth(text: string, { size, bold, mono }: Type): number {
  let sum = 0;
  for (const character of text) sum += mono === true ? monoWidth(character) : widthOf(character);
  return sum * size * (bold === true ? 1.08 : 1);
}

/** The text, or its beginning with an ellipsis where it does not fit. Nothing where not even one letter fits. */
export function fitted(text: string, room: number, type: Type): string {
  if (textWidth(text, type) <= room) return text;
  const characters = [...text];
  while (characters.length > 0) {
    characters.pop();
    const shorter = `${characters.join("").trimEnd()}…`;
    if (shorter !== "…" && textWidth(shorter, type) <= room) return shorter;
  }
  return "";
}

/** The same, with both ends of the text: the end of an address tells more than its middle. */
export function fittedEnds(text: string, room: number, type: Type): string {
  const characters = [...text];
  if (textWidth(text, type) <= room) return text;
  for (let kept = characters.length - 1; kept > 1; kept--) {
    const head = Math.ceil(kept / 2);
    const shorter = `${characters.slice(0, head).join("")}…${characters.slice(characters.length - kept + head).join("")}`;
    if (textWidth(shorter, type) <= room) return shorter;
  }
  return fitted(text, room, type);
}

function widthOf(character: string): number {
  const columns = characterWidth(character);
  if (columns !== 1) return columns === 0 ? 0 : 1.05;
  return widths.find(([pattern]) => pattern.test(character))?.[1] ?? usual;
}

function monoWidth(character: string): number {
  return characterWidth(character) * 0.61;
}

/** Lines that fit, broken at blanks and between wide characters. */
export function folded(text: string, room: number, type: Type): readonly string[] {
  return wrap(text, room, (line) => textWidth(line, type));
}
