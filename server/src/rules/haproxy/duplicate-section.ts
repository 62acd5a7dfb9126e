/** Two sections of one name, where HAProxy refuses the second, ignores it or merely warns. */
import type { Verdict } from "../../catalogue/entry.ts";
import {
  haproxyRule,
  headOf,
  isBackend,
  isFrontend,
  isProxy,
  type Section,
  sectionsIn,
} from "./haproxy-rule.ts";

/** Kinds with one section of a name each. */
const unique = new Set([
  "peers",
  "resolvers",
  "mailers",
  "cache",
  "ring",
  "log-forward",
  "log-profile",
  "http-errors",
  "fcgi-app",
  "userlist",
  "program",
  "acme",
]);

export const duplicateSection = haproxyRule({
  name: "duplicate-section",
  code: "HA206",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    if (unit.partial || unit.files.some((f) => f.tree.templated)) return;
    const names = sectionsIn(unit).flatMap(({ name }) => name?.value ?? []);
    if (new Set(names).size === names.length) return;
    const before = new Map<string, Section[]>();
    for (const section of sectionsIn(unit)) {
      if (section.name === undefined || section.name.unknown !== undefined) continue;
      if (section.file.checked.known.get(section.directive)?.conditional) continue;
      const named = before.get(section.name.value) ?? [];
      const verdicts = named.map((other) => clash(other, section, file.target));
      const daemon =
        verdicts.find((verdict) => verdict === "reject") ?? verdicts.find((v) => v !== undefined);
      const first = named[verdicts.indexOf(daemon)];
      if (!named.some((other) => other.kind === section.kind))
        before.set(section.name.value, [...named, section]);
      if (daemon === undefined || first === undefined || section.file !== file) continue;
      const id = daemon === "reject" ? "duplicate" : section.kind === "userlist" ? "ignored" : "shared";
      report({ file, span: headOf(section.directive) }, id, {
        params: { kind: section.kind, other: first.kind, name: section.name.value },
        daemon,
        ...(daemon === "reject" ? {} : { severity: "warning" }),
        related: [{ place: { file: first.file, span: headOf(first.directive) }, message: { id: "first" } }],
      });
    }
  },
});

/** What the daemon does with `b` behind an `a` of the same name; `undefined` where they may share it. */
function clash(a: Section, b: Section, target: string): Verdict | undefined {
  if (a.kind === b.kind && !isProxy(a)) {
    if (!unique.has(a.kind)) return undefined;
    return a.kind === "userlist" ? "warn" : "reject";
  }
  if (isProxy(a) && isProxy(b)) {
    // Before 3.2 a `listen` is compared with what can listen, and only with that.
    const asBackend = b.kind === "backend" || (b.kind === "listen" && target === "3.2");
    if ((isFrontend(a) && isFrontend(b)) || (isBackend(a) && asBackend)) return "reject";
    return target === "3.2" ? "warn" : undefined;
  }
  if ((a.kind === "log-forward" && isProxy(b)) || (isProxy(a) && b.kind === "log-forward")) return "reject";
  if (target !== "3.2") return undefined;
  // Each of these is a proxy within.
  if (a.kind === "ring") return isBackend(b) || b.kind === "log-forward" ? "reject" : warned(b);
  return a.kind === "defaults" || b.kind === "defaults" ? warned(a.kind === "defaults" ? b : a) : undefined;
}

function warned({ kind }: Section): Verdict | undefined {
  return ["frontend", "backend", "listen", "log-forward", "defaults"].includes(kind) ? "warn" : undefined;
}
