/** A sticky counter of a number that HAProxy does not have. */
import { haproxyRule, isUncertain, knowsGlobal, sectionsIn } from "./haproxy-rule.ts";

/** Counters without `tune.stick-counters`. A build may have more; those of the distributions have three. */
const usual = 3;

export const stickCounterLimit = haproxyRule({
  name: "stick-counter-limit",
  code: "HA260",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    // 2.6 has no way to set it, and what it does not have are no actions to it.
    if (!knowsGlobal(unit) || file.target === "2.6") return;
    let count = usual;
    for (const section of sectionsIn(unit)) {
      for (const line of section.lines) {
        const { keyword, directive, known } = line;
        if (keyword === "tune.stick-counters")
          count = isUncertain(line) ? Number.POSITIVE_INFINITY : Number(directive.words[1]?.value);
        if (section.file !== file) continue;
        if (!/^(?:http|tcp)-/.test(keyword) || known.conditional) continue;
        for (const word of directive.words.slice(1, 3)) {
          const number = /^(?:track-sc|sc-inc-gpc[01]\(|sc-set-gpt0\()(\d+)\)?$/.exec(word.value)?.[1];
          if (number === undefined || !(Number(number) >= count)) continue;
          report({ file, span: word }, count === 0 ? "off" : "above", {
            params: { number, last: count - 1 },
          });
        }
      }
    }
  },
});
