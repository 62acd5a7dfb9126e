/** `no` or `default` before a keyword that can not be taken back. */
import type { Entry } from "../../catalogue/entry.ts";
import { knownHere } from "../locality.ts";
import { replace } from "../rule.ts";
import { haproxyRule } from "./haproxy-rule.ts";

export const prefixNotAllowed = haproxyRule({
  name: "prefix-not-allowed",
  code: "HA208",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive, entry, conditional } of knownHere(subject)) {
      const [prefix] = directive.prefixes;
      if (prefix === undefined || conditional) continue;
      const params = { prefix: prefix.value, name: entry.name };
      if (!entry.prefixes?.includes(prefix.value)) {
        const fix = replace(
          { id: "fix", params },
          "unsafe",
          { start: directive.start, end: directive.words[0].start },
          "",
        );
        report({ file, span: prefix }, "refused", { params, fixes: [fix] });
        // The parser of these versions reads the last word of such a line twice.
      } else if (prefix.value === "default" && file.target !== "3.2" && takesNothing(entry)) {
        report({ file, span: prefix }, "broken", { params: { ...params, target: file.target } });
      }
    }
  },
});

/** A word behind it is refused. */
function takesNothing({ args, surplus }: Entry): boolean {
  return args === "" && surplus === undefined;
}
