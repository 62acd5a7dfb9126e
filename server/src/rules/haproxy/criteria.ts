import { type Expression, parseExpression } from "../../dialects/haproxy/sample-parser.ts";
import type { Word } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Line, Section } from "./haproxy-rule.ts";

/** One test: an `acl` line, or braces in a condition. */
export interface Criterion {
  readonly line: Line;
  /** The name of its `acl` line; absent in braces. */
  readonly acl?: Word;
  /** The word that says what is tested. */
  readonly word: Word;
  readonly expression: Expression;
  /** What it tests without the ending that says how: `path` of `path_beg`. */
  readonly fetch: string;
  /** How values are compared: `beg`, `reg`, … ; `undefined` where nothing says so. */
  readonly method?: string;
  /** Values also come from a file. */
  readonly hasFile: boolean;
  readonly patterns: readonly Word[];
}

/** The words behind `if` or `unless`. */
export interface Condition {
  readonly line: Line;
  readonly introduction: Word;
  readonly words: readonly Word[];
}

export const conditionsOf = remembered((section: Section): readonly Condition[] =>
  section.lines.flatMap((line): Condition[] => {
    const { words } = line.directive;
    if (!line.known.entry.args.includes("<cond>")) return [];
    const at = words.findIndex((w, i) => i > 0 && !w.quoted && (w.value === "if" || w.value === "unless"));
    const introduction = words[at];
    return introduction === undefined ? [] : [{ line, introduction, words: words.slice(at + 1) }];
  }),
);

export const criteriaOf = remembered((section: Section): readonly Criterion[] => [
  ...section.lines.flatMap((line): Criterion[] => {
    const [, acl, ...words] = line.directive.words;
    return line.keyword === "acl" && acl !== undefined ? criterion(line, words, acl) : [];
  }),
  ...conditionsOf(section).flatMap(({ line, words }) =>
    bracesIn(words).flatMap((inner) => criterion(line, inner)),
  ),
]);

const operators = new Set(["or", "and", "||", "&&"]);

/** A word among the values that looks as if it joined two tests. */
export function operatorIn({ patterns }: Criterion): Word | undefined {
  const operator = patterns.find((word) => !word.quoted && operators.has(word.value.toLowerCase()));
  return operator === patterns.at(-1) ? undefined : operator;
}

/** What stands between each pair of braces. */
function bracesIn(words: readonly Word[]): Word[][] {
  const found: Word[][] = [];
  let open = -1;
  words.forEach(({ value }, at) => {
    if (open < 0 && /^!*\{$/.test(value)) open = at;
    else if (open >= 0 && value === "}") {
      found.push(words.slice(open + 1, at));
      open = -1;
    }
  });
  return found;
}

function criterion(line: Line, words: readonly Word[], acl?: Word): Criterion[] {
  const [word, ...rest] = words;
  if (word === undefined || word.unknown !== undefined) return [];
  let method: string | undefined;
  let hasFile = false;
  let at = 0;
  for (let flag = rest[0]; flag !== undefined && /^-./.test(flag.value); flag = rest[at]) {
    at++;
    if (flag.value === "--") break;
    if (flag.value === "-m") method = rest[at]?.value;
    if (flag.value === "-f") hasFile = true;
    if (/^-[mfu]$/.test(flag.value)) at++;
  }
  const { expression } = parseExpression(word.value);
  const name = expression.calls[0]?.name ?? "";
  const ending = /_(beg|dir|dom|end|len|reg|sub)$/.exec(name);
  method ??= ending?.[1];
  return [
    {
      line,
      word,
      expression,
      fetch: ending === null ? name : name.slice(0, ending.index),
      hasFile,
      patterns: rest.slice(at),
      ...(acl === undefined ? {} : { acl }),
      ...(method === undefined ? {} : { method }),
    },
  ];
}
