/** Texts that are sent as they are: `gzip` is off, or for HTML only. */
import type { Directive } from "../../syntax/tree.ts";
import { type Block, held, ownBlocks, statementsCalled } from "./blocks.ts";
import { effective } from "./effective.ts";
import { headOf, isComplete, nginxRule } from "./nginx-rule.ts";

export const textNotCompressed = nginxRule({
  name: "text-not-compressed",
  code: "NG367",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  check(subject, report) {
    const { file } = subject;
    if (!isComplete(subject)) return;
    for (const block of ownBlocks(subject, "http")) {
      if (!holds(block, "gzip")) report({ file, span: headOf(block.opener.directive) }, "off");
    }
    const said = new Set<Directive>();
    for (const { statement, block } of held(subject, "gzip")) {
      const { directive } = statement;
      if (directive.words[1]?.value.toLowerCase() !== "on" || said.has(directive)) continue;
      if (holds(block, "gzip_types") || effective(block, "gzip_types") !== undefined) continue;
      said.add(directive);
      report({ file, span: headOf(directive) }, "html-only");
    }
  },
});

/** A block or one inside it has the directive. */
function holds(block: Block, name: string): boolean {
  return statementsCalled(block, name).length > 0 || block.blocks.some((inner) => holds(inner, name));
}
