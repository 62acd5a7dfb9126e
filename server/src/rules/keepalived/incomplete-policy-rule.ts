/** A policy rule without an action, with two, without a place in the order, or of two families. */
import { parseNetwork } from "../../model/address.ts";
import type { RuleEntry } from "../../model/entries.ts";
import type { Span } from "../../text/span.ts";
import type { Params, Severity } from "../rule.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { instancesIn } from "./vrrp-rule.ts";

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
    const rules = instancesIn(file).flatMap((instance) => instance.rules);
    for (const rule of [...(file.model.vrrp?.staticRules ?? []), ...rules]) {
      const fault = rule.readable ? faultOf(rule) : undefined;
      if (fault !== undefined) report({ file, span: fault.span }, fault.id, fault);
    }
  },
});

function faultOf(rule: RuleEntry): Fault | undefined {
  const { from, to, preference, span } = rule;
  const [action, second] = rule.actions;
  const [family, other] = [from, to].map((one) => parseNetwork(one?.value ?? "")?.address.family);
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
