/** A regular expression that says no more than a plain path: `^/api/` is a prefix, `^/login$` a path. */
import { readLocation } from "../../dialects/nginx/location.ts";
import { span } from "../../text/span.ts";
import { replace } from "../rule.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const patternForPath = nginxRule({
  name: "pattern-for-path",
  code: "NG348",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive } of called(subject, "location")) {
      const [, first, ...others] = directive.words;
      const location = readLocation(directive.words.slice(1));
      if (first === undefined || location?.kind !== "regex" || first.unknown !== undefined) continue;
      const last = others.at(-1) ?? first;
      const [, path, end] = /^\^(\/(?:[\w/-]|\\[./-])*)(\$?)$/.exec(location.path) ?? [];
      if (path === undefined || last.unknown !== undefined || (location.ignoreCase && /[a-z]/i.test(path)))
        continue;
      const text = `${end === "$" ? "=" : "^~"} ${path.replaceAll("\\", "")}`;
      report({ file, span: last }, end === "$" ? "exact" : "prefix", {
        params: { text },
        fixes: [replace({ id: "fix", params: { text } }, "unsafe", span(first.start, last.end), text)],
      });
    }
  },
});
