/** Steps of a health check in an order in which they can not be taken. */
import { haproxyRule, headOf, type Line, sectionsHere } from "./haproxy-rule.ts";

const aside = new Set(["comment", "set-var", "set-var-fmt", "unset-var"]);

export const checkStepOrder = haproxyRule({
  name: "check-step-order",
  code: "HA268",
  severity: "error",
  daemon: "reject",
  needs: ["http-check", "tcp-check"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.tree.templated) return;
    for (const section of sectionsHere(subject)) {
      if (section.kind === "frontend") continue;
      for (const keyword of ["tcp-check", "http-check"]) {
        const steps = section.lines.filter((line) => line.keyword === keyword && isStep(line));
        if (steps.some(({ known }) => known.conditional)) continue;
        steps.forEach((step, i) => {
          const name = nameOf(step);
          if (name === "connect" && i > 0 && nameOf(steps[0]) !== "connect")
            report({ file, span: headOf(step.directive) }, "connect", { params: { keyword } });
          if (keyword === "http-check" && name === "expect" && nameOf(steps[i - 1]) === "connect")
            report({ file, span: headOf(step.directive) }, "send");
        });
      }
    }
  },
});

/** Not a remark or a variable, which may stand anywhere, nor a setting of the check as a whole. */
function isStep(line: Line): boolean {
  const name = nameOf(line);
  return name !== "disable-on-404" && name !== "send-state" && !aside.has(name);
}

function nameOf(line: Line | undefined): string {
  return line?.directive.words[1]?.value.replace(/\(.*/, "") ?? "";
}
