/** Reads a line of `virtual_rules` or `static_rules`. */
import type { CheckedTree } from "../../../catalogue/check.ts";
import type { EntryOption, RuleAction, RuleEntry } from "../../../model/entries.ts";
import { type Directive, headSpan } from "../../../syntax/tree.ts";
import { parseEntry } from "./entry-parser.ts";
import { familyOf, integerOf, lastValue, optioned } from "./options.ts";

export function readRule(checked: CheckedTree, line: Directive): RuleEntry | undefined {
  const parts = parseEntry(checked, line);
  if (parts === undefined) return undefined;
  const entry = optioned(parts);
  const { options } = entry;
  const from = lastValue(options, "from");
  const to = lastValue(options, "to");
  const named = options.find((option) => option.name === "inet" || option.name === "inet6");
  const family = named === undefined ? familyOf([from, to]) : named.name === "inet" ? 4 : 6;
  return {
    options: entry.options,
    readable: entry.readable,
    family,
    from,
    to,
    preference: integerOf(lastValue(options, "preference", "order", "priority")),
    actions: options.flatMap((option) => actionOf(option) ?? []),
    span: headSpan(line),
  };
}

const actions: Readonly<Record<string, RuleAction["kind"]>> = {
  table: "table",
  lookup: "table",
  goto: "goto",
  nop: "nop",
  l3mdev: "l3mdev",
  type: "answer",
  blackhole: "answer",
  unreachable: "answer",
  prohibit: "answer",
};

function actionOf({ name, values, span }: EntryOption): RuleAction | undefined {
  const kind = actions[name];
  return kind === undefined ? undefined : { kind, value: values.at(-1)?.value ?? name, span };
}
