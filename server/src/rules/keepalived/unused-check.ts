/** A script, process or file that nothing tracks: keepalived never looks at it. */
import type { PlacedName } from "../../catalogue/check.ts";
import { isComplete, keepalivedRule } from "./keepalived-rule.ts";

const kinds = ["vrrp_script", "vrrp_track_process", "track_file"];

export const unusedCheck = keepalivedRule({
  name: "unused-check",
  code: "KA277",
  severity: "hint",
  daemon: "silent",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    const used = new Set(unit.files.flatMap((one) => keysOf(one.model.names, "reference")));
    for (const name of file.model.names) {
      const [key] = keysOf([name], "definition");
      if (key === undefined || used.has(key)) continue;
      report({ file, span: name.span }, "unused", { params: { kind: name.kinds[0] ?? "", name: name.name } });
    }
  },
});

function keysOf(names: readonly PlacedName[], role: PlacedName["role"]): string[] {
  return names
    .filter((name) => name.role === role)
    .flatMap((name) =>
      name.kinds.filter((kind) => kinds.includes(kind)).map((kind) => `${kind} ${name.name}`),
    );
}
