/** Options of `cookie` that exclude or need each other. */
import { haproxyRule, headOf, isUncertain, type Line, sectionsHere } from "./haproxy-rule.ts";

export const cookieOptionConflict = haproxyRule({
  name: "cookie-option-conflict",
  code: "HA242",
  severity: "error",
  daemon: "reject",
  needs: ["cookie"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const section of sectionsHere(subject)) {
      // In a frontend the line is left unread.
      if (section.kind === "frontend") continue;
      for (const line of section.lines) {
        if (line.keyword !== "cookie" || isUncertain(line)) continue;
        const message = problemOf(line);
        if (message !== undefined) report({ file, span: headOf(line.directive) }, message);
        const { words } = line.directive;
        const domain = words[words.findIndex(({ value }, i) => i > 1 && value === "domain") + 1];
        if (
          words.some(({ value }, i) => i > 1 && value === "domain") &&
          domain?.value.includes(".") === false
        )
          report({ file, span: domain }, "domain", { severity: "warning", daemon: "warn" });
      }
    }
  },
});

function problemOf({ directive }: Line): string | undefined {
  const options = new Set(directive.words.slice(2).map(({ value }) => value));
  if (["rewrite", "insert", "prefix"].filter((mode) => options.has(mode)).length > 1) return "modes";
  if (options.has("rewrite") && options.has("indirect")) return "indirect";
  if (options.has("preserve") && !options.has("insert") && !options.has("indirect")) return "preserve";
  return undefined;
}
