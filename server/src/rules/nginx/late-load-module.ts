/** `load_module` behind a block that modules take part in: nginx loads none once it has met an `events`, `http` or `stream`. */
import { isCalled, topBlock } from "./blocks.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const lateLoadModule = nginxRule({
  name: "late-load-module",
  code: "NG232",
  severity: "error",
  daemon: "reject",
  check({ file, unit, snapshot }, report) {
    const main = topBlock(unit, snapshot);
    if (main?.scope !== "main") return;
    const first = main.statements.find(({ known }) => known?.entry.opens !== undefined);
    if (first === undefined) return;
    for (const statement of main.statements.slice(main.statements.indexOf(first))) {
      if (!isCalled(statement, "load_module") || statement.file !== file) continue;
      report({ file, span: headOf(statement.directive) }, "late", {
        params: { block: first.directive.words[0].value },
        related: [{ place: { file: first.file, span: first.directive.words[0] }, message: { id: "block" } }],
      });
    }
  },
});
