/** Text with variables: `$name`, `${name}`, captures `$1`. Finds the uses and what nginx can not read. */
import { createToken, Lexer } from "chevrotain";
import type { NameUse, ValueProblem, ValueType } from "../../catalogue/value-type.ts";
import type { Word } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";

const Capture = createToken({ name: "Capture", pattern: /\$[1-9]/ });
const Braced = createToken({ name: "Braced", pattern: /\$\{[A-Za-z0-9_]+\}/ });
const Plain = createToken({ name: "Plain", pattern: /\$[A-Za-z0-9_]+/ });
const Unclosed = createToken({ name: "Unclosed", pattern: /\$\{[A-Za-z0-9_]+/ });
const Dollar = createToken({ name: "Dollar", pattern: /\$\{?/ });
const Rest = createToken({ name: "Rest", pattern: /[^$]+/, line_breaks: true });

let lexer: Lexer | undefined;

function textLexer(): Lexer {
  lexer ??= new Lexer([Capture, Braced, Plain, Unclosed, Dollar, Rest], {
    positionTracking: "onlyOffset",
    skipValidations: true,
  });
  return lexer;
}

export interface TextReading {
  readonly variables: readonly { readonly name: string; readonly span: Span }[];
  readonly problem?: ValueProblem;
}

/** Reads the variables of a word from `from` on. Names are in lower case, as nginx compares them. */
export function readText(word: Word, source: string, from = 0): TextReading {
  const value = word.value.slice(from);
  if (!value.includes("$") || word.unknown !== undefined) return { variables: [] };
  const variables: { name: string; span: Span }[] = [];
  let problem: ValueProblem | undefined;
  for (const token of textLexer().tokenize(value).tokens) {
    const { image, tokenType } = token;
    const start = from + token.startOffset;
    if (tokenType === Braced) {
      variables.push({
        name: image.slice(2, -1).toLowerCase(),
        span: spanIn(word, source, start + 2, start + image.length - 1),
      });
    } else if (tokenType === Plain) {
      variables.push({
        name: image.slice(1).toLowerCase(),
        span: spanIn(word, source, start + 1, start + image.length),
      });
    } else if (tokenType === Unclosed || tokenType === Dollar) {
      const message = tokenType === Unclosed ? "unclosed-variable" : "no-variable-name";
      const span = spanIn(word, source, start, start + image.length);
      problem ??= { kind: "invalid-value", message, params: { value: image }, span };
    }
  }
  return problem === undefined ? { variables } : { variables, problem };
}

/** The place in the source of a part of a word's value: quotes and escapes make the two differ. */
export function spanIn(word: Word, source: string, from: number, to: number): Span {
  const first = word.start + (word.quoted ? 1 : 0);
  const raw = source.slice(first, word.end);
  if (!raw.includes("\\")) return { start: first + from, end: first + to };
  let at = 0;
  let start = first;
  for (let i = 0; i <= raw.length; i++) {
    if (at === from) start = first + i;
    if (at === to) return { start, end: first + i };
    if (raw[i] === "\\" && /["'\\trn]/.test(raw[i + 1] ?? "")) i++;
    at++;
  }
  return { start: word.start, end: word.end };
}

export function references(reading: TextReading): NameUse[] {
  return reading.variables.map(({ name, span }) => ({ role: "reference", kinds: ["variable"], name, span }));
}

/**
 * `<text unchecked>` where nginx looks into the text only if something else asks for it, `<text full>` where it must
 * not be empty, `<text variable>` where it must hold a variable.
 */
export const text: ValueType = {
  read(words, index, form, source) {
    const word = words[index];
    if (word === undefined) return undefined;
    const reading = readText(word, source, form.prefix.length);
    const names = references(reading);
    const isEmpty = form.param === "full" && word.value.length === form.prefix.length;
    if (form.param === "variable" && names.length === 0 && word.unknown === undefined) return undefined;
    const problem: ValueProblem | undefined = isEmpty
      ? { kind: "invalid-value", message: "empty-word" }
      : reading.problem;
    return problem === undefined || form.param === "unchecked"
      ? { used: 1, names }
      : { used: 1, names, problem };
  },
  canonical: (value) => value.replace(/\$\{(\w+)\}(?!\w)/g, "$$$1"),
};

/** Where a request is sent inside the server: a text, or the name of a location (`@name`). */
export const target: ValueType = {
  read(words, index, form, source) {
    const word = words[index];
    if (word?.value.startsWith("@") !== true || word.value.includes("$"))
      return text.read(words, index, form, source);
    const span = spanIn(word, source, 0, word.value.length);
    return { used: 1, names: [{ role: "reference", kinds: ["named-location"], name: word.value, span }] };
  },
  markedNames: ["named-location"],
};

/** A variable alone: `<variable set>` defines it, `<variable get>` uses it. */
export const variable: ValueType = {
  read(words, index, form, source) {
    const word = words[index];
    if (word === undefined) return undefined;
    const { value } = word;
    if (!value.startsWith("$") || value.length < 2) {
      return { used: 1, problem: { kind: "invalid-value", message: "not-a-variable", params: { value } } };
    }
    const role = form.param === "set" ? "definition" : "reference";
    const span = spanIn(word, source, 1, value.length);
    return { used: 1, names: [{ role, kinds: ["variable"], name: value.slice(1).toLowerCase(), span }] };
  },
};
