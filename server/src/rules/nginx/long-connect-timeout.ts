/** A time to connect above 75 seconds: the system gives up before (ngx_http_proxy_module's own page). */
import { parseTime } from "../../dialects/nginx/units.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

const most = 75_000;

export const longConnectTimeout = nginxRule({
  name: "long-connect-timeout",
  code: "NG337",
  severity: "info",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const kind of ["proxy", "fastcgi", "uwsgi", "scgi", "grpc", "memcached"]) {
      for (const { directive } of called(subject, `${kind}_connect_timeout`)) {
        const word = directive.words[1];
        if (word === undefined || word.unknown !== undefined) continue;
        if ((parseTime(word.value, "milliseconds") ?? 0) > most)
          report({ file, span: word }, "long", { params: { value: word.value } });
      }
    }
  },
});
