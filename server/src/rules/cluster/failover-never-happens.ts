/** A check of the node that holds an address fails, and the address stays: the simulation plays it. */
import { checkPlace, trackerPlace } from "../../ha/check-places.ts";
import { type Part, placeOf } from "../../ha/virtual-routers.ts";
import { shellFixes } from "../keepalived/script-shell-syntax.ts";
import { clusterRule, type Fix, type Place, type Report } from "../rule.ts";
import { arithmeticOf, paramsOf, partOn, type Stuck, stuckChecks, weightFixes } from "./stuck-checks.ts";

export const failoverNeverHappens = clusterRule({
  name: "failover-never-happens",
  formerly: ["priority-tie", "weight-too-small", "CL111", "nopreempt-blocks-failover", "CL112"],
  group: "cluster",
  code: "CL110",
  severity: "error",
  daemon: "silent",
  outdoes: ["check-never-fails", "script-shell-syntax"],
  check({ cluster }, reportOne) {
    const { report, flush } = oncePerPlace(reportOne);
    // Several weights that are meant to add up may stay above; a tie nobody means.
    const stuck = stuckChecks(cluster).filter((one) => !one.movesTogether || one.reason.kind !== "higher");
    for (const [i, one] of stuck.entries()) {
      const { reason } = one;
      if (reason.kind === "tie" || reason.kind === "higher") reportWeight(one, report);
      else if (reason.kind === "nopreempt") {
        // One `nopreempt` is one cause, however many checks it makes useless.
        const isFirst =
          stuck.findIndex((s) => s.report === one.report && s.reason.kind === "nopreempt") === i;
        if (isFirst) reportNopreempt(one, report);
      } else if (reason.kind === "never-fails" || reason.kind === "never-succeeds")
        reportCommand(one, report);
      else if (reason.kind === "other-member") {
        const params = { ...paramsOf(one), member: reason.instance };
        report(checkPlace(one.holder, one.check), "member", { params });
      }
    }
    flush();
  },
});

/** One weight may let several virtual routers down alike: that is said once, with all their addresses. */
function oncePerPlace(report: Report): { readonly report: Report; readonly flush: () => void } {
  const held = new Map<string, { readonly args: Parameters<Report>; readonly addresses: Set<string> }>();
  return {
    report(place, message, details = {}) {
      const { addresses = "", instance: _, ...others } = details.params ?? {};
      const key = JSON.stringify([place.file.path, place.span.start, message, others]);
      const known = held.get(key) ?? { args: [place, message, details], addresses: new Set() };
      known.addresses.add(String(addresses));
      held.set(key, known);
    },
    flush() {
      for (const { args, addresses } of held.values()) {
        const [place, message, details] = args;
        const params = { ...details?.params, addresses: [...addresses].join(", ") };
        report(place, message, { ...details, params });
      }
    },
  };
}

function reportWeight(stuck: Stuck, report: Report): void {
  const arithmetic = arithmeticOf(stuck);
  const best = arithmetic === undefined ? undefined : partOn(stuck.report, arithmetic.node);
  if (arithmetic === undefined || best === undefined) return;
  const params = paramsOf(stuck);
  report(checkPlace(stuck.holder, stuck.check), arithmetic.kind === "tie" ? "tie" : "too-small", {
    params,
    related: [{ place: placeOf(best, best.instance.priority), message: { id: "other", params } }],
    fixes: weightFixes(stuck),
  });
}

function reportNopreempt(stuck: Stuck, report: Report): void {
  const arithmetic = arithmeticOf(stuck);
  const best = arithmetic === undefined ? undefined : partOn(stuck.report, arithmetic.node);
  if (best === undefined) return;
  const params = paramsOf(stuck);
  report(placeOf(best, best.instance.nopreempt), "blocked", {
    params,
    related: [{ place: checkPlace(stuck.holder, stuck.check), message: { id: "lowers", params } }],
    fixes: weightFixes(stuck),
  });
}

/** The command decides it: one place, however many addresses hang on it. */
function reportCommand(stuck: Stuck, report: Report): void {
  const { check, holder, reason } = stuck;
  const place = commandPlace(holder, check.name);
  if (place === undefined) return;
  const params = paramsOf(stuck);
  report(place, reason.kind, {
    params,
    fixes: reason.kind === "never-succeeds" ? commandFixes(stuck, place.command) : [],
    related: [{ place: trackerPlace(holder, check), message: { id: "tracked", params } }],
  });
}

/** What keepalived can run, on every node that has the same command. */
function commandFixes({ report, check }: Stuck, command: string): Fix[] {
  const fixes = report.parts.flatMap((part) => {
    const place = commandPlace(part, check.name);
    if (place === undefined || place.command !== command) return [];
    const [fix] = shellFixes(place.file, { ...place.span, value: command });
    return fix === undefined ? [] : [{ fix, file: place.file }];
  });
  const [first] = fixes;
  if (first === undefined) return [];
  const edits = fixes.flatMap(({ fix, file }) => fix.edits.map((edit) => ({ ...edit, file })));
  return [{ ...first.fix, edits }];
}

function commandPlace(part: Part, name: string): (Place & { readonly command: string }) | undefined {
  const script = part.configuration.scripts.find((one) => one.name.value === name);
  const file = script === undefined ? undefined : part.configuration.homes.get(script);
  if (script?.command === undefined || file === undefined) return undefined;
  return { file, span: script.command.span, command: script.command.value };
}
