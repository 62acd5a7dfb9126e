/** A regular expression that a client's text keeps busy: PCRE tries every way to cut it, until it gives up. */
import { type Backtracking, backtracking } from "../../dialects/nginx/backtracking.ts";
import { inBrackets } from "../../dialects/nginx/condition.ts";
import { readLocation } from "../../dialects/nginx/location.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import type { FileSubject } from "../rule.ts";
import { called, held } from "./blocks.ts";
import { clientInputs } from "./client-input.ts";
import { nginxRule } from "./nginx-rule.ts";

export const slowPattern = nginxRule({
  name: "slow-pattern",
  code: "NG316",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const pattern of patternsOf(subject)) {
      if (pattern.word.unknown !== undefined) continue;
      const found = slowness(pattern, subject);
      if (found !== undefined) report({ file, span: pattern.word }, "slow", { params: { ...found } });
    }
  },
});

/** A regular expression with what it is matched with. */
interface Pattern {
  readonly word: Word;
  readonly expression: string;
  readonly ignoreCase: boolean;
  /** The word that gives the text, and the directive that it is of; else `mayHold` says what may be in it. */
  readonly text?: { readonly word: Word; readonly of: Directive };
  readonly mayHold: (text: string) => boolean;
}

const anything = () => true;
/** nginx makes one slash of several, and takes `/./` out. */
const inPath = (text: string) => !/\/\.{0,2}\//.test(text);
const inHost = (text: string) => /^[a-z0-9._-]+$/.test(text);

function* patternsOf(subject: FileSubject): Generator<Pattern> {
  for (const { directive } of called(subject, "location")) {
    const location = readLocation(directive.words.slice(1));
    const word = directive.words.at(-1);
    if (location?.kind === "regex" && word !== undefined)
      yield { word, expression: location.path, ignoreCase: location.ignoreCase, mayHold: inPath };
  }
  for (const name of ["rewrite", "fastcgi_split_path_info"]) {
    for (const { directive } of called(subject, name)) {
      const word = directive.words[1];
      if (word !== undefined) yield { word, expression: word.value, ignoreCase: false, mayHold: inPath };
    }
  }
  for (const name of ["server_name", "valid_referers", "gzip_disable"]) {
    const mark = name === "gzip_disable" ? "" : "~";
    const mayHold = name === "server_name" ? inHost : anything;
    for (const { directive } of called(subject, name)) {
      for (const word of directive.words.slice(1)) {
        if (word.value.startsWith(mark))
          yield { word, expression: word.value.slice(mark.length), ignoreCase: true, mayHold };
      }
    }
  }
  for (const { directive } of called(subject, "if")) {
    const [text, operator, pattern, ...others] = inBrackets(directive.words.slice(1));
    if (text === undefined || pattern === undefined || others.length > 0) continue;
    const [, mark] = /^!?(~\*?)$/.exec(operator?.value ?? "") ?? [];
    if (mark !== undefined)
      yield {
        word: pattern.word,
        expression: pattern.value,
        ignoreCase: mark === "~*",
        text: { word: text.word, of: directive },
        mayHold: anything,
      };
  }
  for (const { directive } of called(subject, "map")) {
    const text = directive.words[1];
    for (const line of directive.body?.children ?? []) {
      const word = line.kind === "directive" ? line.words[0] : undefined;
      const [, mark, expression] = /^(~\*?)(.*)$/s.exec(word?.value ?? "") ?? [];
      if (text === undefined || word === undefined || expression === undefined) continue;
      yield {
        word,
        expression,
        ignoreCase: mark === "~*",
        text: { word: text, of: directive },
        mayHold: anything,
      };
    }
  }
}

function slowness(
  { expression, ignoreCase, mayHold, text }: Pattern,
  subject: FileSubject,
): Backtracking | undefined {
  const found = backtracking(expression, ignoreCase, mayHold);
  if (found === undefined || text === undefined) return found;
  const place = held(subject, text.of.words[0].value).find(
    ({ statement }) => statement.directive === text.of,
  );
  const inputs =
    place === undefined ? [] : clientInputs(subject.unit, subject.snapshot, place.block, text.word);
  for (const input of inputs) {
    const slow = backtracking(
      expression,
      ignoreCase,
      (held) => [...held].every(input.canHold) && (!input.isPath || inPath(held)),
    );
    if (slow !== undefined) return slow;
  }
  return undefined;
}
