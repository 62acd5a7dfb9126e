/** A backend that nothing sends to. */
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { backendNamed, effective, haproxyRule, isComplete, sectionsIn, sectionsOf } from "./haproxy-rule.ts";

export const unusedBackend = haproxyRule({
  name: "unused-backend",
  code: "HA309",
  severity: "hint",
  daemon: "silent",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    const used = usedIn(unit);
    for (const section of sectionsOf(file)) {
      const { kind, name } = section;
      if (kind !== "backend" || name === undefined || used === "any" || used.has(name.value)) continue;
      if (effective(section, unit).disabled || file.checked.known.get(section.directive)?.conditional)
        continue;
      report({ file, span: name }, "unused", { params: { name: name.value } });
    }
  },
});

const meant = new Set(["backend", "table"]);

/**
 * Names that stand anywhere but in the backend's own section; `any` where traffic, a program or another file decides,
 * and where a line sends to a backend that is not there: one of these was meant.
 */
const usedIn = remembered((unit: Unit): ReadonlySet<string> | "any" => {
  const used = new Set<string>();
  let hasEntry = false;
  for (const section of sectionsIn(unit)) {
    if (section.kind === "frontend" || section.kind === "listen") hasEntry = true;
    for (const { keyword, directive } of section.lines) {
      const [, target] = directive.words;
      if (keyword.startsWith("lua-") || (keyword === "filter" && target?.value === "spoe")) return "any";
      const isTarget = keyword === "use_backend" || keyword === "default_backend";
      if (
        isTarget &&
        (target?.unknown !== undefined || backendNamed(unit, target?.value ?? "") === undefined)
      )
        return "any";
    }
  }
  for (const file of unit.files) {
    for (const { role, kinds, name, within, parents } of file.model.names) {
      const [section] = parents;
      const isOwn = section?.words[0].value === "backend" && section.words[1]?.value === name;
      // A name within another is a table of peers.
      if (role === "reference" && !isOwn && within === undefined && kinds.some((kind) => meant.has(kind)))
        used.add(name);
    }
  }
  return hasEntry ? used : "any";
});
