/** `\#` for a `#` that is part of a value: keepalived reads the line twice, and the second time it begins a comment. */
import { type Fix, replace } from "../rule.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

export const escapedCommentMark = keepalivedRule({
  name: "escaped-comment-mark",
  code: "KA342",
  severity: "warning",
  daemon: "silent",
  check({ file }, report) {
    const { text, tree } = file;
    for (const { kind, start, end } of tree.comments) {
      if (kind !== "comment" || text[start] !== "\\") continue;
      const written = text.slice(start, start + 2);
      const [mark = ""] = written.slice(1);
      const before = /[^\s"{}]*$/.exec(text.slice(text.lastIndexOf("\n", start) + 1, start))?.[0] ?? "";
      const rest = /^[^\s"]*/.exec(text.slice(start + 1, end))?.[0] ?? "";
      const word = { start: start - before.length, end: start + 1 + rest.length };
      const value = `${before}${rest}`.replace(/\\(?=[#!])/g, "");
      const fix: Fix =
        before === ""
          ? replace({ id: "plain", params: { mark } }, "safe", { start, end: start + 1 }, "")
          : replace({ id: "quote" }, "unsafe", word, `"${value}"`);
      report({ file, span: { start, end: start + 2 } }, "comment", {
        params: { written, mark },
        fixes: [fix],
      });
    }
  },
});
