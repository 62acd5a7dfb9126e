/** Lists of an inner block that take the place of those around it: where a file begins such a list. */
import type { FileSubject, Place } from "../rule.ts";
import { type OpenedBlock, ownBlocks, type Statement, statementsCalled } from "./blocks.ts";

export interface OwnList {
  readonly block: OpenedBlock;
  /** The directive that its statements are of. */
  readonly list: string;
  readonly own: readonly Statement[];
  readonly first: Statement;
}

/** The lists that begin in the file itself, of these directives. */
export function* ownLists(subject: FileSubject, lists: readonly string[]): Generator<OwnList> {
  for (const block of ownBlocks(subject, "server", "location", "if-in-location")) {
    for (const list of lists) {
      const own = statementsCalled(block, list);
      const [first] = own;
      if (first?.file === subject.file) yield { block, list, own, first };
    }
  }
}

export function keywordOf({ file, directive }: Statement): Place {
  return { file, span: directive.words[0] };
}
