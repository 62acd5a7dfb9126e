/**
 * Lays out a file of sections without braces: headers at the margin, what is in a section one step further in, one
 * blank between words. Blanks that put words of neighbouring lines into columns stay, or make way for columns of ours.
 */
import type { Edit } from "../../text/edit.ts";
import { span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type AlignedLine, blanksOfColumns } from "./alignment.ts";
import { gapsOf, linesInColumns } from "./columns.ts";
import { commonStep } from "./indent.ts";
import { maxBlankLines } from "./pieces.ts";
import { type Line, linesOf } from "./section-lines.ts";

/** The edits that bring the file into shape, lines indented by what is given or by what the file uses. */
export function sectionEdits(file: SourceFile, given: string | undefined, aligns: boolean): Edit[] {
  const { text } = file;
  const lines = linesOf(file);
  const indent = given ?? sectionIndent(text, lines);
  const depths = commentDepths(text, lines);
  const runs = neighbours(lines);
  const columns = aligns ? new Set() : linesInColumns(text, runs);
  const blanks = aligns ? blanksOfColumns(file, runs.map(alignedLines)) : new Map<number, number>();
  const dropped = superfluous(lines);
  const edits: Edit[] = [];
  const put = (start: number, end: number, now: string) => {
    if (text.slice(start, end) !== now) edits.push({ span: span(start, end), text: now });
  };
  for (const line of lines) {
    const [first, last] = [line.pieces[0], line.pieces.at(-1)];
    if (dropped.has(line)) put(line.start, line.next, "");
    else if (line.kind === "blank") put(line.start, line.end, "");
    else if (line.kind !== "locked" && first !== undefined && last !== undefined) {
      const wanted = indent.repeat(depths.get(line) ?? line.depth);
      const moves = text.slice(line.start, first.start) !== wanted;
      put(line.start, first.start, wanted);
      for (const { start, end, width, before } of gapsOf(text, line)) {
        // Tabs reach other columns from another indent.
        if (columns.has(line)) put(start, end, moves ? " ".repeat(width) : text.slice(start, end));
        else if (before === "word") put(start, end, " ".repeat(blanks.get(end) ?? 1));
      }
      put(last.end, line.end, "");
    }
  }
  const last = lines.at(-1);
  if (last !== undefined && !dropped.has(last) && text[last.next - 1] !== "\n") {
    const isCut = text.endsWith("\r") || last.kind === "locked";
    const lineEnd = isCut ? "\n" : (/\r?\n/.exec(text)?.[0] ?? "\n");
    put(text.length, text.length, lineEnd);
  }
  return edits;
}

/** What most lines in sections stand further in than their headers. */
export function sectionIndent(text: string, lines: readonly Line[]): string {
  const steps: string[] = [];
  let outer = "";
  for (const line of lines) {
    if (line.kind !== "words") continue;
    const blanks = text.slice(line.start, line.pieces[0]?.start);
    if (isHeader(line)) outer = blanks;
    else if (blanks.startsWith(outer)) steps.push(blanks.slice(outer.length));
  }
  return commonStep(steps);
}

/** Blank lines at either end of the text, and those that follow enough others. */
function superfluous(lines: readonly Line[]): ReadonlySet<Line> {
  const found = new Set<Line>();
  let run: Line[] = [];
  let kept = 0;
  for (const line of lines) {
    if (line.kind === "blank") run.push(line);
    else {
      // What a locked line begins with may mean something else as the first of the text.
      for (const extra of run.slice(line.kind === "locked" ? maxBlankLines : kept)) found.add(extra);
      run = [];
      kept = maxBlankLines;
    }
  }
  for (const extra of run) found.add(extra);
  return found;
}

/**
 * How deep comments stand: with the words below them. Those below a section's last words belong to it too, except a
 * heading right above the next section with a blank line over it, and what its writer put to the margin.
 */
function commentDepths(text: string, lines: readonly Line[]): ReadonlyMap<Line, number> {
  const depths = new Map<Line, number>();
  const opened = lines.findIndex(({ kind }) => kind === "words");
  let words: Line | undefined;
  let isHeading = false;
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at];
    if (line === undefined || line.kind === "blank") continue;
    if (line.kind !== "comment") {
      words = line;
      continue;
    }
    const below = lines[at + 1];
    if (below?.kind !== "comment")
      isHeading = below !== undefined && isHeader(below) && standsApart(lines, at);
    if (words?.kind === "words" && words.depth > 0) depths.set(line, words.depth);
    else depths.set(line, isHeading || text[line.start] === "#" || at < opened ? 0 : 1);
  }
  return depths;
}

export function isHeader({ kind, depth }: Line): boolean {
  return kind === "words" && depth === 0;
}

/** True where the comments that end at this line begin the text or follow a blank line. */
function standsApart(lines: readonly Line[], at: number): boolean {
  let above = at;
  while (lines[above]?.kind === "comment") above--;
  return above < 0 || lines[above]?.kind === "blank";
}

function alignedLines(run: readonly Line[]): AlignedLine[] {
  return run.flatMap(({ directive }) =>
    directive === undefined ? [] : [{ directive, words: [...directive.prefixes, ...directive.words] }],
  );
}

/** Lines of words that follow each other, comments between them aside. */
function neighbours(lines: readonly Line[]): Line[][] {
  const runs: Line[][] = [[]];
  for (const line of lines) {
    if (line.kind === "comment") continue;
    if (line.kind !== "words" || isHeader(line)) runs.push([]);
    else runs.at(-1)?.push(line);
  }
  return runs;
}
