/** A cache behind filters that must come after it, or declared twice. */
import {
  effective,
  haproxyRule,
  headOf,
  isComplete,
  isUncertain,
  type Line,
  proxiesHere,
} from "./haproxy-rule.ts";

export const cacheFilterOrder = haproxyRule({
  name: "cache-filter-order",
  code: "HA259",
  severity: "error",
  daemon: "reject",
  needs: ["filter"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject)) {
      const { lines } = section;
      const filters = lines.filter(({ keyword }) => keyword === "filter");
      if (effective(section, unit).mode !== "http" || filters.length === 0 || lines.some(isUncertain))
        continue;
      const used = new Set(lines.map(usedCache).filter((name) => name !== undefined));
      const seen = new Set<string>();
      for (const { directive } of filters) {
        const [, kind, name] = directive.words;
        if (kind?.value !== "cache" || name === undefined) continue;
        if (seen.has(name.value)) report({ file, span: name }, "twice", { params: { name: name.value } });
        seen.add(name.value);
      }
      for (const cache of used) {
        const own = filters.findIndex(
          ({ directive: { words } }) => words[1]?.value === "cache" && words[2]?.value === cache,
        );
        const before = own < 0 ? filters : filters.slice(0, own);
        const compression = before.find(({ directive }) => directive.words[1]?.value === "compression");
        const other =
          own < 0 ? filters.find(({ directive }) => directive.words[1]?.value !== "cache") : undefined;
        const wrong = compression ?? other;
        if (wrong !== undefined)
          report(
            { file, span: headOf(wrong.directive) },
            compression === undefined ? "explicit" : "compression",
            {
              params: { name: cache },
            },
          );
      }
    }
  },
});

/** The cache that a rule reads or fills. */
function usedCache({ keyword, directive: { words } }: Line): string | undefined {
  const action =
    keyword === "http-request" ? "cache-use" : keyword === "http-response" ? "cache-store" : undefined;
  return action !== undefined && words[1]?.value === action ? words[2]?.value : undefined;
}
