/** An interface in two gratuitous ARP groups, or twice in one: the first group has it. */
import type { Word } from "../../syntax/tree.ts";
import { isTemplated } from "../../workspace/units.ts";
import type { Place } from "../rule.ts";
import { certainLinesOf, keepalivedRule } from "./keepalived-rule.ts";

export const duplicateGarpInterface = keepalivedRule({
  name: "duplicate-garp-interface",
  code: "KA263",
  severity: "warning",
  daemon: "reject",
  check({ file, unit }, report) {
    if (isTemplated(unit)) return;
    const first = new Map<string, Place>();
    for (const home of unit.files) {
      for (const group of home.tree.children) {
        if (group.kind !== "directive" || group.words[0].value !== "garp_group" || group.conditional)
          continue;
        // Without an interval the group is dropped, and its interfaces are free.
        if (!["garp_interval", "gna_interval"].some((name) => certainLinesOf(group, name).length > 0))
          continue;
        for (const word of interfacesOf(group)) {
          const earlier = first.get(word.value);
          if (earlier === undefined) first.set(word.value, { file: home, span: word });
          else if (home === file)
            report({ file, span: word }, "taken", {
              params: { name: word.value },
              related: [{ place: earlier, message: { id: "first" } }],
            });
        }
      }
    }
  },
});

function interfacesOf(group: Parameters<typeof certainLinesOf>[0]): Word[] {
  const single = certainLinesOf(group, "interface").flatMap((line) => line.words.slice(1, 2));
  const listed = certainLinesOf(group, "interfaces").flatMap((list) =>
    (list.body?.children ?? []).flatMap((node) =>
      node.kind === "directive" && node.prefixes.length === 0 ? node.words : [],
    ),
  );
  return [...single, ...listed]
    .filter((word) => word.unknown === undefined)
    .sort((a, b) => a.start - b.start);
}
