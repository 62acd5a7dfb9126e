/** `root` or `alias` made of the variable that holds what they say (ngx_http_core_root). */
import { called } from "./blocks.ts";
import { variablesOf } from "./client-input.ts";
import { nginxRule } from "./nginx-rule.ts";

export const rootOfItself = nginxRule({
  name: "root-of-itself",
  code: "NG233",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const name of ["root", "alias"]) {
      for (const { directive } of called(subject, name)) {
        const word = directive.words[1];
        if (word === undefined || word.unknown !== undefined) continue;
        const own = [...variablesOf(word.value)].find(
          (one) => one === "document_root" || one === "realpath_root",
        );
        if (own !== undefined)
          report({ file, span: word }, "itself", { params: { name, variable: `$${own}` } });
      }
    }
  },
});
