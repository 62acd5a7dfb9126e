/** Makes the rules about names that nothing in the configuration defines. keepalived drops what uses such a name. */
import type { PlacedName } from "../../catalogue/check.ts";
import type { Verdict } from "../../catalogue/entry.ts";
import { nearestName } from "../../catalogue/near.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type FileRule, type Fix, replace } from "../rule.ts";
import { isComplete, isCompleteBefore, keepalivedRule } from "./keepalived-rule.ts";
import { readingOrder } from "./reading-order.ts";

interface UndefinedName {
  readonly name: string;
  readonly code: string;
  /** The kind of name, as the catalogue's `<ref>` says it. */
  readonly kind: string;
  /** The definition must stand before the use. */
  readonly ordered: boolean;
  /** What the daemon's check run does with a use; absent: reject. */
  readonly daemon?: (use: PlacedName) => Verdict;
}

export function undefinedNameRule({ name, code, kind, ordered, daemon }: UndefinedName): FileRule {
  return keepalivedRule({
    name,
    code,
    severity: "error",
    daemon: "reject",
    outdoes: ["duplicate-tracker"],
    check({ file, unit, snapshot }, report) {
      const uses = namesOf(file, kind, "reference");
      if (uses.length === 0 || !(ordered || isComplete(unit))) return;
      const definitions = unit.files.flatMap((f) =>
        namesOf(f, kind, "definition").map((n) => ({ file: f, name: n })),
      );
      const names = new Set(definitions.map((d) => d.name.name));
      const order = ordered ? readingOrder(unit, snapshot) : undefined;
      for (const use of uses) {
        if (!isCompleteBefore({ file, unit, snapshot }, use.span.start)) continue;
        const found = definitions.filter((d) => d.name.name === use.name);
        const [first] = found;
        if (first !== undefined) {
          const at = { file, offset: use.span.start };
          const late = found.every(
            (d) => order?.isBefore(at, { file: d.file, offset: d.name.span.start }) === true,
          );
          if (!late) continue;
          report({ file, span: use.span }, "late", {
            params: { name: use.name },
            related: [{ place: { file: first.file, span: first.name.span }, message: { id: "defined" } }],
          });
          continue;
        }
        const near = nearestName(use.name, namesNotIn(use, uses, names));
        const fixes: Fix[] =
          near === undefined ? [] : [replace({ id: "fix", params: { near } }, "unsafe", use.span, near)];
        report({ file, span: use.span }, near === undefined ? "undefined" : "near", {
          params: { name: use.name, near: near ?? "" },
          daemon: daemon?.(use) ?? "reject",
          fixes,
        });
      }
    },
  });
}

/** Names that the list of a use does not hold already. */
function namesNotIn(
  { parents }: PlacedName,
  uses: readonly PlacedName[],
  names: ReadonlySet<string>,
): ReadonlySet<string> {
  const list = parents.at(-1);
  const listed = new Set(uses.flatMap((use) => (use.parents.at(-1) === list ? [use.name] : [])));
  return new Set([...names].filter((name) => !listed.has(name)));
}

function namesOf(file: SourceFile, kind: string, role: PlacedName["role"]): PlacedName[] {
  return file.model.names.filter((name) => name.role === role && name.kinds.includes(kind));
}
