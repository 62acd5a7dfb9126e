/** Settings that strict mode does not go with: keepalived sets them back. */
import { isOff } from "../../dialects/keepalived/fields.ts";
import { isKnown } from "../../model/file-model.ts";
import { strictMode } from "../../model/vrrp-effective.ts";
import { headSpan } from "../../syntax/tree.ts";
import { certainLinesOf, headOf, linesOf, removeLines } from "./keepalived-rule.ts";
import { type InstanceSubject, instanceRule } from "./vrrp-rule.ts";

const usualAdverts = 3;

type Line = ReturnType<typeof certainLinesOf>[number];

/** By keyword: whether the line says what strict mode does not allow. */
const settings: Readonly<Record<string, (line: Line, subject: InstanceSubject) => boolean>> = {
  down_timer_adverts: (line) => isNumberBut(line, usualAdverts),
  garp_lower_prio_repeat: (line) => isNumberBut(line, 0),
  garp_lower_prio_delay: (line) => isNumberBut(line, 0),
  lower_prio_no_advert: isOff,
  higher_prio_send_advert: (line) => !isOff(line),
  use_vmac: ({ words }) =>
    words.some(({ value }) => /^[0-9A-Fa-f]{1,2}(?::[0-9A-Fa-f]{1,2}){4,5}$/.test(value)),
  vmac_xmit_base: (_, { block }) => certainLinesOf(block, "use_vmac").length > 0,
  no_virtual_ipaddress: (_, { file }) => file.target !== "2.2",
};

export const strictResetsSetting = instanceRule({
  name: "strict-resets-setting",
  code: "KA255",
  severity: "warning",
  daemon: "reject",
  check(subject, report) {
    const { file, instance, block, globals, place } = subject;
    const strict = strictMode(instance, globals);
    if (strict === undefined || file.tree.templated) return;
    const related =
      strict === instance.strict ? [{ place: place(strict.span), message: { id: "strict" } }] : [];
    for (const [keyword, isReset] of Object.entries(settings)) {
      const line = certainLinesOf(block, keyword).at(-1);
      if (line === undefined || !isKnown(instance, keyword) || !isReset(line, subject)) continue;
      const isMac = keyword === "use_vmac";
      const fixes = isMac ? [] : [removeLines("remove", "safe", file, line)];
      report(headSpan(line), isMac ? "mac" : "reset", { params: { keyword }, related, fixes });
    }
    // The global setting is what an instance has that says nothing of its own.
    const global = globals.downTimerAdverts?.value ?? usualAdverts;
    const isOwn = linesOf(block, "down_timer_adverts").length > 0 || !isKnown(instance, "down_timer_adverts");
    if (!isOwn && global !== usualAdverts && global >= 1 && global <= 100)
      report(headOf(block), "global", { params: { keyword: "vrrp_down_timer_adverts" } });
  },
});

function isNumberBut(line: Line, allowed: number): boolean {
  const value = line.words[1]?.value ?? "";
  return /^\+?\d+$/.test(value) && Number(value) !== allowed;
}
