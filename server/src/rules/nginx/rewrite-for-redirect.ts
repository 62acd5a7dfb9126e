/** A redirect of every path by `rewrite`: `return` says the same without a regular expression. */
import { replace } from "../rule.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const rewriteForRedirect = nginxRule({
  name: "rewrite-for-redirect",
  code: "NG339",
  severity: "hint",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive } of called(subject, "rewrite")) {
      const [, pattern, target, flag] = directive.words;
      if (
        pattern === undefined ||
        target === undefined ||
        directive.words.some((word) => word.unknown !== undefined)
      )
        continue;
      const url = urlOf(pattern.value, target.value);
      const code =
        flag?.value === "permanent"
          ? 301
          : flag?.value === "redirect" || flag === undefined
            ? 302
            : undefined;
      if (url === undefined || code === undefined) continue;
      const span = { start: directive.words[0].start, end: (flag ?? target).end };
      report({ file, span }, "return", {
        params: { code },
        fixes: [replace({ id: "fix" }, "unsafe", span, `return ${code} ${url}`)],
      });
    }
  },
});

/** The same URL for `return`, where the expression takes every path whole. */
function urlOf(pattern: string, target: string): string | undefined {
  const [, host, rest] =
    /^((?:https?|\$scheme):\/\/[^/$]*(?:\$(?:host|server_name|http_host)[^/$]*)?)(\/?\$1|\/\$1\?|\$request_uri\??|)$/.exec(
      target,
    ) ?? [];
  if (host === undefined || rest === undefined) return undefined;
  const isWhole = pattern === "^" || pattern === ".*" || pattern === "^.*$" || pattern === "^.*";
  if (/^\$request_uri\?$/.test(rest))
    return isWhole || /^\^?\/?\(\.\*\)\$?$/.test(pattern) ? `${host}$request_uri` : undefined;
  if (rest === "$1" && /^\^?\(\.\*\)\$?$/.test(pattern)) return `${host}$request_uri`;
  return rest === "/$1" && /^\^?\/\(\.\*\)\$?$/.test(pattern) ? `${host}$request_uri` : undefined;
}
