/** A cache that is to keep objects larger than half of itself. */
import { haproxyRule, headOf, isUncertain, sectionsHere } from "./haproxy-rule.ts";

const megabyte = 2 ** 20;

export const cacheObjectSize = haproxyRule({
  name: "cache-object-size",
  code: "HA255",
  severity: "error",
  daemon: "reject",
  needs: ["cache"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const section of sectionsHere(subject)) {
      if (section.kind !== "cache" || section.lines.some(isUncertain)) continue;
      const last = (name: string) => section.lines.findLast(({ keyword }) => keyword === name);
      const number = (name: string) => Number(last(name)?.directive.words[1]?.value ?? Number.NaN);
      const object = last("max-object-size");
      const most = (number("total-max-size") * megabyte) / 2;
      if (object !== undefined && number("max-object-size") > most)
        report({ file, span: headOf(object.directive) }, "above", { params: { most } });
    }
  },
});
