/** Two blocks of a kind with the same name. keepalived refuses the second or never finds it. */
import type { PlacedName } from "../../catalogue/check.ts";
import type { Verdict } from "../../catalogue/entry.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

/** Kinds whose second block keepalived refuses; of the others it finds the first and says nothing. */
const refused = new Set(["vrrp_instance", "vrrp_sync_group", "track_group", "bfd_instance"]);

export const duplicateBlockName = keepalivedRule({
  name: "duplicate-block-name",
  code: "KA217",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    const first = new Map<string, PlacedName>();
    for (const other of unit.files) {
      if (other.tree.templated) return;
      for (const name of other.model.names) {
        if (name.role !== "definition" || name.directive.prefixes.length > 0) continue;
        const kind = name.kinds[0] ?? "";
        // A variable may be given another value.
        if (kind === "variable") continue;
        const key = `${kind} ${name.name}`;
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, name);
        else if (other === file) {
          const daemon: Verdict = refused.has(kind) ? "reject" : "silent";
          const holder = unit.files.find((f) => f.model.names.includes(earlier)) ?? file;
          report({ file, span: name.span }, daemon === "reject" ? "refused" : "unused", {
            params: { kind, name: name.name },
            daemon,
            severity: daemon === "reject" ? "error" : "warning",
            related: [{ place: { file: holder, span: earlier.span }, message: { id: "first" } }],
          });
        }
      }
    }
  },
});
