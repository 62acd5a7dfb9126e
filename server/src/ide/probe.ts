/**
 * What the part of a value at the cursor would be: a name, an entry of some scope. A letter is put there and the form
 * is asked what it takes the word for, so this works inside conditions, expressions and texts too: wherever a value
 * type sees something.
 */
import type { Entry } from "../catalogue/entry.ts";
import { parseForm } from "../catalogue/form.ts";
import { matchForm } from "../catalogue/match.ts";
import type { NameUse, ValueReading } from "../catalogue/value-type.ts";
import type { Word } from "../syntax/tree.ts";
import type { Span } from "../text/span.ts";
import type { SourceFile } from "../workspace/source-file.ts";

export type Probed = { readonly span: Span } & (
  | ({ readonly kind: "name" } & Pick<NameUse, "kinds" | "within" | "owners">)
  | { readonly kind: "entry"; readonly scope: string; readonly wanted: string | number | undefined }
);

/** `scope` is the directive's, `before` its words up to the one at the cursor, `word` that one; the form begins at `from`. */
export function probe(
  file: SourceFile,
  scope: string,
  entry: Entry,
  from: number,
  before: readonly Word[],
  word: Word | undefined,
  offset: number,
): Probed[] {
  const text = `${file.text.slice(0, offset)}x${file.text.slice(offset)}`;
  const match = matchForm(
    parseForm(entry.args),
    [...before, lengthened(text, word, offset)],
    from,
    file.checked.catalogue,
    {
      text,
      ignoreCase: entry.ignoreCase ?? false,
      scope,
      keyword: entry.name,
    },
  );
  return match.matched.flatMap(({ reading }) => partsHere(file, text, reading, offset));
}

function partsHere(
  file: SourceFile,
  text: string,
  reading: ValueReading | undefined,
  offset: number,
): Probed[] {
  const isHere = ({ start, end }: Span) => start <= offset && offset < end;
  const found: Probed[] = [];
  for (const use of reading?.names ?? []) {
    if (use.role !== "reference" || !isHere(use.span)) continue;
    found.push({ ...use, kind: "name", span: nameWithoutMarks(text, use.span, use.name, offset) });
  }
  for (const { scope, name, args, wanted } of reading?.uses ?? []) {
    if (isHere(name))
      found.push({ kind: "entry", scope, wanted, span: { start: name.start, end: name.end - 1 } });
    const { catalogue } = file.checked;
    const entry = args.some(isHere) ? catalogue.entryOf(scope, name.value) : undefined;
    if (entry === undefined) continue;
    const { matched } = matchForm(parseForm(entry.args), [name, ...args], 1, catalogue, { text });
    found.push(...matched.flatMap((one) => partsHere(file, text, one.reading, offset)));
  }
  return found;
}

/** The word at the cursor with the letter in it. */
function lengthened(text: string, word: Word | undefined, offset: number): Word {
  const { start, end } = { start: word?.start ?? offset, end: (word?.end ?? offset) + 1 };
  const raw = text.slice(start, end);
  const quote = /^["']/.exec(raw)?.[0];
  const isQuoted = word?.quoted === true && quote !== undefined;
  const value = isQuoted ? raw.slice(1, raw.length > 1 && raw.endsWith(quote) ? -1 : undefined) : raw;
  return { start, end, value, quoted: isQuoted };
}

/** Marks around the name, such as the `$` of a variable, stay. Offsets are those of the text without the letter. */
function nameWithoutMarks(text: string, span: Span, name: string, offset: number): Span {
  const marks = Math.max(text.slice(span.start, span.end).toLowerCase().indexOf(name.toLowerCase()), 0);
  const start = Math.min(span.start + marks, offset);
  return { start, end: Math.max(start + name.length - 1, offset) };
}
