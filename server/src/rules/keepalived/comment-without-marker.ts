/** Words that were meant as a comment, without the `#` or `!` that makes one. */
import type { CatalogueProblem } from "../../catalogue/check.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Fix } from "../rule.ts";
import { looksLikeComment, looksLikeProse } from "./comment-text.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

export const commentWithoutMarker = keepalivedRule({
  name: "comment-without-marker",
  code: "KA226",
  severity: "warning",
  daemon: "silent",
  outdoes: ["surplus-argument", "unknown-directive", "unknown-value", "invalid-value"],
  check({ file }, report) {
    for (const problem of file.checked.problems) {
      if (!isComment(file, problem)) continue;
      const fix: Fix = {
        title: { id: "fix" },
        safety: "safe",
        edits: [{ span: { start: problem.start, end: problem.start }, text: "# " }],
      };
      report({ file, span: problem }, "comment", { daemon: problem.verdict, fixes: [fix] });
    }
  },
});

function isComment(file: SourceFile, problem: CatalogueProblem): boolean {
  const text = file.text.slice(problem.start, problem.end);
  switch (problem.kind) {
    case "surplus-argument":
      return looksLikeComment(text);
    case "unknown-directive":
      if (problem.message !== "unknown") return false;
      return looksLikeComment(text) || (!text.includes(" ") && looksLikeProse(restOfLine(file, problem)));
    case "unknown-value":
    case "invalid-value":
      // In the place of a value only text that can be none.
      return looksLikeComment(text) && /\p{Script=Han}/u.test(text);
    default:
      return false;
  }
}

/** What stands on the line from the problem on; nothing where a block is opened or a comment begins. */
function restOfLine({ text }: SourceFile, { start }: CatalogueProblem): string {
  const end = text.indexOf("\n", start);
  const line = text.slice(start, end < 0 ? undefined : end).trim();
  return /[{}#]/.test(line) ? "" : line;
}
