/**
 * A line of a file with marks under a part of it. Tabs stay in both lines, so the marks stand where a terminal puts
 * the text; wide characters get two marks, combining ones none; of an overlong line only the part around the marks is shown.
 */
import type { Span } from "../../text/span.ts";
import { characterWidth, widthOf } from "../../text/width.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { printable } from "../terminal.ts";

export interface Frame {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  /** Marks under the text, with the white space before them. */
  readonly marks: string;
}

/** Of a span over several lines the first line is shown. `room` is the widest line that may be shown. */
export function frameOf(file: SourceFile, span: Span, mark: string, room: number): Frame {
  const { line } = file.lines.position(span.start);
  const { start, end } = file.lines.lineSpan(line);
  const first = Math.min(Math.max(span.start, start), end);
  const last = Math.max(first, Math.min(span.end, end));
  const shown = windowOf(file.text, start, end, first, last, room);
  const text = file.text.slice(shown.start, shown.end);
  const cutLeft = shown.start > start ? "…" : "";
  const cutRight = shown.end < end ? "…" : "";
  const marked = underline(text, first - shown.start, Math.min(last, shown.end) - shown.start, mark);
  return {
    line: line + 1,
    text: `${cutLeft}${printable(text)}${cutRight}`,
    marks: `${cutLeft === "" ? "" : " "}${marked}`,
  };
}

/** How much of the line is shown before the marks where it has to be cut. */
const before = 24;

/** The part of a line that fits: all of it, else from a little before the marks on. */
function windowOf(text: string, start: number, end: number, first: number, last: number, room: number): Span {
  if (end - start <= room * 2 && widthOf(text.slice(start, end)) <= room) return { start, end };
  // A mark near the start of the line needs no cut there.
  let from = last - start < room - 2 ? start : Math.max(start, first - before);
  if (isTrailing(text, from)) from--;
  const fits = from === start ? room - 1 : room - 2;
  let width = 0;
  let to = from;
  while (to < end) {
    const character = String.fromCodePoint(text.codePointAt(to) ?? 0);
    width += characterWidth(character);
    if (width > fits) break;
    to += character.length;
  }
  return { start: from, end: to };
}

/** An empty place, or one of nothing but tabs, gets one mark. */
function underline(text: string, first: number, last: number, mark: string): string {
  let space = "";
  let marks = "";
  let at = 0;
  for (const character of text) {
    const width = characterWidth(character);
    if (at < first) space += character === "\t" ? "\t" : " ".repeat(width);
    else if (at < last) marks += character === "\t" ? "\t" : mark.repeat(width);
    else break;
    at += character.length;
  }
  return space + (marks.includes(mark) ? marks : mark);
}

function isTrailing(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
