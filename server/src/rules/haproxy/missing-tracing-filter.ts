/** An `ot-group` action in a proxy without the OpenTracing filter that has the group. */
import { effective, haproxyRule, isComplete, isUncertain, proxiesHere } from "./haproxy-rule.ts";

export const missingTracingFilter = haproxyRule({
  name: "missing-tracing-filter",
  code: "HA380",
  severity: "error",
  daemon: "reject",
  needs: ["ot-group"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject)) {
      if (effective(section, unit).lines.some((line) => isUncertain(line) || isFilter(line.directive.words)))
        continue;
      for (const { directive } of section.lines) {
        const { words } = directive;
        const at = words.findIndex(({ value }) => value === "ot-group");
        const filter = words[at + 1];
        const isAction = at > 0 && at <= 2 && /^(?:http|tcp)-/.test(words[0].value);
        if (isAction && filter !== undefined)
          report({ file, span: filter }, "missing", { params: { name: filter.value } });
      }
    }
  },
});

function isFilter([keyword, kind]: readonly { readonly value: string }[]): boolean {
  return keyword?.value === "filter" && kind?.value === "opentracing";
}
