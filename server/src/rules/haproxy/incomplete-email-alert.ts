/** E-mail alerts that lack one of the three things they need, or the mail servers. */
import {
  definitionsIn,
  effective,
  haproxyRule,
  headOf,
  isComplete,
  isUncertain,
  proxiesHere,
} from "./haproxy-rule.ts";

const needed = ["email-alert from", "email-alert to", "email-alert mailers"];

export const incompleteEmailAlert = haproxyRule({
  name: "incomplete-email-alert",
  code: "HA244",
  severity: "warning",
  daemon: "warn",
  needs: ["email-alert"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject)) {
      const lines = effective(section, unit).lines.filter(({ keyword }) =>
        keyword.startsWith("email-alert "),
      );
      const last = lines.at(-1);
      if (last === undefined || lines.some(isUncertain)) continue;
      const at = headOf(section.lines.includes(last) ? last.directive : section.directive);
      const missing = needed.filter((keyword) => !lines.some((line) => line.keyword === keyword));
      const mailers = lines.findLast(({ keyword }) => keyword === "email-alert mailers")?.directive.words[2];
      if (missing.length > 0)
        report({ file, span: at }, "incomplete", {
          params: { list: missing.map((name) => `\`${name}\``).join(", ") },
        });
      else if (mailers !== undefined && !definitionsIn(unit).get("mailers")?.has(mailers.value))
        report({ file, span: at }, "undefined", {
          params: { name: mailers.value },
          severity: "error",
          daemon: "reject",
        });
      else if (file.target === "3.2") report({ file, span: at }, "legacy");
    }
  },
});
