/** What the daemon reads of one word: quotes taken off, escapes undone, variables and template text noted as unknown. */
import type { SyntaxProblem, Word } from "../../syntax/tree.ts";
import { templateEnd } from "./tokens.ts";

const simple: Readonly<Record<string, string>> = {
  t: "\t",
  n: "\n",
  r: "\r",
  " ": " ",
  "#": "#",
  "'": "'",
  '"': '"',
  "\\": "\\",
};

/**
 * `$NAME`, `${NAME}`, `${NAME-default}`, `${NAME[*]}`, and `.FILE` and the like, which the daemon gives itself; what else
 * begins with `$` in double quotes is refused.
 */
const variable =
  /\$(?:(?:[A-Za-z_]\w*|\.(?:FILE|LINE|SECTION)(?!\w))|\{(?:[A-Za-z_]\w*|\.(?:FILE|LINE|SECTION)(?!\w))(\[\*\])?(?:-([^}\r\n]*))?\})/y;
const placeholder = /@[A-Z_][A-Z0-9_]*@/y;

/** Reads the word at `start`; `problems` gets what is malformed in it. A value that is empty ends the line. */
export function readWord(text: string, start: number, image: string, problems: SyntaxProblem[]): Word {
  const end = start + image.length;
  if (!/["'\\@{<]/.test(image)) return { start, end, value: image, quoted: false };
  return new WordReader(text, start, end, problems).read();
}

/** Where in the text a place in a word's value stands: quotes and escapes make the two differ. */
export function placeInWord(text: string, word: Word): (index: number) => number {
  if (word.end - word.start === word.value.length) return (index) => word.start + index;
  const reader = new WordReader(text, word.start, word.end, []);
  reader.read();
  return (index) => reader.offsets[index] ?? word.end;
}

class WordReader {
  /** The offset that each character of the value was read from. */
  readonly offsets: number[] = [];
  #value = "";
  #quote = "";
  #quoted = false;
  #unknown: Word["unknown"];
  /** Text outside variables and template expressions. */
  #fixed = false;
  readonly #text: string;
  readonly #start: number;
  readonly #end: number;
  readonly #problems: SyntaxProblem[];

  constructor(text: string, start: number, end: number, problems: SyntaxProblem[]) {
    this.#text = text;
    this.#start = start;
    this.#end = end;
    this.#problems = problems;
  }

  read(): Word {
    let opened = this.#start;
    for (let at = this.#start; at < this.#end; ) {
      const character = this.#text[at] ?? "";
      if (character === "\\" && this.#quote !== "'") at = this.#escape(at);
      else if (this.#quote === "" && (character === '"' || character === "'")) {
        this.#quote = character;
        this.#quoted = true;
        opened = at++;
      } else if (character === this.#quote) {
        this.#quote = "";
        at++;
      } else if (character === "$" && this.#quote === '"') at = this.#variable(at);
      else at = this.#template(at) ?? this.#plain(at);
    }
    if (this.#quote !== "") {
      this.#problems.push({
        kind: "unclosed-quote",
        start: opened,
        end: this.#end,
        params: { quote: this.#quote },
      });
    }
    const nul = this.#value.indexOf("\0");
    const value = nul < 0 ? this.#value : this.#value.slice(0, nul);
    const several = this.#unknown !== undefined && !this.#fixed;
    const unknown = several ? "several" : this.#unknown;
    const word = { start: this.#start, end: this.#end, value, quoted: this.#quoted };
    return unknown === undefined ? word : { ...word, unknown };
  }

  #plain(at: number): number {
    const stop = /["'\\@{<$]/g;
    stop.lastIndex = at + 1;
    const next = Math.min(stop.exec(this.#text)?.index ?? this.#end, this.#end);
    this.#add(this.#text.slice(at, next), at);
    return next;
  }

  #escape(at: number): number {
    const next = this.#text[at + 1] ?? "";
    if (at + 1 >= this.#end) {
      this.#add("\\", at);
      return at + 1;
    }
    if (next === "x") return this.#hex(at);
    const plain = next === "$" && this.#quote === '"' ? "$" : simple[next];
    this.#add(plain ?? `\\${next}`, at);
    return at + 2;
  }

  #hex(at: number): number {
    const digits = /^[0-9A-Fa-f]{2}/.exec(this.#text.slice(at + 2, this.#end))?.[0];
    if (digits === undefined) {
      this.#malformed(at, Math.min(at + 4, this.#end));
      this.#add("\\x", at);
      return at + 2;
    }
    this.#add(String.fromCharCode(Number.parseInt(digits, 16)), at);
    return at + 4;
  }

  #variable(at: number): number {
    variable.lastIndex = at;
    const found = variable.exec(this.#text);
    if (found === null || at + found[0].length > this.#end) {
      const stop = /[\s"]/g;
      stop.lastIndex = at + 1;
      this.#malformed(at, Math.max(at + 1, Math.min(stop.exec(this.#text)?.index ?? this.#end, this.#end)));
      this.#add("$", at);
      return at + 1;
    }
    this.#append(found[0], at);
    if (found[1] !== undefined) this.#unknown = "several";
    // Nobody sets a variable that has a default to nothing, which would end the line.
    if ((found[2] ?? "") !== "") this.#fixed = true;
    this.#unknown ??= "value";
    return at + found[0].length;
  }

  /** Template text, or `undefined` where none begins here. */
  #template(at: number): number | undefined {
    placeholder.lastIndex = at;
    const marked = this.#text[at] === "@" ? placeholder.exec(this.#text)?.[0].length : undefined;
    const end = marked === undefined ? templateEnd(this.#text, at) : at + marked;
    if (end === at || end > this.#end) return undefined;
    if (this.#text.startsWith("{%", at) || (this.#text.startsWith("<%", at) && this.#text[at + 2] !== "=")) {
      this.#unknown = "several";
    } else this.#unknown ??= "value";
    if (marked !== undefined) this.#fixed = true;
    this.#append(this.#text.slice(at, end), at);
    return end;
  }

  #add(text: string, at: number): void {
    this.#append(text, at);
    if (text !== "") this.#fixed = true;
  }

  #append(text: string, at: number): void {
    this.#value += text;
    for (let i = 0; i < text.length; i++) this.offsets.push(at + i);
  }

  #malformed(start: number, end: number): void {
    this.#problems.push({ kind: "bad-escape", start, end, params: { escape: this.#text.slice(start, end) } });
  }
}
