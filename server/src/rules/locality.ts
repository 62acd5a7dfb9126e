/**
 * What a local rule rests on. It looks at one piece of a text at a time (syntax/tree-edit.ts): what it finds there
 * follows from the piece, from what all pieces share, and from the faces of the pieces that it is tied to by a name.
 */
import type { KnownDirective, Piece, PlacedName } from "../catalogue/check.ts";
import { type Directive, walk } from "../syntax/tree.ts";
import { remembered } from "../workspace/remembered.ts";
import type { FileSubject } from "./rule.ts";

/** What other pieces can see of a piece. */
export interface Face {
  /** What all can see. */
  readonly forAll: string;
  /** By name what those can see that mention it, or define it too. */
  readonly defines: ReadonlyMap<string, string>;
  /** By name what those can see that define it. */
  readonly mentions: ReadonlyMap<string, string>;
}

export interface Locality {
  faceOf(piece: Piece): Face;
  /** What any piece may rest on; compared by identity. */
  shared(subject: FileSubject): readonly unknown[];
}

/** What a directive says in its line, and what is not known of that, for a face. */
export function spelled({ prefixes, words, body }: Directive): string {
  const said = [...prefixes, ...words].map(({ value, unknown = "" }) => `${value}\t${unknown}`);
  return `${said.join("\t")}${body === undefined ? ";" : "{"}`;
}

/** A file with the pieces of it to look at; absent: all. */
export type PartOfFile = Pick<FileSubject, "file" | "within">;

/** The pieces of a file that a local rule is to look at. */
const piecesHere = remembered(({ file, within }: PartOfFile): readonly Piece[] => {
  const { pieces } = file.checked;
  return within === undefined ? pieces : pieces.filter(({ node }) => within.has(node));
});

/** The directives in them whose keywords are known. */
export function knownHere(subject: PartOfFile): readonly KnownDirective[] {
  return piecesHere(subject).flatMap(({ known }) => known);
}

/** The names in them. */
export function namesHere(subject: PartOfFile): readonly PlacedName[] {
  return piecesHere(subject).flatMap(({ names }) => names);
}

/** The nodes in them with those they stand in, as far as these are in the piece too. */
export function* nodesHere(subject: PartOfFile): ReturnType<typeof walk> {
  const frames = subject.file.dialect.cut?.frames;
  for (const { node } of piecesHere(subject)) {
    // What a frame holds is pieces of their own.
    const isFrame = node.kind === "directive" && frames?.has(node.words[0].value) === true;
    if (isFrame) yield { node, parents: [] };
    else yield* walk({ children: [node] });
  }
}
