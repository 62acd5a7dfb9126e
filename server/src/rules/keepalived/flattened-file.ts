/**
 * A configuration whose line breaks are lost, as copying from a web page does it: the whole file is one line, or one
 * comment. keepalived reads one keyword a line, so next to nothing of it is left.
 */
import type { Verdict } from "../../catalogue/entry.ts";
import { topLevelBlocks } from "../../dialects/keepalived/tables.ts";
import type { Comment } from "../../syntax/tree.ts";
import type { Edit } from "../../text/edit.ts";
import { span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { lostLineBreaks } from "./lost-line-breaks.ts";

/** Lines that a file of two blocks can not have fewer of. */
const maxLines = 3;
const minKeywords = 4;

export const flattenedFile = keepalivedRule({
  name: "flattened-file",
  code: "KA281",
  severity: "error",
  daemon: "reject",
  alone: true,
  check({ file }, report) {
    if (file.tree.templated || !hasFewLines(file.text)) return;
    const comment = file.tree.comments.find((one) => blockIn(file, one) !== undefined);
    const begin = comment === undefined ? undefined : blockIn(file, comment);
    if (comment !== undefined && begin !== undefined) {
      report({ file, span: comment }, "comment", {
        daemon: verdictOn(file),
        fixes: [{ title: { id: "fix" }, safety: "unsafe", edits: [lineBreak(file.text, begin)] }],
      });
      return;
    }
    const breaks = lostLineBreaks(file);
    const [first] = file.tree.children;
    if (first === undefined || breaks.keywords < minKeywords) return;
    report({ file, span: span(first.start, file.tree.text.trimEnd().length) }, "line", {
      daemon: verdictOn(file),
      fixes: [
        { title: { id: "fix" }, safety: "unsafe", edits: breaks.at.map((at) => lineBreak(file.text, at)) },
      ],
    });
  },
});

function hasFewLines(text: string): boolean {
  const lines = text.matchAll(/\S[^\n]*/g);
  for (let count = 0; count < maxLines; count++) if (lines.next().done === true) return true;
  return lines.next().done === true;
}

/** Where the first block begins that a comment has swallowed. */
function blockIn(file: SourceFile, comment: Comment): number | undefined {
  const text = file.text.slice(comment.start, comment.end);
  for (const match of text.matchAll(/(?<=\s)(\w+)(?=[^{}]{0,60}\{)/g)) {
    if (topLevelBlocks.has(match[0])) return comment.start + match.index;
  }
  return undefined;
}

/** A line break in place of the blanks before an offset. */
function lineBreak(text: string, at: number): Edit {
  let start = at;
  while (start > 0 && /[ \t]/.test(text[start - 1] ?? "")) start--;
  return { span: { start, end: at }, text: "\n" };
}

/** What the daemon says of the file as it is. */
function verdictOn({ checked, tree }: SourceFile): Verdict {
  const refused = tree.problems.length > 0 || checked.problems.some(({ verdict }) => verdict === "reject");
  return refused ? "reject" : "silent";
}
