/** Words that were meant as a comment, without the `#` or `!` that makes one. */
import type { CatalogueProblem } from "../../catalogue/check.ts";
import type { Fix } from "../rule.ts";
import { keepalivedRule } from "./vrrp-rule.ts";

/** What comments of other languages begin with, quotes, and text that no keyword is made of. */
const commentLike = /^(?:\/\/|\/\*|--|;|<!--|['‘’“”（(]|[\u0080-\uffff])/;

export const commentWithoutMarker = keepalivedRule({
  name: "comment-without-marker",
  code: "KA226",
  severity: "warning",
  daemon: "silent",
  outdoes: ["surplus-argument", "unknown-directive"],
  check({ file }, report) {
    for (const problem of file.checked.problems) {
      if (!isCandidate(problem)) continue;
      const text = file.text.slice(problem.start, problem.end);
      if (!commentLike.test(text) || text.startsWith("\ufeff")) continue;
      const fix: Fix = {
        title: { id: "fix" },
        safety: "safe",
        edits: [{ span: { start: problem.start, end: problem.start }, text: "# " }],
      };
      report({ file, span: problem }, "comment", { daemon: problem.verdict, fixes: [fix] });
    }
  },
});

function isCandidate(problem: CatalogueProblem): boolean {
  return (
    problem.kind === "surplus-argument" ||
    (problem.kind === "unknown-directive" && problem.message === "unknown")
  );
}
