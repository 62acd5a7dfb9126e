/**
 * `$1` of a location, behind another expression in it: an `if` with `~` and a `rewrite` take the groups away whether
 * they fit or not (ngx_http_script_regex_start_code).
 */
import { readLocation } from "../../dialects/nginx/location.ts";
import { groupsIn } from "../../dialects/nginx/regex.ts";
import type { Word } from "../../syntax/tree.ts";
import { type Block, isCalled, ownBlocks, type Statement } from "./blocks.ts";
import { variablesOf } from "./client-input.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const captureOverwritten = nginxRule({
  name: "capture-overwritten",
  code: "NG360",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    for (const block of ownBlocks(subject, "location")) {
      const match = readLocation(block.opener.directive.words.slice(1));
      if (match?.kind !== "regex") continue;
      const caught = groupsIn(match.path);
      if (caught === 0) continue;
      for (const { word, number, by, file, isEmpty } of lostIn(block, undefined)) {
        if (number > caught || file !== subject.file) continue;
        report({ file, span: word }, isEmpty ? "gone" : "other", {
          ...(isEmpty ? {} : { severity: "info" }),
          params: { group: `$${number}`, name: by.directive.words[0].value },
          related: [{ place: { file: by.file, span: headOf(by.directive) }, message: { id: "anew" } }],
        });
      }
    }
  },
});

interface Lost {
  readonly file: Statement["file"];
  readonly word: Word;
  readonly number: number;
  /** The expression that was matched since. */
  readonly by: Statement;
  /** It has no group of that number. */
  readonly isEmpty: boolean;
}

/** Groups that are spoken of where the expression matched last, `by`, is another: that of an `if` outside of its block, or one with fewer groups. */
function lostIn(block: Block, by: Statement | undefined): Lost[] {
  const lost: Lost[] = [];
  const contents: Statement[] = [];
  let last = by;
  let ends = false;
  for (const statement of block.statements) {
    const { directive } = statement;
    if (isCalled(statement, "set") || isCalled(statement, "return")) {
      if (!ends) lost.push(...lostFrom(statement, last, block));
    } else if (isCalled(statement, "if")) {
      if (ends) continue;
      const own = expressionOf(statement) === undefined ? last : statement;
      const inner = block.blocks.find(({ opener }) => opener?.directive === directive);
      if (inner !== undefined) lost.push(...lostIn(inner, own));
      last = own;
    } else if (isCalled(statement, "rewrite")) {
      if (!ends) last = statement;
    } else if (isCalled(statement, "break")) ends = true;
    else contents.push(statement);
  }
  // Whatever answers comes when all of the rewrite module is done.
  return [...lost, ...contents.flatMap((statement) => lostFrom(statement, last, block))];
}

function lostFrom(
  { file, directive, known }: Statement,
  by: Statement | undefined,
  { opener }: Block,
): Lost[] {
  const words = directive.words.slice(1);
  // A directive with an expression of its own has its own groups.
  if (by === undefined || known === undefined || directive.body !== undefined) return [];
  if (words.some(({ value }) => value.startsWith("~"))) return [];
  const mayBeMeant = isCalled(by, "rewrite") || opener?.directive === by.directive;
  const left = groupsIn(expressionOf(by) ?? "");
  return words.flatMap((word) => {
    const numbers = [...variablesOf(word.value)].map(Number).filter((n) => n > (mayBeMeant ? left : 0));
    const [number] = numbers.sort((a, b) => b - a);
    return number === undefined ? [] : [{ file, word, number, by, isEmpty: number > left }];
  });
}

/** The expression of a `rewrite`, or of an `if` that has one. */
function expressionOf({ directive }: Statement): string | undefined {
  const [keyword, ...words] = directive.words;
  if (words.some((word) => word.unknown !== undefined)) return undefined;
  if (keyword.value === "rewrite") return words[0]?.value;
  const operator = words.findIndex(({ value }) => /^!?~\*?$/.test(value));
  return operator < 0 ? undefined : (words[operator + 1]?.value ?? "");
}
