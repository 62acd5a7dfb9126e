/** In strict mode keepalived has the firewall drop what is sent to the virtual addresses, unless the node owns them or may accept. */
import { isKnown, type Located } from "../../model/file-model.ts";
import type { VrrpInstance } from "../../model/vrrp.ts";
import { basePriority, ownerPriority, strictMode, versionOf } from "../../model/vrrp-effective.ts";
import type { Fix } from "../rule.ts";
import { blockAt, headOf, keepalivedRule, removeLines } from "./keepalived-rule.ts";
import { globalsOf } from "./vrrp-rule.ts";

export const strictBlocksVirtualAddress = keepalivedRule({
  name: "strict-blocks-virtual-address",
  code: "KA205",
  severity: "warning",
  daemon: "silent",
  check({ file, unit }, report) {
    const globals = globalsOf(unit);
    const blocked = new Map<Located<boolean>, VrrpInstance[]>();
    for (const instance of file.model.vrrp?.instances ?? []) {
      const strict = strictMode(instance, globals);
      if (strict === undefined || instance.addresses.length === 0 || basePriority(instance) === ownerPriority)
        continue;
      const version = versionOf(instance, globals);
      if (version === undefined || !isKnown(instance, "accept", "no_accept", "priority", "state")) continue;
      if (version === 3 && instance.accept?.value === true) continue;
      blocked.set(strict, [...(blocked.get(strict) ?? []), instance]);
    }
    for (const [strict, instances] of blocked) {
      const here = file.model.vrrp?.globals.strict === strict || instances.some((i) => i.strict === strict);
      const names = instances.map((i) => `\`${i.name.value}\``).join(", ");
      const [first] = instances;
      const block = first === undefined ? undefined : blockAt(file, first.span);
      const at = here ? strict.span : block === undefined ? undefined : headOf(block);
      if (at === undefined) continue;
      const canAccept = instances.every((i) => versionOf(i, globals) === 3);
      const fixes: Fix[] = here ? [removeLines("remove", "unsafe", file, strict.span)] : [];
      report({ file, span: at }, canAccept ? "needs-accept" : "blocked", {
        params: { instances: names },
        fixes,
      });
    }
  },
});
