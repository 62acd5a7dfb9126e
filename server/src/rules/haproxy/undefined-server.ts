/** `use-server` or `track` with a server that the backend does not have. */
import { nearestName } from "../../catalogue/near.ts";
import { type Fix, replace } from "../rule.ts";
import {
  backendNamed,
  effective,
  haproxyRule,
  isBackend,
  isComplete,
  isUnusedDefault,
  referencesHere,
  type Section,
  sectionOf,
} from "./haproxy-rule.ts";

export const undefinedServer = haproxyRule({
  name: "undefined-server",
  code: "HA204",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const use of referencesHere(subject, "server")) {
      const here = sectionOf(file, use);
      // Who takes a `defaults` section over looks among its own servers; a frontend has none, and does so all the same.
      if (here === undefined || here.kind === "defaults") continue;
      const looksHere = isBackend(here) || use.directive.words[0].value === "use-server";
      if (use.within === undefined && !looksHere) continue;
      if (effective(here, unit).disabled || isUnusedDefault(here, use.directive)) continue;
      const section = use.within === undefined ? here : backendNamed(unit, use.within);
      if (section === undefined || hasHiddenServers(section)) continue;
      const names = section.lines
        .filter((line) => line.keyword === "server")
        .map((line) => line.directive.words[1]?.value ?? "");
      const { name } = use;
      if (names.includes(name)) continue;
      const near = nearestName(name, new Set(names));
      const params = { name, near: near ?? "", backend: section.name?.value ?? "" };
      const fixes: Fix[] =
        near === undefined ? [] : [replace({ id: "fix", params }, "unsafe", use.span, near)];
      report({ file, span: use.span }, near === undefined ? "undefined" : "near", { params, fixes });
    }
  },
});

/** Servers that a template makes, or that are named by one. */
function hasHiddenServers(section: Section): boolean {
  return section.lines.some(
    ({ keyword, directive }) =>
      keyword === "server-template" || (keyword === "server" && directive.words[1]?.unknown !== undefined),
  );
}
