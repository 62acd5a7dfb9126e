/** `autoindex`: everybody may read the names of all files of a directory. */
import { held } from "./blocks.ts";
import { effective } from "./effective.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const directoryListing = nginxRule({
  name: "directory-listing",
  code: "NG320",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const said = new Set<number>();
    for (const { statement, block } of held(subject, "autoindex")) {
      const { directive } = statement;
      if (directive.words[1]?.value.toLowerCase() !== "on" || said.has(directive.start)) continue;
      const guards = ["deny", "auth_basic", "auth_request", "internal"];
      if (guards.some((name) => effective(block, name) !== undefined)) continue;
      said.add(directive.start);
      report({ file: subject.file, span: headOf(directive) }, "listed");
    }
  },
});
