/** `$NAME` outside double quotes, where HAProxy leaves it as it stands. */
import { matchOf } from "../../catalogue/check.ts";
import { haproxyRule, type Line, sectionsHere } from "./haproxy-rule.ts";

/** Names as environments have them: what a regular expression has behind its `$` does not look so. */
const variable = /\$(?:[A-Z_][A-Z0-9_]+|\{[A-Za-z_]\w+\})/;

export const unquotedVariable = haproxyRule({
  name: "unquoted-variable",
  code: "HA328",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (!file.text.includes("$")) return;
    for (const line of sectionsHere(subject).flatMap(({ lines }) => lines)) {
      for (const word of line.directive.words) {
        const found = word.quoted || word.unknown !== undefined ? null : variable.exec(word.value);
        if (found === null || isAddress(line, line.directive.words.indexOf(word))) continue;
        report({ file, span: word }, "literal", {
          params: { name: found[0] },
          fixes: [
            {
              title: { id: "fix" },
              safety: "unsafe",
              edits: [word.start, word.end].map((at) => ({ span: { start: at, end: at }, text: '"' })),
            },
          ],
        });
      }
    }
  },
});

/** Addresses are read with the environment put in, quoted or not. What could not be read may be one. */
function isAddress({ file, known }: Line, at: number): boolean {
  const { matched, failure } = matchOf(file.checked, known);
  const { leaf } = matched.findLast(({ index }) => index <= at) ?? {};
  return failure !== undefined || (leaf?.kind === "value" && leaf.type === "address");
}
