/**
 * Applies the fixes of findings to texts, in rounds: a round applies those that do not get in each other's way, and
 * what a fix uncovers is found by the next. It works on the texts a workspace holds; writing them is for others.
 */
import type { Fix, Safety } from "../rules/rule.ts";
import { applyEdits, type Edit, type EditedText } from "../text/edit.ts";
import type { Finding } from "./finding.ts";

/** Text that a file gets, by the file's path. */
export type FixedTexts = ReadonlyMap<string, string>;

export interface FixedRound {
  /** The files as they were, with the texts they get. */
  readonly texts: ReadonlyMap<EditedText, string>;
  /** How many fixes the texts hold. */
  readonly applied: number;
}

export interface FixRun {
  /** Every text that is not what it was. */
  readonly texts: FixedTexts;
  /** What the files held before; a file that is new has no text. */
  readonly before: (path: string) => string | undefined;
  readonly applied: number;
  /** What is found in the texts as they are now. */
  readonly findings: readonly Finding[];
}

/** More rounds than any file needs; two fixes that undo each other end here. */
const maxRounds = 10;

/**
 * Fixes until nothing changes. `mayWrite` says which files may be changed; `findIn` gives the findings after the texts
 * of a round have been taken up; its first call has none.
 */
export function fixAll(
  safety: Safety,
  mayWrite: (path: string) => boolean,
  findIn: (texts: FixedTexts) => readonly Finding[],
): FixRun {
  const originals = new Map<string, string | undefined>();
  const texts = new Map<string, string>();
  let findings = findIn(texts);
  let applied = 0;
  for (let rounds = 0; rounds < maxRounds; rounds++) {
    const fixed = fixOnce(findings, safety, mayWrite);
    if (fixed.applied === 0) break;
    applied += fixed.applied;
    const round = new Map<string, string>();
    for (const [{ path, text, isNew }, fixedText] of fixed.texts) {
      if (!originals.has(path)) originals.set(path, isNew === true ? undefined : text);
      round.set(path, fixedText);
      texts.set(path, fixedText);
    }
    findings = findIn(round);
  }
  for (const [path, text] of texts) if (originals.get(path) === text) texts.delete(path);
  return { texts, before: (path) => originals.get(path), applied, findings };
}

/**
 * One round: of each finding the first fix that is safe enough, unless one of its edits touches what an earlier fix
 * of the round changes. A fix is applied whole or not at all.
 */
export function fixOnce(
  findings: readonly Finding[],
  safety: Safety,
  mayWrite: (path: string) => boolean = () => true,
): FixedRound {
  const edits = new Map<EditedText, Edit[]>();
  let applied = 0;
  for (const finding of findings) {
    const fix = finding.fixes.find((candidate) => isAllowed(candidate, safety));
    if (fix === undefined || fix.edits.length === 0) continue;
    const placed = fix.edits.map((edit) => ({ file: edit.file ?? finding.file, edit }));
    if (!placed.every(({ file }) => mayWrite(file.path))) continue;
    if (placed.some(({ file, edit }) => edits.get(file)?.some((other) => collide(edit, other)))) continue;
    for (const { file, edit } of placed) {
      const known = edits.get(file);
      const kept = { span: edit.span, text: withLineEndsOf(file, edit.text) };
      if (known === undefined) edits.set(file, [kept]);
      else known.push(kept);
    }
    applied++;
  }
  const texts = new Map([...edits].map(([file, list]) => [file, applyEdits(file.text, list)]));
  return { texts, applied };
}

/** True where a run with this safety applies the fix. */
function isAllowed(fix: Fix, safety: Safety): boolean {
  return fix.safety === "safe" || safety === "unsafe";
}

/** Two insertions at one place collide too: nobody said which comes first. */
function collide({ span: a }: Edit, { span: b }: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

function withLineEndsOf(file: EditedText, text: string): string {
  if (!text.includes("\n")) return text;
  const first = file.text.indexOf("\n");
  return first > 0 && file.text[first - 1] === "\r" ? text.replace(/\r?\n/g, "\r\n") : text;
}
