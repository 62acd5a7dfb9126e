/**
 * The notation for the arguments of a directive, and its parsed shape.
 *
 *     on | off                   one of the words
 *     <int 1..255>               a value of a type, with a range
 *     <ref backend>              a name that is defined elsewhere; `<def acl>` defines one
 *     weight=<num>               a word made of a fixed beginning and a value
 *     [ x ]  ( x )               optional; grouped
 *     x*  x+                     repeated
 *     &scope  &scope*            one entry of that scope with its own arguments; any number in any order
 *     ...                        any words up to the end
 *
 * A backslash takes the special meaning off the next character.
 */
export type Form = Leaf | Sequence | Choice | Optional | Repeat | EntryOf;
export type Leaf = Literal | Value | Rest;

export interface Literal {
  readonly kind: "literal";
  readonly text: string;
}
export interface Value {
  readonly kind: "value";
  readonly type: string;
  /** Fixed beginning of the word (`weight=`), empty for none. */
  readonly prefix: string;
  readonly min?: number;
  readonly max?: number;
  /** What follows the type's name, where that is no range: the kind of a name, a length. */
  readonly param: string;
}
export interface Rest {
  readonly kind: "rest";
}
export interface Sequence {
  readonly kind: "sequence";
  readonly items: readonly Form[];
}
export interface Choice {
  readonly kind: "choice";
  readonly options: readonly Form[];
}
export interface Optional {
  readonly kind: "optional";
  readonly item: Form;
}
export interface Repeat {
  readonly kind: "repeat";
  readonly item: Form;
  readonly atLeastOnce: boolean;
}
export interface EntryOf {
  readonly kind: "entry";
  readonly scope: string;
}

const cache = new Map<string, Form>();

/** Parses a form. Throws an Error naming the notation where it is malformed: catalogue data is checked by a test. */
export function parseForm(notation: string): Form {
  let form = cache.get(notation);
  if (form === undefined) {
    form = new FormParser(notation).parse();
    cache.set(notation, form);
  }
  return form;
}

class FormParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Form {
    const form = this.#choice();
    if (this.#at < this.#text.length) this.#fail();
    return form;
  }

  #choice(): Form {
    const options = [this.#sequence()];
    while (this.#take("|")) options.push(this.#sequence());
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: "choice", options };
  }

  #sequence(): Form {
    const items: Form[] = [];
    for (this.#blanks(); this.#at < this.#text.length && !/[|\])]/.test(this.#peek()); this.#blanks()) {
      items.push(this.#repeated());
    }
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { kind: "sequence", items };
  }

  #repeated(): Form {
    const item = this.#item();
    if (this.#text[this.#at] === "*") {
      this.#at++;
      return { kind: "repeat", item, atLeastOnce: false };
    }
    if (this.#text[this.#at] === "+") {
      this.#at++;
      return { kind: "repeat", item, atLeastOnce: true };
    }
    return item;
  }

  #item(): Form {
    if (this.#take("[")) return { kind: "optional", item: this.#closed("]") };
    if (this.#take("(")) return this.#closed(")");
    if (this.#take("&")) return { kind: "entry", scope: this.#match(/[\w/:.-]+/y) };
    if (this.#text.startsWith("...", this.#at)) {
      this.#at += 3;
      return { kind: "rest" };
    }
    const text = this.#literalText();
    return this.#peek() === "<" ? this.#value(text) : text === "" ? this.#fail() : { kind: "literal", text };
  }

  #literalText(): string {
    let text = "";
    for (let c = this.#peek(); c !== "" && !/[\s[\]()|<>*+&]/.test(c); c = this.#peek()) {
      if (c === "\\") {
        this.#at++;
        text += this.#peek();
      } else text += c;
      this.#at++;
    }
    return text;
  }

  #value(prefix: string): Value {
    this.#at++;
    const end = this.#text.indexOf(">", this.#at);
    if (end < 0) this.#fail();
    const inner = this.#text.slice(this.#at, end);
    this.#at = end + 1;
    const [type = "", ...rest] = inner.trim().split(/\s+/);
    const param = rest.join(" ");
    const range = /^(-?[\d.]*?)\.\.(-?[\d.]*)$/.exec(param);
    if (range === null) return { kind: "value", type, prefix, param };
    return {
      kind: "value",
      type,
      prefix,
      param: "",
      ...(range[1] === "" ? {} : { min: Number(range[1]) }),
      ...(range[2] === "" ? {} : { max: Number(range[2]) }),
    };
  }

  #closed(mark: string): Form {
    const form = this.#choice();
    if (!this.#take(mark)) this.#fail();
    return form;
  }

  #take(mark: string): boolean {
    this.#blanks();
    if (this.#peek() !== mark) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? this.#fail();
    this.#at += found.length;
    return found;
  }

  #peek(): string {
    return this.#text[this.#at] ?? "";
  }

  #blanks(): void {
    while (this.#peek() === " ") this.#at++;
  }

  #fail(): never {
    throw new Error(`malformed form ${JSON.stringify(this.#text)} at ${this.#at}`);
  }
}
