/** A line break that a client sends becomes a header of its own: the decoded path, or a group that can catch `%0a` of it. */
import type { Word } from "../../syntax/tree.ts";
import { held, type Statement } from "./blocks.ts";
import { clientInputs } from "./client-input.ts";
import { nginxRule } from "./nginx-rule.ts";

export const headerSplitting = nginxRule({
  name: "header-splitting",
  code: "NG302",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    const said = new Set<Word>();
    for (const name of writers) {
      for (const { block, statement } of held(subject, name)) {
        const word = headerText(statement);
        if (word === undefined || !word.value.includes("$") || said.has(word)) continue;
        // A rewrite encodes what its own groups have caught (ngx_http_script_copy_capture_code).
        const encodes = name === "rewrite";
        const input = clientInputs(unit, snapshot, block, word).find(
          ({ variable, canHold }) => canHold("\n") && !(encodes && /^\$\d$/.test(variable)),
        );
        if (input === undefined) continue;
        said.add(word);
        const message = input.variable === input.origin ? "decoded" : "caught";
        report({ file, span: word }, message, {
          params: { variable: input.variable, origin: input.origin, name },
        });
      }
    }
  },
});

const writers = ["return", "rewrite", "add_header", "add_trailer", "proxy_set_header", "proxy_pass"];

/** The text of a header that a statement writes, towards the client or towards a server behind. */
function headerText({ directive }: Statement): Word | undefined {
  const [keyword, first, second, third] = directive.words;
  switch (keyword.value) {
    case "return":
      if (second !== undefined) return /^30[12378]$/.test(first?.value ?? "") ? second : undefined;
      return first !== undefined && /^(?:https?:|\$scheme)/.test(first.value) ? first : undefined;
    case "rewrite":
      return third?.value === "redirect" ||
        third?.value === "permanent" ||
        /^https?:/.test(second?.value ?? "")
        ? second
        : undefined;
    case "add_header":
    case "add_trailer":
    case "proxy_set_header":
      return second;
    case "proxy_pass":
      return first;
    default:
      return undefined;
  }
}
