/** TCP fast open to servers without the retries that make it safe. */
import { effective, haproxyRule, isBackend, isComplete, proxiesHere } from "./haproxy-rule.ts";
import { placeOf, serversOf } from "./servers.ts";

const needed = ["conn-failure", "empty-response", "response-timeout"];

export const tfoWithoutRetry = haproxyRule({
  name: "tfo-without-retry",
  code: "HA241",
  severity: "warning",
  daemon: "warn",
  needs: ["tfo"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject).filter(isBackend)) {
      const { lines } = effective(section, unit);
      if (!lines.some(({ directive }) => directive.words.some(({ value }) => value === "tfo"))) continue;
      const retry = lines.findLast(({ keyword }) => keyword === "retry-on");
      const values = retry?.directive.words.map(({ value }) => value) ?? [];
      if (values.includes("all-retryable-errors") || needed.every((value) => values.includes(value)))
        continue;
      for (const server of serversOf(section, unit)) {
        const tfo = server.options.get("tfo")?.word;
        if (server.line.keyword !== "server" || server.unclear || tfo === undefined) continue;
        report({ file, span: placeOf(server, tfo) }, "missing");
      }
    }
  },
});
