/** An `include` behind a brace on the same line: keepalived reads the files twice. */
import { isInclude } from "../../dialects/keepalived/fields.ts";
import { walk } from "../../syntax/tree.ts";
import { lineStart } from "../../text/line-start.ts";
import type { Fix } from "../rule.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

export const includeAfterBrace = keepalivedRule({
  name: "include-after-brace",
  code: "KA341",
  severity: "warning",
  daemon: "silent",
  check({ file }, report) {
    if (file.model.includes.length === 0) return;
    const { text } = file;
    for (const { node } of walk(file.tree)) {
      if (node.kind !== "directive" || !isInclude(node)) continue;
      const before = text.slice(lineStart(text, node.start), node.start);
      const [, indent = "", brace] = /^(\s*).*([{}])[ \t]*$/.exec(before) ?? [];
      if (brace === undefined) continue;
      const from = text.lastIndexOf(brace, node.start) + 1;
      const inner = brace === "{" ? `${indent}    ` : indent;
      const fix: Fix = {
        title: { id: "fix" },
        safety: "safe",
        edits: [{ span: { start: from, end: node.start }, text: `\n${inner}` }],
      };
      report({ file, span: node.words[0] }, "twice", {
        params: { name: node.words[0].value, brace },
        fixes: [fix],
      });
    }
  },
});
