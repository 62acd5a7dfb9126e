/** A counter of a connection that it does not have: `track-sc3` where there are three, 0 to 2. */
import type { Unit } from "../../workspace/snapshot.ts";
import { globalLines, haproxyRule, isComplete, type Line, sectionsHere } from "./haproxy-rule.ts";

const usual = 3;

export const counterOutOfRange = haproxyRule({
  name: "counter-out-of-range",
  code: "HA365",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    // 2.6 is built with its number of counters, and the catalogue knows no others there.
    if (file.target === "2.6" || !isComplete(unit)) return;
    const count = countersIn(unit);
    if (count === undefined) return;
    for (const { lines } of sectionsHere(subject)) {
      for (const { known, directive } of lines) {
        const action = directive.words[known.nameLength];
        if (known.conditional || action === undefined || action.unknown !== undefined) continue;
        const counter = counterOf(action.value);
        if (counter === undefined || counter < count) continue;
        report({ file, span: action }, count === 0 ? "none" : "out-of-range", {
          params: { counter, last: count - 1 },
        });
      }
    }
  },
});

/** The counter that an action names: `track-sc1`, `sc-inc-gpc0(1)`, `sc-set-gpt(0,1)`. */
function counterOf(action: string): number | undefined {
  const [, tracked, counted] =
    /^(?:track-sc(\d+)$|sc-(?:add|inc|set)-gp[ct][01]?\((?:\d*,)?(\d+)\))/.exec(action) ?? [];
  const counter = tracked ?? counted;
  return counter === undefined ? undefined : Number(counter);
}

/** How many there are; `undefined` where the text does not say for certain. */
function countersIn(unit: Unit): number | undefined {
  const lines: Line[] = globalLines(unit).filter(({ keyword }) => keyword === "tune.stick-counters");
  if (lines.some(({ known, directive }) => known.conditional || directive.words[1]?.unknown !== undefined))
    return undefined;
  const value = lines.at(-1)?.directive.words[1]?.value;
  if (value === undefined) return usual;
  return /^\d+$/.test(value) ? Number(value) : undefined;
}
