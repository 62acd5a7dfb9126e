/** Threads and their groups that do not add up, and listeners bound to threads that are not there. */
import type { Unit } from "../../workspace/snapshot.ts";
import { globalLines, haproxyRule, headOf, isUncertain, type Line, sectionsHere } from "./haproxy-rule.ts";

export const threadGroups = haproxyRule({
  name: "thread-groups",
  code: "HA257",
  severity: "error",
  daemon: "reject",
  needs: ["thread"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (unit.partial || file.tree.templated || globalLines(unit).some(isUncertain)) return;
    const threads = numberOf(unit, "nbthread");
    const groups = numberOf(unit, "thread-groups");
    if (threads !== undefined && groups !== undefined && file.target !== "2.6") {
      const message = problemOf(unit, threads, groups);
      const line = globalLines(unit).findLast(({ keyword }) => keyword === "thread-groups");
      const isHere = sectionsHere(subject).some(({ lines }) => line !== undefined && lines.includes(line));
      if (line !== undefined && message !== undefined && isHere)
        report({ file, span: headOf(line.directive) }, message, { params: { threads, groups } });
    }
    for (const section of sectionsHere(subject)) {
      for (const line of section.lines) {
        const { words } = line.directive;
        const at = words.findIndex(({ value }, i) => i > 1 && value === "thread");
        const set = words[at + 1];
        if (line.keyword !== "bind" || at < 0 || set === undefined || isUncertain(line)) continue;
        const [, group, first] = /^(?:(\d+)\/)?(\d+)(?:-\d+)?$/.exec(set.value) ?? [];
        // How many there are without a line for it 3.2 takes from the machine.
        const known = groups ?? (file.target === "3.0" ? 1 : undefined);
        if (group !== undefined && known !== undefined && Number(group) > known)
          report({ file, span: set }, "no-group", { params: { group, groups: known } });
        else if (group === undefined && threads !== undefined && Number(first) > threads)
          report({ file, span: set }, "no-thread", { params: { first: first ?? "", threads } });
      }
    }
  },
});

/** The daemon's own arithmetic (thread.c, thread_map_to_groups): threads without a group go to groups without threads. */
function problemOf(unit: Unit, threads: number, groups: number): string | undefined {
  const taken = new Set<number>();
  const filled = new Set<string>();
  for (const { keyword, directive } of globalLines(unit)) {
    const [, group, ...sets] = directive.words;
    if (keyword !== "thread-group" || group === undefined) continue;
    filled.add(group.value);
    for (const { value } of sets) {
      const [low = Number.NaN, high = low] = value.split("-").map(Number);
      for (let thread = low; thread <= Math.min(high, threads); thread++) taken.add(thread);
    }
  }
  const [free, empty] = [threads - taken.size, groups - filled.size];
  if (empty > free) return "groups";
  return empty <= 0 && free > 0 ? "unassigned" : undefined;
}

/** The number that a line of the `global` sections gives. */
function numberOf(unit: Unit, name: string): number | undefined {
  const line: Line | undefined = globalLines(unit).findLast(({ keyword }) => keyword === name);
  const value = Number.parseInt(line?.directive.words[1]?.value ?? "", 10);
  return Number.isNaN(value) ? undefined : value;
}
