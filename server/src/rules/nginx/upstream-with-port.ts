/** `proxy_pass http://app:81` where `app` is an upstream: its servers have the ports (ngx_http_upstream_add). */
import { knownHere } from "../locality.ts";
import { replace } from "../rule.ts";
import { familyOf, namesOf, nginxRule } from "./nginx-rule.ts";

const passing = /^(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass$/;

export const upstreamWithPort = nginxRule({
  name: "upstream-with-port",
  code: "NG205",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const definitions = namesOf(subject, "upstream", "definition");
    if (definitions.length === 0) return;
    for (const { directive, entry } of knownHere(subject)) {
      const word = directive.words[1];
      if (
        word === undefined ||
        word.unknown !== undefined ||
        !passing.test(entry.name) ||
        word.value.includes("$")
      )
        continue;
      const match = /^((?:\w+:\/\/)?)([^/:?[\]]+)(:\d+)/.exec(word.value);
      if (match === null || word.value.toLowerCase().startsWith("unix:")) continue;
      const family = familyOf(file, directive);
      const defined = definitions.find(
        (d) => d.name.name === match[2] && familyOf(d.file, d.name.directive) === family,
      );
      if (defined === undefined) continue;
      const start = word.start + (word.quoted ? 1 : 0) + (match[1] ?? "").length + (match[2] ?? "").length;
      const span = { start, end: start + (match[3] ?? "").length };
      report({ file, span }, "port", {
        params: { name: match[2] ?? "" },
        related: [{ place: { file: defined.file, span: defined.name.span }, message: { id: "defined" } }],
        fixes: [replace({ id: "fix" }, "unsafe", span, "")],
      });
    }
  },
});
