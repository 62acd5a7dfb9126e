/** Makes the rules about names of sections that no section has. HAProxy refuses such a file, after all else was read. */
import { nearestName } from "../../catalogue/near.ts";
import type { Directive } from "../../syntax/tree.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { type FileRule, type Fix, replace } from "../rule.ts";
import {
  definitionsIn,
  effective,
  haproxyRule,
  isComplete,
  isUnusedDefault,
  referencesHere,
  type Section,
  sectionOf,
  sectionsIn,
} from "./haproxy-rule.ts";

interface UndefinedName {
  readonly name: string;
  readonly code: string;
  /** Kinds of name, as the catalogue's `<ref>` says them; each must be defined by a section of one of them. */
  readonly kinds: readonly string[];
  /** Names that are there without a section. */
  readonly given?: readonly string[];
}

export function undefinedNameRule({ name, code, kinds, given }: UndefinedName): FileRule {
  return haproxyRule({
    name,
    code,
    severity: "error",
    daemon: "reject",
    isLocal: true,
    check(subject, report) {
      const { file, unit } = subject;
      if (!isComplete(unit)) return;
      for (const kind of kinds) {
        for (const use of referencesHere(subject, kind)) {
          // A name that may be a table's is another rule's, and so is one that another kind already answered for.
          if (use.kinds.includes("table") || use.kinds[0] !== kind || given?.includes(use.name)) continue;
          const section = sectionOf(file, use);
          if (section === undefined || effective(section, unit).disabled) continue;
          // Peers are connected to without a look at their options for that.
          if (section.kind === "peers" && kind === "resolvers") continue;
          if (isUnusedDefault(section, use.directive) || isOverridden(section, use.directive, unit)) continue;
          const names = use.kinds.map((other) => definitionsIn(unit).get(other) ?? new Set<string>());
          if (names.some((known) => known.has(use.name))) continue;
          const near = nearestName(use.name, new Set(names.flatMap((known) => [...known])));
          const params = { kind: use.kinds.join("` or `"), name: use.name, near: near ?? "" };
          const fixes: Fix[] =
            near === undefined ? [] : [replace({ id: "fix", params }, "unsafe", use.span, near)];
          report({ file, span: use.span }, near === undefined ? "undefined" : "near", { params, fixes });
        }
      }
    },
  });
}

/** A `default_backend` that no proxy goes by: another one comes later, or nobody takes it over from its `defaults`. */
function isOverridden(section: Section, line: Directive, unit: Unit): boolean {
  if (line.words[0].value !== "default_backend") return false;
  const users =
    section.kind === "defaults"
      ? sectionsIn(unit).filter(({ kind }) => kind === "frontend" || kind === "listen")
      : [section];
  return !users.some(
    (user) =>
      effective(user, unit).lines.findLast(({ keyword }) => keyword === "default_backend")?.directive ===
      line,
  );
}
