/** A second keyword on the same line: keepalived reads one a line and ignores the rest. */
import { matchOf } from "../../catalogue/check.ts";
import { leadingBlanks } from "../../text/line-start.ts";
import type { Fix } from "../rule.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

export const severalDirectivesOnLine = keepalivedRule({
  name: "several-directives-on-line",
  code: "KA235",
  severity: "error",
  daemon: "silent",
  check({ file }, report) {
    const { catalogue } = file.checked;
    const problems = file.checked.problems.filter(({ kind }) => kind === "surplus-argument");
    if (problems.length === 0) return;
    for (const known of file.checked.known.values()) {
      const { directive, scope, entry } = known;
      if (directive.words.length < 3) continue;
      const { failure } = matchOf(file.checked, known);
      const word = failure === undefined ? undefined : directive.words[failure.index];
      if (word === undefined || word.quoted || word.unknown !== undefined || entry.name === "*") continue;
      const second = catalogue.entryOf(scope, word.value);
      const problem = problems.find((p) => p.start === word.start);
      if (second === undefined || second.name === "*" || problem === undefined) continue;
      const indent = leadingBlanks(file.text, directive.start);
      const before = directive.words[(failure?.index ?? 1) - 1] ?? directive.words[0];
      const fix: Fix = {
        title: { id: "fix" },
        safety: "unsafe",
        edits: [{ span: { start: before.end, end: word.start }, text: `\n${indent}` }],
      };
      report({ file, span: word }, "ignored", {
        params: { name: word.value, first: entry.name },
        daemon: problem.verdict,
        fixes: [fix],
      });
    }
  },
});
