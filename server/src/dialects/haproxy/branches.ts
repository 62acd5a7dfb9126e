/** Which lines between `.if`, `.elif`, `.else` and `.endif` the daemon reads: all, none, or that is not known. */
import type { Word } from "../../syntax/tree.ts";
import { type Answer, and, answerOf, or } from "./file-condition.ts";

interface Branch {
  /** The branches around it included. */
  readonly isRead: Answer;
  /** Whether the daemon reads this one or one above it: then it skips those below. */
  readonly isDecided: Answer;
}

export class Branches {
  readonly #text: string;
  readonly #target: string | undefined;
  readonly #open: Branch[] = [];

  constructor(text: string, target: string | undefined) {
    this.#text = text;
    this.#target = target;
  }

  /** The daemon does not read the lines here. */
  get isSkipped(): boolean {
    return this.#isRead === false;
  }

  /** Takes the next line that counts; true where the daemon may not read it. */
  isConditional([{ value }, ...condition]: readonly [Word, ...Word[]]): boolean {
    if (!value.startsWith(".")) return this.#isRead !== true;
    const above = value === ".elif" || value === ".else" || value === ".endif" ? this.#open.pop() : undefined;
    const conditional = this.#isRead !== true || (value === ".elif" && above?.isDecided !== false);
    const answer = () => answerOf(condition, this.#text, this.#target);
    if (value === ".if") this.#enter(answer(), false);
    else if (above !== undefined && value !== ".endif")
      this.#enter(value === ".else" ? true : answer(), above.isDecided);
    return conditional;
  }

  #enter(answer: Answer, decided: Answer): void {
    const own = decided === true ? false : decided === false ? answer : answer === false ? false : undefined;
    this.#open.push({ isRead: and(this.#isRead, own), isDecided: or(decided, answer) });
  }

  get #isRead(): Answer {
    const innermost = this.#open.at(-1);
    return innermost === undefined ? true : innermost.isRead;
  }
}
