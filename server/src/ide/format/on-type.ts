/**
 * Indents one line while somebody types. The blocks around it need not be closed yet, so it looks only at what stands
 * before the line.
 */
import type { Edit } from "../../text/edit.ts";
import { leadingBlanks, lineStart } from "../../text/line-start.ts";
import { span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { blockStyle } from "../block-style.ts";
import { indentOf } from "./indent.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import { isHeader, sectionIndent } from "./section-layout.ts";
import { linesOf } from "./section-lines.ts";

/** The indent of the line at an offset, where a line break or a closing brace was typed just before it. */
export function indentTypedLine(file: SourceFile, offset: number, indent?: string): Edit[] {
  const { text, dialect } = file;
  const start = lineStart(text, offset);
  if (!blockStyle(dialect).braces) return text[offset - 1] === "}" ? [] : indentLine(file, start, indent);
  const pieces = piecesOf(file);
  const at = pieces.findIndex((piece) => piece.end > start);
  const next = at < 0 ? undefined : pieces[at];
  // Inside a value that goes on over lines blanks may count.
  if (next !== undefined && next.start < start) return [];
  const before = at < 0 ? pieces : pieces.slice(0, at);
  const lineEnd = text.indexOf("\n", start);
  const blanks = /^[ \t]*/.exec(text.slice(start, lineEnd < 0 ? text.length : lineEnd))?.[0] ?? "";
  const closes = next?.start === start + blanks.length && text[next.start] === "}";
  if (text[offset - 1] === "}" && !(closes && offset === next.end)) return [];
  const wanted = closes
    ? indentOfOpener(text, before)
    : indentBelow(text, before, indent ?? indentOf(file, pieces, new Map()));
  if (wanted === undefined || wanted === blanks) return [];
  return [{ span: span(start, start + blanks.length), text: wanted }];
}

/** Of a file of sections: a header goes to the margin, other lines below the line above. A blank line above may end the section. */
function indentLine(file: SourceFile, start: number, indent: string | undefined): Edit[] {
  const { text } = file;
  const lines = linesOf(file);
  const found = lines.findIndex((line) => line.start === start);
  const above = lines.at(found < 0 ? -1 : found - 1);
  const line = lines[found];
  if (found === 0 || above === undefined || above.kind === "blank" || line?.kind === "locked") return [];
  const inside = isHeader(above) ? (indent ?? sectionIndent(text, lines)) : leadingBlanks(text, above.end);
  const wanted = line !== undefined && isHeader(line) ? "" : inside;
  const blanks = leadingBlanks(text, line?.end ?? start);
  return wanted === blanks ? [] : [{ span: span(start, start + blanks.length), text: wanted }];
}

/** The blanks of the line that opens the block which is open at the end of these pieces. */
function indentOfOpener(text: string, pieces: readonly Piece[]): string | undefined {
  let closed = 0;
  for (let at = pieces.length - 1; at >= 0; at--) {
    const piece = pieces[at];
    if (piece === undefined || piece.role === "comment") continue;
    const mark = text.slice(piece.start, piece.end);
    if (piece.role !== "open" && piece.role !== "close" && piece.role !== "stray") continue;
    if (mark === "}") closed++;
    else if (mark === "{" && closed-- === 0) return leadingBlanks(text, piece.node?.start ?? piece.start);
  }
  return undefined;
}

/** The indent of a line that follows these pieces: that of the last line, and a step more where that opens a block. */
function indentBelow(text: string, pieces: readonly Piece[], step: string): string {
  const last = pieces.at(-1);
  if (last === undefined) return "";
  let open = 0;
  for (const piece of pieces.slice(pieces.findLastIndex((piece) => piece.line !== last.line) + 1)) {
    if (piece.role === "open") open++;
    else if (piece.role === "close" && open > 0) open--;
  }
  const blanks = leadingBlanks(text, last.start);
  return open > 0 ? blanks + step : blanks;
}
