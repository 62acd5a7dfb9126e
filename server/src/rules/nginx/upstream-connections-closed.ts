/** `keepalive` in an upstream, and requests to it that end their connection: HTTP/1.0, or the header `Connection: close`. */
import { blocksIn, held, type OpenedBlock, statementsCalled } from "./blocks.ts";
import { effective, effectiveValue, isCertain } from "./effective.ts";
import { nginxRule } from "./nginx-rule.ts";

export const upstreamConnectionsClosed = nginxRule({
  name: "upstream-connections-closed",
  code: "NG325",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    // From 1.29.7 on connections to upstreams are kept by default.
    if (file.target === "1.30") return;
    const kept = new Map<string, OpenedBlock>();
    for (const upstream of blocksIn(unit, snapshot, "upstream")) {
      const name = upstream.opener.directive.words[1];
      if (name?.unknown === undefined && statementsCalled(upstream, "keepalive").length > 0)
        kept.set(name?.value.toLowerCase() ?? "", upstream);
    }
    if (kept.size === 0) return;
    for (const { block, statement } of held(subject, "proxy_pass")) {
      const word = statement.directive.words[1];
      const [, name = ""] = /^https?:\/\/([^/:$]+)(?:\/|$)/i.exec(word?.value ?? "") ?? [];
      const upstream = kept.get(name.toLowerCase());
      if (word === undefined || upstream === undefined || !isCertain(block)) continue;
      const isOld = effectiveValue(block, "proxy_http_version") !== "1.1";
      const headers = effective(block, "proxy_set_header")?.statements ?? [];
      const connection = headers.find((s) => s.directive.words[1]?.value.toLowerCase() === "connection")
        ?.directive.words[2];
      if (!isOld && connection !== undefined && !/^close$/i.test(connection.value)) continue;
      const place = statementsCalled(upstream, "keepalive")[0] ?? upstream.opener;
      report({ file, span: word }, isOld ? "version" : "header", {
        params: { name },
        related: [{ place: { file: place.file, span: place.directive.words[0] }, message: { id: "kept" } }],
      });
    }
  },
});
