/**
 * What a local rule rests on. It looks at one piece of a text at a time (syntax/tree-edit.ts): what it finds there
 * follows from the piece, from what all pieces share, and from the faces of the pieces that it is tied to by a name.
 */
import type { Piece } from "../catalogue/check.ts";
import type { FileSubject } from "./rule.ts";

/** What other pieces can see of a piece. */
export interface Face {
  /** What the pieces that are tied to it by a name can see. */
  readonly text: string;
  /** What all pieces can see. */
  readonly forAll: string;
  /** Names that it gives something, each with its kind. */
  readonly defines: readonly string[];
  /** Names of others that it speaks of. */
  readonly mentions: readonly string[];
}

export interface Locality {
  faceOf(piece: Piece): Face;
  /** What any piece may rest on; compared by identity. */
  shared(subject: FileSubject): readonly unknown[];
}
