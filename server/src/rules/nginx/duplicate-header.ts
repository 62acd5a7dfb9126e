/** A header that a block sets twice: nginx sends both lines. */
import type { Directive } from "../../syntax/tree.ts";
import { wholeLines } from "../../text/line-start.ts";
import { type Block, held, type Statement, statementsCalled } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

const lists = ["proxy_set_header", "grpc_set_header", "add_header"];

/** Headers of a response that browsers take one of: with two of them they refuse, or take what they like. */
const single =
  /^(?:strict-transport-security|x-frame-options|x-content-type-options|x-xss-protection|access-control-allow-(?:origin|credentials))$/;

/** Variables that are hardly ever empty in a request that comes this far. */
const neverEmpty =
  /\$\{?(?:host|http_host|hostname|remote_addr|remote_port|request_id|scheme|proxy_host|proxy_add_x_forwarded_for|server_addr|server_port|server_protocol|request_uri|uri|request_method)\b/;

export const duplicateHeader = nginxRule({
  name: "duplicate-header",
  code: "NG343",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const said = new Set<Directive>();
    for (const list of lists) {
      for (const block of new Set(held(subject, list).map((one) => one.block))) {
        const first = new Map<string, Statement>();
        for (const statement of statementsCalled(block, list)) {
          const name = statement.directive.words[1]?.value.toLowerCase() ?? "";
          const before = first.get(name);
          if (before === undefined) first.set(name, statement);
          else if (list !== "add_header" || single.test(name)) tell(before, statement, block);
        }
      }
    }

    function tell(before: Statement, second: Statement, block: Block): void {
      // Of a line in the block and one of a file that it includes, the line in the block is the one to change.
      const isBefore = second.file !== block.opener?.file && before.file === block.opener?.file;
      const own = isBefore ? before : second;
      const { directive } = own;
      const isSame = headerValue(before) === headerValue(second);
      const isSent = isSame ? headerValue(second) !== "" : [before, second].every(isAlwaysSent);
      if (own.file !== file || said.has(directive) || !isSent) return;
      said.add(directive);
      const [, name = directive] = directive.words;
      const other = own === second ? before : second;
      report({ file, span: name }, "twice", {
        params: { name: directive.words[1]?.value ?? "" },
        related: [
          {
            place: { file: other.file, span: other.directive.words[1] ?? other.directive },
            message: { id: "other" },
          },
        ],
        fixes: isSame
          ? [
              {
                title: { id: "fix" },
                safety: "safe",
                edits: [{ span: wholeLines(file.text, directive), text: "" }],
              },
            ]
          : [],
      });
    }
  },
});

/** All that stands behind the name; what a template decides is like nothing else. */
function headerValue({ directive }: Statement): unknown {
  const words = directive.words.slice(2);
  return words.some((word) => word.unknown !== undefined) ? directive : words.map((w) => w.value).join(" ");
}

function isAlwaysSent({ directive }: Statement): boolean {
  const value = directive.words[2];
  if (value === undefined || value.unknown !== undefined) return false;
  return neverEmpty.test(value.value) || value.value.replace(/\$(?:\{\w+\}|\w+)/g, "") !== "";
}
