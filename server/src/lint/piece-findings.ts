/**
 * The findings of local rules, kept piece by piece (syntax/tree-edit.ts): after an edit only those pieces are looked at
 * that are new, or that rest on something that has changed (rules/locality.ts).
 */
import type { Piece } from "../catalogue/check.ts";
import type { Face, Locality } from "../rules/locality.ts";
import type { Fix, Message } from "../rules/rule.ts";
import { lastStartingAtOrBefore, type Node } from "../syntax/tree.ts";
import type { Span } from "../text/span.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import type { Finding } from "./finding.ts";

/** What was found in a piece when it began at `start`, and what that rested on. */
interface Kept {
  readonly shared: readonly unknown[];
  /** All pieces when it was looked at last, or found to hold still. */
  pieces: readonly Piece[];
  readonly start: number;
  readonly findings: readonly Detached[];
}

/** A finding without its file: that of an edit long ago would be kept by it, with all its text. */
interface Detached extends Omit<Finding, "file" | "related"> {
  readonly related: readonly { readonly file?: SourceFile; readonly span: Span; readonly message: Message }[];
}

const keptFor = new WeakMap<Piece, Kept>();

/** `look` finds what is in some of the pieces; without any named, in all. What is `shared` is compared by identity. */
export function findPieceByPiece(
  file: SourceFile,
  { faceOf }: Locality,
  shared: readonly unknown[],
  look: (within: ReadonlySet<Node> | undefined) => readonly Finding[],
): Finding[] {
  const { pieces } = file.checked;
  const known = pieces.map((piece) => keptFor.get(piece));
  const last = known.find((kept) => kept !== undefined);
  const before = last !== undefined && same(last.shared, shared) ? { ...last } : undefined;
  const changed = before === undefined ? undefined : changedBetween(before.pieces, pieces, faceOf);
  const findings: Finding[] = [];
  const stale = new Set<Node>();
  pieces.forEach((piece, i) => {
    const kept = known[i];
    const holds =
      kept !== undefined &&
      changed !== undefined &&
      kept.shared === before?.shared &&
      kept.pieces === before.pieces &&
      // What is said of a mistake may name any other piece.
      (changed.isEmpty || (kept.findings.length === 0 && !changed.isTiedTo(faceOf(piece))));
    if (!holds) stale.add(piece.node);
    else {
      kept.pieces = pieces;
      for (const one of kept.findings) findings.push(attached(one, file, piece.node.start - kept.start));
    }
  });
  const lists = { shared: before?.shared ?? shared, pieces };
  if (stale.size === 0) return findings;
  const found = new Map<Node, Finding[]>();
  const nodes = pieces.map(({ node }) => node);
  for (const finding of look(stale.size === pieces.length ? undefined : stale)) {
    const node = lastStartingAtOrBefore(nodes, finding.span.start);
    if (node === undefined || !stale.has(node)) continue;
    findings.push(finding);
    const others = found.get(node);
    if (others === undefined) found.set(node, [finding]);
    else others.push(finding);
  }
  for (const piece of pieces) {
    const { node } = piece;
    if (!stale.has(node)) continue;
    const own = found.get(node) ?? [];
    if (own.every((finding) => staysInside(finding, node)))
      keptFor.set(piece, { ...lists, start: node.start, findings: own.map(detached) });
    else keptFor.delete(piece);
  }
  return findings;
}

interface Changes {
  readonly isEmpty: boolean;
  isTiedTo(face: Face): boolean;
}

/** What an edit has changed in the faces of a text; `undefined` where all pieces can see some of it. */
function changedBetween(
  before: readonly Piece[],
  after: readonly Piece[],
  faceOf: (piece: Piece) => Face,
): Changes | undefined {
  const length = Math.min(before.length, after.length);
  let start = 0;
  while (start < length && before[start] === after[start]) start++;
  let end = 0;
  while (end < length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const gone = before.slice(start, before.length - end).map(faceOf);
  const come = after.slice(start, after.length - end).map(faceOf);
  const forAll = (all: readonly Face[]) => all.flatMap((face) => face.forAll || []).join("\n");
  if (forAll(gone) !== forAll(come)) return undefined;
  const defined = differing(gone, come, ({ defines }) => [...defines]);
  const mentioned = differing(gone, come, ({ mentions }) => [...mentions]);
  return {
    isEmpty: defined.length === 0 && mentioned.length === 0,
    isTiedTo: ({ defines, mentions }) =>
      defined.some((name) => defines.has(name) || mentions.has(name)) ||
      mentioned.some((name) => defines.has(name)),
  };
}

/** The names of which some faces say something else than others. */
function differing(
  before: readonly Face[],
  after: readonly Face[],
  read: (face: Face) => readonly (readonly [string, string])[],
): readonly string[] {
  const spelled = (faces: readonly Face[]) => {
    const said = new Map<string, string>();
    for (const [name, text] of faces.flatMap(read)) said.set(name, `${said.get(name) ?? ""}\n${text}`);
    return said;
  };
  const [old, now] = [spelled(before), spelled(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name));
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((one, i) => one === b[i]));
}

/** With spans of its own: those of nodes move with them. */
function detached({ file, related, fixes, ...finding }: Finding): Detached {
  return {
    ...finding,
    related: related.map(({ place, message }) => ({
      span: moved(place.span, 0),
      message,
      ...(place.file === file ? {} : { file: place.file }),
    })),
    fixes: movedFixes(fixes, 0),
  };
}

function attached({ span, related, fixes, ...finding }: Detached, file: SourceFile, by: number): Finding {
  return {
    ...finding,
    file,
    span: moved(span, by),
    related: related.map((one) => ({
      place:
        one.file === undefined ? { file, span: moved(one.span, by) } : { file: one.file, span: one.span },
      message: one.message,
    })),
    fixes: movedFixes(fixes, by),
  };
}

function movedFixes(fixes: readonly Fix[], by: number): readonly Fix[] {
  return fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map((edit) => ({ ...edit, span: moved(edit.span, by) })),
  }));
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** True where all places of a finding in its own file move along with the piece. */
function staysInside({ file, span, related, fixes }: Finding, node: Node): boolean {
  const isInside = (at: Span) => at.start >= node.start && at.end <= node.end;
  return (
    isInside(span) &&
    related.every(({ place }) => place.file !== file || isInside(place.span)) &&
    fixes.every(({ edits }) => edits.every((edit) => edit.file === undefined && isInside(edit.span)))
  );
}
