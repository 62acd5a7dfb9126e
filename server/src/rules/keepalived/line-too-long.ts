/** A line that keepalived cuts at 1,023 bytes: what is behind the cut is read as a line of its own. */
import type { Span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

export const lineTooLong = keepalivedRule({
  name: "line-too-long",
  code: "KA340",
  severity: "error",
  daemon: "reject",
  outdoes: ["unknown-directive", "misplaced-directive", "stray-brace", "unclosed-quote", "missing-argument"],
  check({ file }, report) {
    if (file.tree.templated) return;
    for (const { kind, start, end } of file.tree.problems) {
      if (kind !== "line-cut") continue;
      const tail = readOn(file.text, { start, end });
      if (tail === undefined) continue;
      if (isRefused(file, tail)) report({ file, span: tail }, "refused");
      else report({ file, span: tail }, "read-on", { severity: "warning", daemon: "silent" });
    }
  },
});

/** What the daemon reads behind the cut, if that is neither blank nor a comment. */
function readOn(text: string, { start, end }: Span): Span | undefined {
  const [blanks = "", ink = ""] = /^(\s*)([^\s#!].*)?/.exec(text.slice(start, end))?.slice(1) ?? [];
  const from = start + blanks.length;
  return ink === "" ? undefined : { start: from, end: from + ink.trimEnd().length };
}

function isRefused(file: SourceFile, { start, end }: Span): boolean {
  const isHere = (at: Span) => start <= at.start && at.start < end;
  return (
    file.checked.problems.some((problem) => problem.verdict === "reject" && isHere(problem)) ||
    file.tree.problems.some((problem) => problem.kind !== "line-cut" && isHere(problem))
  );
}
