/** TCP fast open to servers without the retries that make it safe. */
import {
  effective,
  haproxyRule,
  isBackend,
  isComplete,
  isUncertain,
  proxiesHere,
  serverWords,
  switchedOn,
} from "./haproxy-rule.ts";

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
      for (const line of section.lines) {
        if (line.keyword !== "server" || isUncertain(line)) continue;
        const tfo = switchedOn(serverWords(section, unit, line.directive), "tfo");
        const at = tfo !== undefined && line.directive.words.includes(tfo) ? tfo : line.directive.words[1];
        if (tfo !== undefined && at !== undefined) report({ file, span: at }, "missing");
      }
    }
  },
});
