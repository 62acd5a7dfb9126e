/** Makes a rule on keepalived's files, and holds what such rules ask alike: blocks, their lines, whether all of it can be read. */
import { isElsewhere } from "../../dialects/keepalived/fields.ts";
import { type Directive, lastStartingAtOrBefore } from "../../syntax/tree.ts";
import { wholeLines } from "../../text/line-start.ts";
import { type Span, span } from "../../text/span.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { isFragment } from "../../workspace/units.ts";
import { type FileRule, type FileSubject, type Fix, fileRule, type Safety } from "../rule.ts";

export function keepalivedRule(rule: Omit<FileRule, "over" | "group" | "dialect">): FileRule {
  return fileRule({ ...rule, group: "keepalived", dialect: "keepalived" });
}

/** True where the daemon reads nothing that is not here: no template, no include that is elsewhere, no made-up line. */
export const isComplete = remembered(
  (unit: Unit): boolean =>
    !unit.partial && unit.files.every(({ tree }) => !tree.templated && !tree.children.some(isMadeUp)),
);

/**
 * True where all that the daemon reads before this place is here. Behind it there may be more: what must be defined
 * before it is used can not come from there.
 */
export function isCompleteBefore({ file, unit, snapshot }: FileSubject, offset: number): boolean {
  if (isComplete(unit)) return true;
  const [main] = unit.files;
  if (main !== file || unit.files.length > 1 || isFragment(file) || file.tree.templated) return false;
  if (file.tree.children.some((node) => node.start < offset && isMadeUp(node))) return false;
  return snapshot.includesOf(file).every(({ include }) => include.span.start > offset);
}

function isMadeUp(node: SourceFile["tree"]["children"][number]): boolean {
  return node.kind === "directive" && (node.words[0].unknown !== undefined || node.prefixes.length > 0);
}

/** The top-level block that a model's span was read from. */
export function blockAt(file: SourceFile, at: Span): Directive | undefined {
  return blocksByStart(file).get(at.start);
}

const blocksByStart = remembered(
  ({ tree }: SourceFile): ReadonlyMap<number, Directive> =>
    new Map(tree.children.flatMap((node) => (node.kind === "directive" ? [[node.start, node]] : []))),
);

/** False where the block is below a condition: it may not be there at all. */
export function isCertain(file: SourceFile, { span: at }: { readonly span: Span }): boolean {
  return blockAt(file, at)?.conditional !== true;
}

/** The lines of a block that begin with a keyword. */
export function linesOf(block: Directive, keyword: string): Directive[] {
  return (block.body?.children ?? []).filter(
    (node): node is Directive => node.kind === "directive" && node.words[0].value === keyword,
  );
}

/** The line of a list block that begins at a place. */
export function entryAt(block: Directive, list: string, at: Span): Directive | undefined {
  for (const one of linesOf(block, list)) {
    const node = lastStartingAtOrBefore(one.body?.children ?? [], at.start);
    if (node?.kind === "directive" && node.start === at.start) return node;
  }
  return undefined;
}

/** The lines of a block that begin with a keyword, are there for certain and have no word that is unknown. */
export function certainLinesOf(block: Directive, keyword: string): Directive[] {
  return linesOf(block, keyword).filter(
    (line) => line.prefixes.length === 0 && line.words.every((word) => word.unknown === undefined),
  );
}

/** True where every line of the block can be read: it ends, and none is included, conditional or made from a variable. */
export function isReadable(block: Directive): boolean {
  if (block.body !== undefined && block.body.close === undefined) return false;
  const lines = block.body?.children ?? [];
  return lines.every((line) => {
    if (line.kind !== "directive") return line.kind === "definition";
    return !isElsewhere(line) && line.words.every((word) => word.unknown === undefined);
  });
}

/** The keyword with the word behind it: the name of a block, the value of a line. */
export function headOf({ words: [keyword, word = keyword] }: Directive): Span {
  return span(keyword.start, word.end);
}

/** A fix that takes whole lines away; the line break goes with them where nothing else stands on them. */
export function removeLines(id: string, safety: Safety, file: SourceFile, at: Span): Fix {
  return { title: { id }, safety, edits: [{ span: wholeLines(file.text, at), text: "" }] };
}
