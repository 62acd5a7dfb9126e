/**
 * A variable that neither nginx nor the configuration defines: nginx stops at the end of the block, without a line.
 * Modules bring variables of their own, so where one is loaded nothing is said.
 */

import type { PlacedName } from "../../catalogue/check.ts";
import { nearestName } from "../../catalogue/near.ts";
import { builtInVariable, catalogueData } from "../../dialects/nginx/tables.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { namesHere } from "../locality.ts";
import { type Fix, replace } from "../rule.ts";
import { type Family, familyOf, hasModules, isComplete, namesOf, nginxRule } from "./nginx-rule.ts";

export const unknownVariable = nginxRule({
  name: "unknown-variable",
  code: "NG220",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    const uses = namesHere(subject).filter((n) => n.role === "reference" && n.kinds.includes("variable"));
    if (uses.length === 0) return;
    const defined = definedVariables(unit);
    const modules = hasModules(unit);
    const sure = !modules && isComplete(subject);
    for (const use of uses) {
      const family = worldOf(file, use);
      if (family === undefined || defined.has(use.name)) continue;
      const builtIn = builtInVariable(use.name, family);
      if (builtIn !== undefined && (builtIn.versions?.includes(file.target) ?? true)) continue;
      if (isInCapitals(use.name, unit)) continue;
      if (builtIn === undefined) reportUnknown(use, family);
      else {
        const since = builtIn.since ?? builtIn.versions?.[0] ?? "";
        report({ file, span: use.span }, "newer", { params: { name: use.name, target: file.target, since } });
      }
    }

    function reportUnknown(use: PlacedName, family: "http" | "stream"): void {
      // Where a text may stand `$1` is a group and no name (text.ts); elsewhere it is a name that nobody gives.
      if (/^\d+$/.test(use.name)) {
        if (!modules) report({ file, span: use.span }, "group", { params: { name: use.name } });
        return;
      }
      const near = nearestName(use.name, [...defined, ...builtInNames(family)]);
      const fixes: Fix[] =
        near === undefined ? [] : [replace({ id: "fix", params: { near } }, "unsafe", use.span, near)];
      const params = { name: use.name, near: near ?? "" };
      if (sure) report({ file, span: use.span }, near === undefined ? "unknown" : "near", { params, fixes });
      // Elsewhere only what looks like a slip of the pen in a name of nginx's own.
      else if (near !== undefined && use.name.length > 5 && !defined.has(near) && !modules) {
        report({ file, span: use.span }, "near", { params, fixes, severity: "warning", daemon: "silent" });
      }
    }
  },
});

/** In capitals it reads like a name that is filled in before nginx reads the file (parser.ts): it may define this one. */
function isInCapitals(name: string, unit: Unit): boolean {
  const capitals = `$${name.toUpperCase()}`;
  return /[a-z]/.test(name) && unit.files.some(({ tree }) => tree.text.includes(capitals));
}

const definedVariables = remembered(
  (unit: Unit) => new Set(namesOf({ unit }, "variable", "definition").map((d) => d.name.name)),
);

function worldOf(file: SourceFile, use: PlacedName): "http" | "stream" | undefined {
  // The lines of a `map` are of the world that the `map` is of.
  const own = file.checked.known.get(use.directive)?.entry.module !== undefined;
  const family: Family = familyOf(file, own ? use.directive : (use.parents.at(-1) ?? use.directive));
  return family === "http" || family === "stream" ? family : undefined;
}

function builtInNames(family: "http" | "stream"): string[] {
  return catalogueData()
    .variables.filter((v) => v.in === family && v.prefix !== true)
    .map((v) => v.name);
}
