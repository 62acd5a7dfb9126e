/**
 * `if` in a location is a location of its own once its condition is met: without the `try_files` around it, and of
 * several that are met the last one counts alone.
 */
import { isCalled, type OpenedBlock, ownBlocks, statementsCalled } from "./blocks.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const ifInLocation = nginxRule({
  name: "if-in-location",
  code: "NG341",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { statements, blocks } of ownBlocks(subject, "location")) {
      const conditions = blocks.filter((block): block is OpenedBlock => block.scope === "if-in-location");
      const staying = conditions.filter((block) => !leaves(block));
      const tried = statements.find((s) => isCalled(s, "try_files"));
      for (const { opener } of tried === undefined ? [] : staying) {
        if (opener.file !== file || tried === undefined) continue;
        report({ file, span: headOf(opener.directive) }, "try-files", {
          related: [
            { place: { file: tried.file, span: tried.directive.words[0] }, message: { id: "skipped" } },
          ],
        });
      }
      const adding = staying.filter((block) => statementsCalled(block, "add_header").length > 0);
      for (const { opener } of tried === undefined ? adding.slice(0, -1) : []) {
        const last = adding.at(-1)?.opener;
        if (opener.file !== file || last === undefined) continue;
        report({ file, span: headOf(opener.directive) }, "headers", {
          related: [{ place: { file: last.file, span: headOf(last.directive) }, message: { id: "counts" } }],
        });
      }
    }
  },
});

/** The request does not stay in the location. */
function leaves({ statements }: OpenedBlock): boolean {
  return statements.some((s) => {
    const flag = s.directive.words.at(-1)?.value ?? "";
    return (
      isCalled(s, "return") ||
      isCalled(s, "proxy_pass") ||
      (isCalled(s, "rewrite") && /^(?:last|redirect|permanent)$/.test(flag))
    );
  });
}
