/** A ring with messages longer than itself, or whose size HAProxy does not take. */
import { globalLines, haproxyRule, headOf, isUncertain, sectionsHere } from "./haproxy-rule.ts";

/** What a ring has without a `size` line: as much as a buffer. */
const usual = 16384;
/** Since 3.0 what a message carries with it counts too. */
const overhead = 197;
const units: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

export const ringSize = haproxyRule({
  name: "ring-size",
  code: "HA254",
  severity: "warning",
  daemon: "warn",
  needs: ["ring"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (file.tree.templated || globalLines(unit).some(({ keyword }) => keyword === "tune.bufsize")) return;
    for (const section of sectionsHere(subject)) {
      if (section.kind !== "ring" || section.lines.some(isUncertain)) continue;
      let size = usual;
      for (const { keyword, directive } of section.lines) {
        const value = directive.words[1]?.value ?? "";
        if (keyword !== "size" || !/^\d+[kmg]?$/i.test(value)) continue;
        const read = sizeOf(value, file.target);
        if (read < size && file.target === "2.6")
          report({ file, span: headOf(directive) }, "smaller", {
            params: { read, size },
            severity: "error",
            daemon: "reject",
          });
        size = Math.max(size, read);
      }
      const longest = section.lines.findLast(({ keyword }) => keyword === "maxlen");
      const length = Number.parseInt(longest?.directive.words[1]?.value ?? "", 10);
      const room = file.target === "2.6" ? size : size - overhead;
      if (longest !== undefined && length > room)
        report({ file, span: headOf(longest.directive) }, "longer", { params: { length, room } });
    }
  },
});

/** 2.6 and 3.0 read the digits alone. */
function sizeOf(value: string, target: string): number {
  const unit = target === "3.2" ? units[value.slice(-1).toLowerCase()] : undefined;
  return Number.parseInt(value, 10) * (unit ?? 1);
}
