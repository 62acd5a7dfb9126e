/** A line that belongs to the statement above, whose `;` is missing, where nginx takes its words for more of the list. */
import type { KnownDirective } from "../../catalogue/check.ts";
import { parseForm } from "../../catalogue/form.ts";
import { matchForm } from "../../catalogue/match.ts";
import { catalogueData } from "../../dialects/nginx/tables.ts";
import type { Word } from "../../syntax/tree.ts";
import { lineStart } from "../../text/line-start.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const swallowedLine = nginxRule({
  name: "swallowed-line",
  code: "NG344",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const name of lists()) {
      for (const known of called(subject, name)) {
        const word = swallowedBy(file, known);
        if (word === undefined) continue;
        const { words } = known.directive;
        const { end } = words[words.indexOf(word) - 1] ?? words[0];
        report({ file, span: word }, name === "*" ? "type" : "line", {
          params: { list: words[0].value, name: word.value },
          fixes: [
            { title: { id: "fix" }, safety: "unsafe", edits: [{ span: { start: end, end }, text: ";" }] },
          ],
        });
      }
    }
  },
});

let names: ReadonlySet<string> | undefined;

/** Directives that take any number of words of any kind, and lines without keyword: those of `types` are like that. */
function lists(): ReadonlySet<string> {
  names ??= new Set(
    catalogueData()
      .entries.filter(
        ({ name, args }) => name === "*" || /<(?:any|map-key|server-name|string|text)\b[^>]*>[+*]/.test(args),
      )
      .map(({ name }) => name),
  );
  return names;
}

/** No list that somebody writes by hand is longer. */
const maxWords = 200;

/** The word of a statement that begins a line and reads, with what follows it, as a statement of its own. */
export function swallowedBy(file: SourceFile, known: KnownDirective): Word | undefined {
  const { directive, scope, entry } = known;
  const { words } = directive;
  if (words.length < 3 || words.length > maxWords || (entry.name === "*" && scope !== "types"))
    return undefined;
  const { text } = file;
  if (!text.slice(words[0].end, words.at(-1)?.start).includes("\n")) return undefined;
  const begins = words.filter(
    (word) => !word.quoted && text.slice(lineStart(text, word.start), word.start).trim() === "",
  );
  // A list that begins below its keyword is written with a word on each line.
  return begins.find((word) => {
    const index = words.indexOf(word);
    if (index < 2) return false;
    if (scope === "types") return /^[\w.+-]+\/[\w.+-]+$/.test(word.value);
    const next = begins.find((other) => other.start > word.start && isName(file, scope, other));
    return isStatement(file, known, words.slice(index, next && words.indexOf(next)));
  });
}

function isName({ checked }: SourceFile, scope: string, { value }: Word): boolean {
  return (checked.catalogue.find(scope, [value])?.length ?? 0) > 0;
}

/** A directive of this block with arguments that fit it. */
function isStatement(file: SourceFile, { scope, entry }: KnownDirective, words: readonly Word[]): boolean {
  const [name, first] = words;
  if (name === undefined || first === undefined || !isName(file, scope, name)) return false;
  // A host may be called like a directive: `mirror mirror.example.org`.
  if (entry.name === "server_name" && name.value !== "index" && first.value.startsWith(`${name.value}.`))
    return false;
  const { catalogue } = file.checked;
  const found = catalogue.find(scope, [name.value])?.entry;
  if (found === undefined || found.opens !== undefined) return false;
  const options = { text: file.text, scope, keyword: found.name };
  const { failure, matched } = matchForm(parseForm(found.args), words, 1, catalogue, options);
  return failure === undefined && matched.every(({ reading }) => reading?.problem === undefined);
}
