/** An `if` that compares the variable of a `map` or a `geo` with a value that no line of it gives. */
import { inBrackets } from "../../dialects/nginx/condition.ts";
import { spanIn } from "../../dialects/nginx/text.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { called } from "./blocks.ts";
import { readMapped } from "./mapped.ts";
import { hasModules, isComplete, namesOf, nginxRule, type UnitName } from "./nginx-rule.ts";

export const neverMappedValue = nginxRule({
  name: "never-mapped-value",
  code: "NG314",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    // A module (Lua, njs) may give the variable any value.
    if (file.tree.templated || !isComplete(subject) || hasModules(unit)) return;
    for (const { directive } of called(subject, "if")) {
      if (directive.words.some((word) => word.unknown !== undefined)) continue;
      const [subjectPart, operator, compared, ...others] = inBrackets(directive.words.slice(1));
      if (compared === undefined || others.length > 0 || !/^!?=$/.test(operator?.value ?? "")) continue;
      const variable = /^\$\{?(\w+)\}?$/.exec(subjectPart?.value ?? "")?.[1];
      if (variable === undefined || compared.value.includes("$")) continue;
      const map = onlyMap(unit, variable.toLowerCase());
      if (map === undefined) continue;
      const { values, hasDefault } = readMapped(map.name.directive);
      const isEmptyPossible = !hasDefault && compared.value === "";
      if (values === undefined || values.has(compared.value) || isEmptyPossible) continue;
      const message = operator?.value === "=" ? "never" : "always";
      const { word, value, from } = compared;
      report(
        { file, span: word.quoted ? word : spanIn(word, file.text, from, from + value.length) },
        hasDefault ? message : `${message}-empty`,
        {
          params: {
            variable: `$${variable}`,
            value: value === "" ? '""' : value,
            kind: map.name.directive.words[0].value,
          },
          related: [{ place: { file: map.file, span: map.name.span }, message: { id: "map" } }],
        },
      );
    }
  },
});

/** The `map` or `geo` of a variable that nothing else sets. */
function onlyMap(unit: Unit, variable: string): UnitName | undefined {
  const [only, ...others] = definitionsByName(unit).get(variable) ?? [];
  const keyword = only?.name.directive.words[0].value;
  return others.length === 0 && (keyword === "map" || keyword === "geo") ? only : undefined;
}

const definitionsByName = remembered((unit: Unit) => {
  const found = new Map<string, UnitName[]>();
  for (const one of namesOf({ unit }, "variable", "definition")) {
    const same = found.get(one.name.name);
    if (same === undefined) found.set(one.name.name, [one]);
    else same.push(one);
  }
  return found;
});
