/** A line of `.if` … `.endif` that is none: `.elseif`, `.else if`, words behind `.endif`. */
import { nearestName } from "../../catalogue/near.ts";
import { span } from "../../text/span.ts";
import { nodesHere } from "../locality.ts";
import { replace } from "../rule.ts";
import { haproxyRule } from "./haproxy-rule.ts";

const alternatives = /^\.(?:else?-?_?if|elsif|elsf)$/;
const ends = new Set([".endif", ".else", ".elif"]);

export const conditionLine = haproxyRule({
  name: "condition-line",
  code: "HA327",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    let open = 0;
    for (const { node } of nodesHere(subject)) {
      // Only lines that begin with a dot.
      if (node.kind !== "directive" || !node.words[0].value.startsWith(".")) continue;
      const { words } = node;
      const [{ value }, argument] = words;
      if (value === ".if") open++;
      else if (value === ".endif") open = Math.max(0, open - 1);
      const last = words.at(-1);
      if ((value === ".else" || value === ".endif") && argument !== undefined && last !== undefined) {
        const isElif = value === ".else" && argument.value === "if";
        report(
          { file, span: isElif ? span(words[0].start, argument.end) : span(argument.start, last.end) },
          isElif ? "else-if" : "surplus",
          {
            params: { name: value },
            severity: "error",
            daemon: "reject",
            fixes: isElif
              ? [
                  replace(
                    { id: "fix", params: { name: ".elif" } },
                    "safe",
                    span(words[0].start, argument.end),
                    ".elif",
                  ),
                ]
              : [],
          },
        );
      } else if (open > 0 && value.startsWith(".") && !file.checked.catalogue.find("global", [value])) {
        const near = alternatives.test(value) ? ".elif" : nearestName(value, ends);
        report({ file, span: words[0] }, near === undefined ? "unknown" : "near", {
          params: { name: value, near: near ?? "" },
          fixes:
            near === undefined
              ? []
              : [replace({ id: "fix", params: { name: near } }, "safe", words[0], near)],
        });
      }
    }
  },
});
