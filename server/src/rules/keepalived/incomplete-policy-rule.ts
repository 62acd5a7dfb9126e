/** A policy rule without an action, with two, without a place in the order, or of two families. */
import { parseAddress } from "../../model/address.ts";
import type { RuleEntry } from "../../model/entries.ts";
import type { Span } from "../../text/span.ts";
import type { Params, Severity } from "../rule.ts";
import { blockAt, keepalivedRule } from "./vrrp-rule.ts";

interface Fault {
  readonly id: string;
  readonly span: Span;
  readonly severity?: Severity;
  readonly params?: Params;
}

export const incompletePolicyRule = keepalivedRule({
  name: "incomplete-policy-rule",
  code: "KA262",
  severity: "error",
  daemon: "reject",
  check({ file }, report) {
    const { instances = [], staticRules = [] } = file.model.vrrp ?? {};
    const certain = instances.filter((one) => blockAt(file, one.span)?.conditional !== true);
    for (const rule of [...staticRules, ...certain.flatMap((instance) => instance.rules)]) {
      const fault = rule.readable ? faultOf(rule) : undefined;
      if (fault !== undefined) report({ file, span: fault.span }, fault.id, fault);
    }
  },
});

function faultOf(rule: RuleEntry): Fault | undefined {
  const { from, to, preference, span } = rule;
  const [action, second] = rule.actions;
  const [family, other] = [from, to].map(
    (one) => parseAddress((one?.value ?? "").replace(/\/.*$/s, ""))?.family,
  );
  if (to !== undefined && family !== undefined && other !== undefined && family !== other)
    return { id: "family", span: to.span };
  if (second !== undefined) return { id: "two-actions", span: second.span };
  if (action === undefined) return { id: "no-action", span };
  const target = action.kind === "goto" ? Number(action.value) : undefined;
  const asked = rule.options.find((option) => /^(?:preference|order|priority)$/.test(option.name));
  if (asked === undefined)
    return target === undefined
      ? { id: "no-preference", span, severity: "warning" }
      : { id: "goto-without-preference", span: action.span };
  if (target === undefined || preference === undefined || target > preference.value) return undefined;
  return { id: "goto-back", span: action.span, params: { target, preference: preference.value } };
}
