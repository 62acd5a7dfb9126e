/** An `Upgrade` header to the server behind without what makes it one: HTTP/1.1 and `Connection`. */
import { held, type Statement } from "./blocks.ts";
import { effective, effectiveValue, isCertain } from "./effective.ts";
import { nginxRule } from "./nginx-rule.ts";

export const websocketHeaders = nginxRule({
  name: "websocket-headers",
  code: "NG329",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const said = new Set<Statement>();
    for (const { block } of held(subject, "proxy_pass")) {
      if (!isCertain(block)) continue;
      const headers = effective(block, "proxy_set_header")?.statements ?? [];
      const header = (name: string) =>
        headers.find((s) => s.directive.words[1]?.value.toLowerCase() === name);
      const upgrade = header("upgrade");
      if (upgrade?.file !== file || upgrade.directive.words[2]?.value === "" || said.has(upgrade)) continue;
      said.add(upgrade);
      const version = effectiveValue(block, "proxy_http_version") ?? (file.target === "1.30" ? "1.1" : "1.0");
      const missing =
        version !== "1.1" ? "version" : header("connection") === undefined ? "connection" : undefined;
      if (missing !== undefined)
        report({ file, span: upgrade.directive.words[1] ?? upgrade.directive }, missing);
    }
  },
});
