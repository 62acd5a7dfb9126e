/** `use-server` or `track` with a server that the backend does not have. */
import { nearestName } from "../../catalogue/near.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { type Fix, replace } from "../rule.ts";
import { definitionsOf, haproxyRule, isComplete, isDisabled, linesOf, referencesOf, type Section, sectionOf, sectionsIn } from "./haproxy-rule.ts";

export const undefinedServer = haproxyRule({
  name: "undefined-server",
  code: "HA204",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const use of referencesOf(file, "server")) {
      const here = sectionOf(file, use);
      if (here === undefined || isDisabled(here, unit)) continue;
      const slash = use.name.lastIndexOf("/");
      const section = slash < 0 ? here : backendNamed(unit, use.name.slice(0, slash));
      if (section === undefined || hasHiddenServers(section)) continue;
      const names = definitionsOf(unit, ["server"]).filter((d) => d.name.parents[0] === section.directive).map((d) => d.name.name);
      const name = use.name.slice(slash + 1);
      if (names.includes(name)) continue;
      const near = nearestName(name, new Set(names));
      const params = { name, near: near ?? "", backend: section.name?.value ?? "" };
      const fix = near === undefined ? "" : use.name.slice(0, slash + 1) + near;
      const fixes: Fix[] = near === undefined ? [] : [replace({ id: "fix", params }, "unsafe", use.span, fix)];
      report({ file, span: use.span }, near === undefined ? "undefined" : "near", { params, fixes });
    }
  },
});

function backendNamed(unit: Unit, name: string): Section | undefined {
  return sectionsIn(unit).find((s) => (s.kind === "backend" || s.kind === "listen") && s.name?.value === name);
}

/** Servers that a template makes, or that are named by one. */
function hasHiddenServers(section: Section): boolean {
  return linesOf(section).some(
    ({ keyword, directive }) => keyword === "server-template" || (keyword === "server" && directive.words[1]?.unknown !== undefined),
  );
}
