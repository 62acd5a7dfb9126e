/** Reads a line of `unicast_peer`. */
import type { CheckedTree } from "../../../catalogue/check.ts";
import { parseAddress } from "../../../model/address.ts";
import type { PeerEntry } from "../../../model/entries.ts";
import type { Directive } from "../../../syntax/tree.ts";
import { parseEntry } from "./entry-parser.ts";
import { defined, lastValue, numberOf, optioned, toLocated } from "./options.ts";

/** `undefined` where the line does not begin with an address. The daemon cuts a mask or a range off. */
export function readPeer(checked: CheckedTree, line: Directive): PeerEntry | undefined {
  const parts = parseEntry(checked, line);
  const subject = toLocated(parts?.subjects[0]);
  const address = subject === undefined ? undefined : parseAddress(subject.value.replace(/[-/].*$/s, ""));
  if (parts === undefined || subject === undefined || address === undefined) return undefined;
  const entry = optioned(parts);
  return {
    ...entry,
    value: address.text,
    family: address.family,
    ...defined({
      minTtl: numberOf(lastValue(entry.options, "min_ttl")),
      maxTtl: numberOf(lastValue(entry.options, "max_ttl")),
    }),
    span: subject.span,
  };
}
