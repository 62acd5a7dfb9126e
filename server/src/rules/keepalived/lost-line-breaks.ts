/**
 * Finds where the lines of a flattened text began: a word that is a keyword where it stands begins one as soon as the
 * keyword before it has all its arguments; so does a word that begins an entry of a list; and braces end lines.
 */
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { parseForm } from "../../catalogue/form.ts";
import { matchForm } from "../../catalogue/match.ts";
import type { Directive, Node, Word } from "../../syntax/tree.ts";
import type { SourceFile } from "../../workspace/source-file.ts";

export interface LostLineBreaks {
  readonly at: readonly number[];
  /** Keywords that would begin a line and do not. */
  readonly keywords: number;
}

export function lostLineBreaks({
  text,
  tree,
  checked: { catalogue, rootScope },
}: SourceFile): LostLineBreaks {
  const at: number[] = [];
  let keywords = 0;
  const stack: { readonly nodes: readonly Node[]; readonly scope: string | undefined }[] = [
    { nodes: tree.children, scope: rootScope },
  ];
  for (let frame = stack.pop(); frame !== undefined; frame = stack.pop()) {
    const { nodes, scope } = frame;
    for (const node of nodes) {
      if (!beginsLine(text, node.start)) at.push(node.start);
      if (node.kind !== "directive") continue;
      const lines = scope === undefined ? [node.words] : linesOf(catalogue, text, scope, node);
      for (const [first] of lines.slice(1)) if (first !== undefined) at.push(first.start);
      keywords += lines.length - 1;
      const { body } = node;
      if (body === undefined) continue;
      const last = lines.at(-1)?.[0]?.value ?? "";
      const opens = scope === undefined ? undefined : catalogue.find(scope, [last])?.entry.opens;
      stack.push({ nodes: body.children, scope: opens });
      if (body.close !== undefined && !beginsLine(text, body.close.start)) at.push(body.close.start);
    }
  }
  return { at: [...new Set(at)].sort((a, b) => a - b), keywords };
}

/** More words than a flattened block has before its first brace; an endless line is data. */
const maxWords = 600;

/** The words of one directive, divided into the lines that they were. */
function linesOf(catalogue: Catalogue, text: string, scope: string, { words }: Directive): Word[][] {
  if (words.length > maxWords) return [[...words]];
  const lines: Word[][] = [];
  let line: Word[] = [];
  for (const word of words) {
    const found = word.quoted ? undefined : catalogue.find(scope, [word.value]);
    const begins =
      line.length > 0 &&
      found !== undefined &&
      (found.length > 0
        ? fits(catalogue, text, scope, line) === "wholly"
        : fits(catalogue, text, scope, [...line, word]) === "no" &&
          fits(catalogue, text, scope, [word]) !== "no");
    if (begins) {
      lines.push(line);
      line = [];
    }
    line.push(word);
  }
  lines.push(line);
  return lines;
}

/** Whether the words can be the beginning of a line of this scope, or a whole one. */
function fits(
  catalogue: Catalogue,
  text: string,
  scope: string,
  line: readonly Word[],
): "no" | "begins" | "wholly" {
  const found = catalogue.find(
    scope,
    line.map((word) => word.value),
  );
  if (found === undefined) return "wholly";
  const match = matchForm(parseForm(found.entry.args), line, found.length, catalogue, { text });
  if (match.matched.some(({ reading }) => reading?.problem !== undefined)) return "no";
  if (match.failure === undefined) return "wholly";
  return match.failure.index < line.length ? "no" : "begins";
}

function beginsLine(text: string, offset: number): boolean {
  let at = offset;
  while (at > 0 && /[ \t\r]/.test(text[at - 1] ?? "")) at--;
  return at === 0 || text[at - 1] === "\n";
}
