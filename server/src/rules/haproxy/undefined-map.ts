/** A `map` of an `acme` section that no line of the configuration loads: certificates wait in it for their challenges. */
import { haproxyRule, isComplete, isUncertain, sectionsIn } from "./haproxy-rule.ts";

export const undefinedMap = haproxyRule({
  name: "undefined-map",
  code: "HA379",
  severity: "error",
  daemon: "reject",
  needs: ["acme"],
  check({ file, unit }, report) {
    // A script may load maps too.
    if (!isComplete(unit) || unit.files.some(({ text }) => text.includes("lua-load"))) return;
    const maps = sectionsIn(unit)
      .filter(({ kind }) => kind === "acme")
      .flatMap(({ lines }) => lines.filter(({ keyword }) => keyword === "map"));
    for (const line of maps) {
      const name = line.directive.words[1];
      if (line.file !== file || name === undefined || isUncertain(line)) continue;
      const own = maps.filter(({ directive }) => directive.words[1]?.value === name.value).length;
      const written = unit.files.reduce((sum, { text }) => sum + text.split(name.value).length - 1, 0);
      if (written <= own) report({ file, span: name }, "undefined", { params: { name: name.value } });
    }
  },
});
