/** keepalived sets `preempt_delay` back to 0 where it can not work: from MASTER, with `nopreempt`, in strict mode. */
import { isKnown, type Located } from "../../model/file-model.ts";
import { initialState, ownerPriority, strictMode } from "../../model/vrrp-effective.ts";
import { linesOf, removeLines } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const preemptDelayIgnored = instanceRule({
  name: "preempt-delay-ignored",
  code: "KA212",
  severity: "warning",
  daemon: "reject",
  check({ file, instance, block, globals, place }, report) {
    const { preemptDelay, priority, state, nopreempt } = instance;
    if (preemptDelay === undefined || preemptDelay.value <= 0) return;
    if (!isKnown(instance, "preempt_delay", "nopreempt", "preempt")) return;
    const strict = strictMode(instance, globals);
    const isMaster = state?.value === "MASTER" && initialState(instance, globals) === "MASTER";
    const master = isMaster ? state : undefined;
    // An address owner that is told no other state starts as MASTER.
    const owner =
      state === undefined && isKnown(instance, "state") && priority?.value === ownerPriority
        ? priority
        : undefined;
    const cause: Located<unknown> | undefined = master ?? owner ?? nopreempt ?? strict;
    if (cause === undefined) return;
    const message =
      cause === master ? "master" : cause === owner ? "owner" : cause === nopreempt ? "nopreempt" : "strict";
    const line = linesOf(block, "preempt_delay").at(-1);
    report(line === undefined ? preemptDelay.span : { start: line.start, end: line.end }, message, {
      ...(cause === globals.strict
        ? {}
        : { related: [{ place: place(cause.span), message: { id: "cause" } }] }),
      fixes: line === undefined ? [] : [removeLines("remove", "safe", file, line)],
    });
  },
});
