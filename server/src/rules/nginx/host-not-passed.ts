/** `proxy_pass` without a `Host` of its own: the server behind is asked for the name that nginx knows it by. */
import { parseEndpoint } from "../../dialects/nginx/endpoint.ts";
import { parseAddress } from "../../model/address.ts";
import { held } from "./blocks.ts";
import { effective, isCertain } from "./effective.ts";
import { nginxRule } from "./nginx-rule.ts";

export const hostNotPassed = nginxRule({
  name: "host-not-passed",
  code: "NG352",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const said = new Set<object>();
    for (const { statement, block } of held(subject, "proxy_pass")) {
      const word = statement.directive.words[1];
      if (word === undefined || word.unknown !== undefined || said.has(word) || !isCertain(block)) continue;
      const [, authority] = /^https?:\/\/([^/?$]+)(?:[/?].*)?$/i.exec(word.value) ?? [];
      if (authority === undefined || isKnownElsewhere(authority)) continue;
      const headers = effective(block, "proxy_set_header")?.statements ?? [];
      if (headers.some(({ directive }) => directive.words[1]?.value.toLowerCase() === "host")) continue;
      said.add(word);
      // What stands before the path of a socket is no host: nginx sends `localhost`.
      const usual = /^https:/i.test(word.value) ? /:443$/ : /:80$/;
      const sent = /^unix:/i.test(authority) ? "localhost" : authority.replace(usual, "");
      report({ file, span: word }, "other", { params: { sent } });
    }
  },
});

/** A name of the DNS is what the server behind is called by others too. */
function isKnownElsewhere(authority: string): boolean {
  const { host } = parseEndpoint(authority, false);
  return host.includes(".") && parseAddress(host) === undefined && !/^unix:/i.test(authority);
}
