/** One script, interface, file, process or BFD session tracked twice by an instance or a sync group: the second entry is dropped. */
import type { Directive } from "../../syntax/tree.ts";
import { keepalivedRule, linesOf, removeLines } from "./keepalived-rule.ts";
import { instancesOf, syncGroupOf } from "./vrrp-rule.ts";

const trackers = ["track_script", "track_interface", "track_file", "track_process", "track_bfd"];

export const duplicateTracker = keepalivedRule({
  name: "duplicate-tracker",
  code: "KA270",
  severity: "warning",
  daemon: "reject",
  check({ file, unit }, report) {
    if (file.tree.templated) return;
    for (const { instance } of instancesOf(unit)) {
      const home = syncGroupOf(unit, instance);
      if (home?.file !== file) continue;
      for (const { kind, name } of home.group.tracked) {
        const own = instance.tracked.find((one) => one.kind === kind && one.name.value === name.value);
        if (kind === "interface" && own !== undefined && name.value !== instance.interface?.value)
          report({ file, span: name.span }, "member", {
            params: { name: name.value, member: instance.name.value },
          });
      }
    }
    for (const block of file.tree.children) {
      if (block.kind !== "directive" || block.conditional === true) continue;
      if (!/^vrrp_(?:instance|sync_group)$/.test(block.words[0].value)) continue;
      for (const list of trackers) {
        const first = new Map<string, Directive>();
        for (const entry of entriesOf(block, list)) {
          const [name] = entry.words;
          const earlier = first.get(name.value);
          if (earlier === undefined) first.set(name.value, entry);
          else
            report({ file, span: name }, "duplicate", {
              params: { name: name.value, list },
              related: [{ place: { file, span: earlier.words[0] }, message: { id: "first" } }],
              fixes: [removeLines("remove", "safe", file, entry)],
            });
        }
      }
    }
  },
});

/** The entries of all lists of that name that are there for certain. */
function entriesOf(block: Directive, list: string): Directive[] {
  return linesOf(block, list)
    .filter((one) => one.conditional !== true)
    .flatMap((one) => one.body?.children ?? [])
    .flatMap((node) => (node.kind === "directive" && node.conditional !== true ? [node] : []))
    .filter(({ words: [name] }) => name.unknown === undefined && !name.value.startsWith("include"));
}
