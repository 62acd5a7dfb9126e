/** `proxy_set_header Host $http_host`: the header as the client sent it, where `$host` is what nginx chose the server by. */
import { replace } from "../rule.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const hostFromClient = nginxRule({
  name: "host-from-client",
  code: "NG304",
  severity: "info",
  daemon: "silent",
  check({ file }, report) {
    for (const { directive } of called(file, "proxy_set_header")) {
      const [, name, value] = directive.words;
      if (name?.value.toLowerCase() !== "host" || value === undefined) continue;
      const variable = /^"?\$\{?(http_host|arg_\w+|cookie_\w+|http_\w+)\}?/.exec(value.value)?.[1];
      if (variable === undefined || /^http_x_forwarded_host$/.test(variable)) continue;
      const isHost = variable === "http_host" && /^\$\{?http_host\}?$/.test(value.value);
      report({ file, span: value }, isHost ? "header" : "other", {
        params: { variable: `$${variable}` },
        ...(isHost ? {} : { severity: "warning" }),
        fixes: isHost ? [replace({ id: "fix" }, "unsafe", value, "$host")] : [],
      });
    }
  },
});
