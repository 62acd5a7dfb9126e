/** A log format, a shared memory zone or a line of a `map` whose name is taken: nginx refuses the second. */
import { type Directive, walk } from "../../syntax/tree.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Report } from "../rule.ts";
import { familyOf, namesOf, nginxRule, type UnitName } from "./nginx-rule.ts";

const zones = ["limit-req-zone", "limit-conn-zone", "cache-zone"];

export const duplicateName = nginxRule({
  name: "duplicate-name",
  code: "NG219",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    if (unit.files.some((f) => f.tree.templated)) return;
    const formats = namesOf(unit, "log-format", "definition");
    checkNames(formats, (n) => `${familyOf(n.file, n.name.directive)} ${n.name.name}`, "log-format");
    checkNames(
      zones.flatMap((kind) => namesOf(unit, kind, "definition")),
      (n) => n.name.name,
      "zone",
    );
    for (const { file: owner, name } of formats) {
      if (owner === file && name.name === "combined" && familyOf(owner, name.directive) === "http") {
        report({ file, span: name.span }, "built-in", { params: { name: name.name } });
      }
    }
    for (const { node } of walk(file.tree)) {
      if (node.kind === "directive" && file.checked.known.get(node)?.entry.opens === "map")
        checkMap(file, node, report);
    }

    function checkNames(
      names: readonly UnitName[],
      keyOf: (name: UnitName) => string,
      message: string,
    ): void {
      const seen = new Map<string, UnitName>();
      for (const entry of names) {
        const first = seen.get(keyOf(entry));
        if (first === undefined) seen.set(keyOf(entry), entry);
        else if (entry.file === file) {
          report({ file, span: entry.name.span }, message, {
            params: { name: entry.name.name },
            related: [{ place: { file: first.file, span: first.name.span }, message: { id: "first" } }],
          });
        }
      }
    }
  },
});

const specials = new Set(["default", "hostnames", "volatile", "include"]);

/** Keys are compared without regard to case; regular expressions are tried one after the other. */
function checkMap(file: SourceFile, map: Directive, report: Report): void {
  const seen = new Map<string, Directive>();
  for (const line of map.body?.children ?? []) {
    if (line.kind !== "directive" || line.words.length !== 2) continue;
    const [key] = line.words;
    if (key.unknown !== undefined || key.value.startsWith("~") || specials.has(key.value)) continue;
    const first = seen.get(key.value.toLowerCase());
    if (first === undefined) {
      seen.set(key.value.toLowerCase(), line);
      continue;
    }
    report({ file, span: key }, "map-key", {
      params: { name: key.value },
      related: [{ place: { file, span: first.words[0] }, message: { id: "first" } }],
    });
  }
}
