/** A path that is compared from its beginning with a value that does not begin with `/`. */
import type { Fix } from "../rule.ts";
import { criteriaOf, operatorIn } from "./criteria.ts";
import { haproxyRule, sectionsHere } from "./haproxy-rule.ts";

export const pathWithoutSlash = haproxyRule({
  name: "path-without-slash",
  code: "HA305",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const test of sectionsHere(subject).flatMap(criteriaOf)) {
      const fromStart = test.method === undefined || test.method === "beg" || test.method === "str";
      if (
        test.fetch !== "path" ||
        !fromStart ||
        test.expression.calls.length > 1 ||
        operatorIn(test) !== undefined
      )
        continue;
      for (const word of test.patterns) {
        // `*` is what an OPTIONS request may have; a host with its port what CONNECT has.
        if (
          word.unknown !== undefined ||
          word.value.includes("$") ||
          !/^[A-Za-z0-9_.-]+(?:\/|$)/.test(word.value)
        )
          continue;
        const fixes: Fix[] = [
          {
            title: { id: "fix", params: { value: `/${word.value}` } },
            safety: "unsafe",
            edits: [{ span: { start: word.start, end: word.start }, text: "/" }],
          },
        ];
        report({ file, span: word }, "never", {
          params: { value: word.value },
          fixes: word.quoted ? [] : fixes,
        });
      }
    }
  },
});
