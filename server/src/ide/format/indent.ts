/** What a file indents a block or a section by. */
import { leadingBlanks } from "../../text/line-start.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Locks } from "./locks.ts";
import type { Piece } from "./pieces.ts";

const usual = "    ";

/** How wide a step may be that is taken from a file. */
export const widestStep = 8;

const steps = new RegExp(`^(?: {1,${widestStep}}|\\t)$`);

/**
 * The step that most lines of blocks stand further in than the line that opens the block; four blanks where none
 * tells. Lines that keep their indent tell nothing: formatting would find another step the next time.
 */
export function indentOf(file: SourceFile, pieces: readonly Piece[], locks: Locks): string {
  const found: string[] = [];
  const openers: (string | undefined)[] = [];
  let opener: string | undefined;
  for (const piece of pieces) {
    if (piece.role === "item") {
      opener =
        piece.leads && locks.get(piece.line) !== "all" ? leadingBlanks(file.text, piece.start) : undefined;
      const outer = openers.at(-1);
      if (opener === undefined || outer === undefined || !opener.startsWith(outer)) continue;
      found.push(opener.slice(outer.length));
    } else if (piece.role === "open") openers.push(opener);
    else if (piece.role === "close") openers.pop();
  }
  return commonStep(found);
}

/** The step that is met most; four blanks where none is one. */
export function commonStep(found: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const step of found) if (steps.test(step)) counts.set(step, (counts.get(step) ?? 0) + 1);
  let best = usual;
  for (const [step, count] of counts) if (count > (counts.get(best) ?? 0)) best = step;
  return best;
}
