/** A path that does not begin with `/`: one that is compared from its beginning, and one that a health check asks for. */
import type { Word } from "../../syntax/tree.ts";
import type { Fix } from "../rule.ts";
import { isOption, isSend, requestIn } from "./check-request.ts";
import { criteriaOf, operatorIn } from "./criteria.ts";
import { haproxyRule, linesCalled, sectionsHere } from "./haproxy-rule.ts";

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
      for (const word of test.patterns.filter(lacksSlash))
        report({ file, span: word }, "never", { params: { value: word.value }, fixes: withSlash(word) });
    }
    for (const line of sectionsHere(subject).flatMap((section) =>
      linesCalled(section, "option", "http-check"),
    )) {
      const { method, path } = isOption(line) || isSend(line) ? requestIn(line) : {};
      if (path === undefined || line.known.conditional || !lacksSlash(path)) continue;
      const isMethod = method === undefined && isOption(line) && methods.has(path.value);
      report({ file, span: path }, isMethod ? "method" : "asked", {
        params: { value: path.value },
        fixes: isMethod ? [] : withSlash(path),
      });
    }
  },
});

const methods = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "CONNECT"]);

/** `*` is what an OPTIONS request may have; a host with its port what CONNECT has. */
function lacksSlash({ value, unknown }: Word): boolean {
  return unknown === undefined && !value.includes("$") && /^[A-Za-z0-9_.-]+(?:[/?]|$)/.test(value);
}

function withSlash({ start, value, quoted }: Word): readonly Fix[] {
  if (quoted) return [];
  const edits = [{ span: { start, end: start }, text: "/" }];
  return [{ title: { id: "fix", params: { value: `/${value}` } }, safety: "unsafe", edits }];
}
