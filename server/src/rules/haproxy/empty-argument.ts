/** An empty word ends the line: what stands behind it is not read. */
import { haproxyRule } from "./haproxy-rule.ts";

export const emptyArgument = haproxyRule({
  name: "empty-argument",
  code: "HA214",
  severity: "warning",
  daemon: "silent",
  check({ file }, report) {
    for (const comment of file.tree.comments) {
      const text = file.text.slice(comment.start, comment.end);
      if (comment.kind !== "comment" || !/^(?:""|'')+$/.test(text)) continue;
      const line = file.lines.lineSpan(file.lines.position(comment.start).line);
      const rest = file.text.slice(comment.end, line.end).replace(/#.*/, "").trim();
      report({ file, span: comment }, rest === "" ? "empty" : "cut", {
        params: { rest },
        daemon: file.target === "3.2" ? "warn" : "silent",
      });
    }
  },
});
