/** A comment that ends in a backslash: keepalived leaves the backslash where the comment was. */
import { matchOf } from "../../catalogue/check.ts";
import type { Verdict } from "../../catalogue/entry.ts";
import { lineStart } from "../../text/line-start.ts";
import { span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { replace } from "../rule.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { exactTypes } from "./undefined-variable.ts";

export const commentEndsInBackslash = keepalivedRule({
  name: "comment-ends-in-backslash",
  code: "KA287",
  severity: "warning",
  daemon: "reject",
  check({ file }, report) {
    if (!/[#!].*\\\r?$/m.test(file.text)) return;
    for (const comment of file.tree.comments) {
      const text = file.text.slice(comment.start, comment.end);
      // Two of them are one that stands for itself.
      const marks = /\\+$/.exec(text)?.[0].length ?? 0;
      if (comment.kind !== "comment" || marks % 2 === 0 || !/^(?:\r?\n|$)/.test(file.text.slice(comment.end)))
        continue;
      const at = span(comment.end - 1, comment.end);
      const end = file.text.slice(0, comment.start).trimEnd().length;
      const before = wordBefore(file, end, comment.start);
      report({ file, span: at }, before === "" ? "alone" : "behind", {
        params: { word: before },
        daemon: verdictOn(file, comment.start, before, end),
        fixes: [replace({ id: "fix" }, "safe", at, "")],
      });
    }
  },
});

/** What the backslash is put behind: the rest of the line before the comment, back to a brace. */
function wordBefore({ text }: SourceFile, end: number, comment: number): string {
  const line = text.slice(lineStart(text, comment), Math.max(end, 0));
  return /[^\s{}]*$/.exec(line)?.[0] ?? "";
}

/** What the daemon does with the line that the backslash is now part of: only where the word can be nothing else it complains. */
function verdictOn({ checked }: SourceFile, comment: number, word: string, wordEnd: number): Verdict {
  for (const known of checked.known.values()) {
    const { directive, entry, conditional } = known;
    if (word === "") {
      const { open, close } = directive.body ?? {};
      const holds = open !== undefined && open.end <= comment && comment < (close?.start ?? comment);
      // Any word is an address to it.
      if (holds && (conditional || entry.name === "notification_email")) return "silent";
      continue;
    }
    const index = directive.words.findIndex(({ end }) => end === wordEnd);
    if (index < 0) continue;
    if (conditional) return "silent";
    if (index === 0 && entry.name !== "*") return "reject";
    const leaf = matchOf(checked, known).matched.find((matched) => matched.index === index)?.leaf;
    return leaf?.kind === "literal" || (leaf?.kind === "value" && exactTypes.test(leaf.type))
      ? "reject"
      : "silent";
  }
  return word === "" ? "reject" : "silent";
}
