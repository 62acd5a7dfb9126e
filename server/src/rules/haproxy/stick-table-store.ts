/** Counters of a stick table that exclude each other, lack their period or are stored twice. */
import type { Word } from "../../syntax/tree.ts";
import { haproxyRule, headOf, isUncertain, sectionsHere } from "./haproxy-rule.ts";

/** An array, and the single counters that it takes the place of. */
const arrays: Readonly<Record<string, RegExp>> = {
  gpt: /^gpt0$/,
  gpc: /^gpc[01]$/,
  gpc_rate: /^gpc[01]_rate$/,
};
const largestArray = 100;

export const stickTableStore = haproxyRule({
  name: "stick-table-store",
  code: "HA243",
  severity: "error",
  daemon: "reject",
  needs: ["stick-table", "table"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const section of sectionsHere(subject)) {
      for (const line of section.lines) {
        if ((line.keyword !== "stick-table" && line.keyword !== "table") || isUncertain(line)) continue;
        const stored = storedBy(line.directive.words);
        const names = new Set(stored.map(({ name }) => name));
        const seen = new Set<string>();
        for (const { name, argument } of stored) {
          const at = headOf(line.directive);
          const rival = [...names].find((other) => arrays[name]?.test(other));
          const size = name in arrays ? Number.parseInt(argument ?? "", 10) : undefined;
          if (rival !== undefined) report({ file, span: at }, "both", { params: { name, rival } });
          else if (seen.has(name))
            report({ file, span: at }, "twice", { params: { name }, severity: "warning", daemon: "warn" });
          else if (argument === undefined && (name.endsWith("_rate") || name in arrays))
            report({ file, span: at }, "argument", { params: { name } });
          else if (size !== undefined && (size < 1 || size > largestArray))
            report({ file, span: at }, "size", { params: { name, most: largestArray } });
          seen.add(name);
        }
      }
    }
  },
});

/** What stands behind `store`: `gpc0,http_req_rate(10s)`. */
function storedBy(words: readonly Word[]): { name: string; argument: string | undefined }[] {
  return words
    .filter((_, i) => words[i - 1]?.value === "store")
    .flatMap(({ value }) =>
      [...value.matchAll(/([a-z0-9_]+)(?:\(([^)]*)\))?/g)].map(([, name = "", argument]) => ({
        name,
        argument,
      })),
    );
}
