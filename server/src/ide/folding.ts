/** Which lines an editor can fold away: blocks, sections and runs of comments. Lines count from 0. */
import { headSpan, walk } from "../syntax/tree.ts";
import type { SourceFile } from "../workspace/source-file.ts";

export interface FoldingRange {
  readonly startLine: number;
  /** The last line that is hidden. */
  readonly endLine: number;
  readonly kind: "block" | "comment";
}

export function foldingRanges(file: SourceFile): FoldingRange[] {
  return [...blocks(file), ...commentRuns(file)].sort(
    (a, b) => a.startLine - b.startLine || b.endLine - a.endLine,
  );
}

function blocks(file: SourceFile): FoldingRange[] {
  const { lines } = file;
  const found: FoldingRange[] = [];
  for (const { node } of walk(file.tree)) {
    if (node.kind !== "directive" || node.body === undefined) continue;
    const startLine = lines.position(node.body.open?.start ?? headSpan(node).end).line;
    // The line of the closing brace stays in sight; a body without one ends with its last line that is not blank.
    const end = node.body.close === undefined ? lastInk(file.text, node.body.end) : node.body.close.start;
    const endLine = lines.position(end).line - (node.body.close === undefined ? 0 : 1);
    if (endLine > startLine) found.push({ startLine, endLine, kind: "block" });
  }
  return found;
}

function commentRuns(file: SourceFile): FoldingRange[] {
  const { lines, text } = file;
  const found: FoldingRange[] = [];
  let startLine = -1;
  let lastLine = -1;
  const finish = () => {
    if (lastLine > startLine) found.push({ startLine, endLine: lastLine, kind: "comment" });
  };
  for (const comment of file.tree.comments) {
    const { line } = lines.position(comment.start);
    const alone = text.slice(lines.lineSpan(line).start, comment.start).trim() === "";
    if (comment.kind !== "comment" || !alone) continue;
    if (startLine < 0 || line !== lastLine + 1) {
      finish();
      startLine = line;
    }
    lastLine = line;
  }
  finish();
  return found;
}

function lastInk(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text[at - 1] ?? "")) at--;
  return at;
}
