/** What the fuzzer must know of a daemon. */
import type { DialectId } from "../../../server/src/dialect.ts";
import type { TextFile } from "../../support/lint-text.ts";
import type { SandboxedDaemon } from "../../support/sandbox.ts";
import type { LineSample } from "./lines.ts";
import type { Bank, Language } from "./mutate.ts";

export interface FuzzedDaemon {
  readonly id: DialectId;
  readonly sandbox: SandboxedDaemon;
  /** Folders of the corpus with texts to mutate. */
  readonly corpora: readonly string[];
  readonly language: Language;
  /** A text of the corpus as a main file; `context`: where it was read when its verdict was recorded. */
  whole?(text: string, context: string | undefined): string;
  /** Files that are there for a text to include. */
  beside?(text: string): TextFile[];
  /** What mutations take new text from; `texts` are those that are mutated. */
  bank(texts: readonly string[]): Bank;
  /** Texts on which releases of the daemon are known to crash or to hang. */
  readonly knownCrashes: readonly (readonly [string, RegExp])[];
  /** What stops the daemon early hides what it would have said later: whether a message about the machine is such. */
  hides(message: string): boolean;
  /** Files in which one line decides, and the files that they name. */
  readonly lines?: {
    samples(target: string): readonly LineSample[];
    files(): Readonly<Record<string, string>>;
  };
}
