/**
 * Where nginx says that a mistake is. It names the line on which it finished reading: a statement's `;` or `{`, for what
 * a block lacks its `}`, or its head where that is checked at the very end; for a lost `;` the next word's line, and for
 * what is never closed the last line.
 */
import type { Finding } from "../../server/src/lint/finding.ts";
import { type Directive, walk } from "../../server/src/syntax/tree.ts";

const unfinished = new Set(["missing-terminator", "unclosed-quote", "unclosed-block"]);

/** Lines, from 1, that nginx may name for what a finding is about. */
export function nginxLines({ rule, file, span }: Finding): ReadonlySet<number> {
  let around: readonly Directive[] = [];
  for (const { node, parents } of walk(file.tree)) {
    if (node.kind === "directive" && node.start <= span.start && span.end <= node.end)
      around = [node, ...parents.slice(-1)];
  }
  const offsets = [span.start, span.end];
  for (const { words, body, end } of around)
    offsets.push(words[0].start, body?.open?.start ?? end - 1, end - 1);
  if (unfinished.has(rule.name)) {
    const { text } = file.tree;
    const gap = /^[;\s]*/.exec(text.slice(span.end))?.[0].length ?? 0;
    offsets.push(span.end + gap, text.length);
  }
  return new Set(offsets.map((offset) => file.lines.position(offset).line + 1));
}
