/** A backend that nothing sends to. */
import type { Piece } from "../../catalogue/check.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { backendNamed, effective, haproxyRule, isComplete, sectionsOf } from "./haproxy-rule.ts";

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

/** Names that stand anywhere but in the backend's own section; `any` where one of these was meant by something else. */
const usedIn = remembered((unit: Unit): ReadonlySet<string> | "any" => {
  const used = new Set<string>();
  const pieces = unit.files.flatMap((file) => file.checked.pieces.map(usesOf));
  for (const { isOpen, targets, names } of pieces) {
    if (isOpen || targets.some((target) => backendNamed(unit, target) === undefined)) return "any";
    for (const name of names) used.add(name);
  }
  return pieces.some(({ isEntry }) => isEntry) ? used : "any";
});

interface Uses {
  /** Traffic comes in here. */
  readonly isEntry: boolean;
  /** Traffic or a program decides where it goes. */
  readonly isOpen: boolean;
  /** Backends that it is sent to. */
  readonly targets: readonly string[];
  /** All that are spoken of. */
  readonly names: readonly string[];
}

const usesOf = remembered(({ node, known, names }: Piece): Uses => {
  const [kind, own] = node.kind === "directive" ? node.words : [];
  const targets = known.flatMap(({ directive: { words } }) => {
    const [{ value }, target] = words;
    return (value === "use_backend" || value === "default_backend") && target !== undefined ? [target] : [];
  });
  const isDecidedElsewhere = known.some(
    ({ directive: { words } }) =>
      words[0].value.startsWith("lua-") || (words[0].value === "filter" && words[1]?.value === "spoe"),
  );
  return {
    isEntry: kind?.value === "frontend" || kind?.value === "listen",
    isOpen: isDecidedElsewhere || targets.some(({ unknown }) => unknown !== undefined),
    targets: targets.map(({ value }) => value),
    names: names.flatMap(({ role, kinds, name, within }) => {
      const isOwn = kind?.value === "backend" && own?.value === name;
      // A name within another is a table of peers.
      return role === "reference" && !isOwn && within === undefined && kinds.some((k) => meant.has(k))
        ? [name]
        : [];
    }),
  };
});
