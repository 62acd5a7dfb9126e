/** Settings that mean something only beside another one: keepalived takes them back where that is missing. */
import { isOff } from "../../dialects/keepalived/fields.ts";
import { isKnown } from "../../model/file-model.ts";
import { basePriority, ownerPriority } from "../../model/vrrp-effective.ts";
import type { Directive } from "../../syntax/tree.ts";
import { certainLinesOf, headOf, linesOf, removeLines } from "./keepalived-rule.ts";
import { type InstanceSubject, instanceRule } from "./vrrp-rule.ts";

interface Setting {
  readonly keyword: string;
  /** Keywords that must be readable for the answer. */
  readonly looksAt: readonly string[];
  /** The message where it has no effect. */
  without(subject: InstanceSubject, line: Directive): string | undefined;
}

const settings: readonly Setting[] = [
  {
    keyword: "owner_ignore_adverts",
    looksAt: ["priority", "state"],
    without: ({ file, instance }, line) => {
      const isOwner = basePriority(instance) === ownerPriority;
      if (file.target === "2.2" || isOff(line) !== isOwner) return undefined;
      return isOwner ? "owner-forced" : "owner";
    },
  },
  {
    keyword: "timer_expired_backup",
    looksAt: ["nopreempt", "preempt"],
    without: ({ file, instance }) =>
      file.target === "2.2" || instance.nopreempt !== undefined ? undefined : "nopreempt",
  },
  {
    keyword: "vmac_xmit_base",
    looksAt: ["use_vmac"],
    without: ({ block }) => (linesOf(block, "use_vmac").length > 0 ? undefined : "vmac"),
  },
  {
    keyword: "promote_secondaries",
    looksAt: [],
    without: ({ block }) =>
      ["use_vmac", "use_ipvlan"].some((link) => certainLinesOf(block, link).length > 0)
        ? "always"
        : undefined,
  },
  {
    keyword: "vrf",
    looksAt: [],
    without: ({ instance }, line) =>
      (instance.interface?.span.start ?? line.start) < line.start ? "interface" : undefined,
  },
];

export const settingWithoutEffect = instanceRule({
  name: "setting-without-effect",
  code: "KA250",
  severity: "warning",
  daemon: "reject",
  check(subject, report) {
    const { file, instance, block } = subject;
    if (file.tree.templated) return;
    for (const { keyword, looksAt, without } of settings) {
      const line = certainLinesOf(block, keyword).at(-1);
      if (line === undefined || !isKnown(instance, keyword, ...looksAt)) continue;
      const message = without(subject, line);
      if (message === undefined) continue;
      report(headOf(line), message, { fixes: [removeLines("remove", "safe", file, line)] });
    }
  },
});
