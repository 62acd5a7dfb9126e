/** Reads a line of `virtual_routes` or `static_routes`. */
import type { CheckedTree } from "../../../catalogue/check.ts";
import type { NexthopEntry, RouteEntry } from "../../../model/entries.ts";
import { type Directive, headSpan } from "../../../syntax/tree.ts";
import { located } from "../fields.ts";
import { type NexthopParts, parseEntry } from "./entry-parser.ts";
import { familyOf, integerOf, lastValue, optioned, toOption } from "./options.ts";

export function readRoute(checked: CheckedTree, line: Directive): RouteEntry | undefined {
  const parts = parseEntry(checked, line);
  if (parts === undefined) return undefined;
  const entry = optioned(parts);
  const { options } = entry;
  const destinations = [
    ...parts.subjects.flatMap((word) => located(word) ?? []),
    ...options.flatMap((option) =>
      option.name === "to" || routeTypes.has(option.name) ? option.values : [],
    ),
  ].sort((a, b) => a.span.start - b.span.start);
  const nexthops = parts.nexthops.map(readNexthop);
  const destination = destinations.at(-1);
  const via = lastValue(options, "via", "gw");
  const type = options.findLast((option) => routeTypes.has(option.name));
  return {
    options: entry.options,
    readable: entry.readable,
    destination,
    family: familyOf([destination, via, lastValue(options, "src"), ...nexthops.map((n) => n.via)]),
    type: type && { value: type.name, span: type.keyword },
    via,
    device: lastValue(options, "dev", "oif"),
    table: lastValue(options, "table"),
    metric: integerOf(lastValue(options, "metric", "priority", "preference")),
    nexthops,
    span: headSpan(line),
  };
}

const routeTypes: ReadonlySet<string> = new Set([
  "unicast",
  "local",
  "broadcast",
  "multicast",
  "throw",
  "unreachable",
  "prohibit",
  "blackhole",
  "nat",
]);

function readNexthop({ keyword, options: parts }: NexthopParts): NexthopEntry {
  const options = parts.map(toOption);
  return {
    options,
    via: lastValue(options, "via"),
    device: lastValue(options, "dev", "oif"),
    weight: integerOf(lastValue(options, "weight")),
    span: { start: keyword.start, end: options.at(-1)?.span.end ?? keyword.end },
  };
}
