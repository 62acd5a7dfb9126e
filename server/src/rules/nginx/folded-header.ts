/** A header value over several lines: folding is no longer allowed in HTTP, and clients read it as they like. */
import { args } from "../../syntax/tree.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

const directives = ["add_header", "add_trailer", "proxy_set_header", "grpc_set_header", "more_set_headers"];

export const foldedHeader = nginxRule({
  name: "folded-header",
  code: "NG310",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const name of directives) {
      for (const { directive } of called(subject, name)) {
        const folded = args(directive).find(
          (word) => word.unknown === undefined && /[\r\n]/.test(word.value),
        );
        if (folded !== undefined) report({ file, span: folded }, "folded", { params: { name } });
      }
    }
  },
});
