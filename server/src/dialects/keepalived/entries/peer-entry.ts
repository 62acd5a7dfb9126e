/** Reads a line of `unicast_peer`. */
import type { CheckedTree } from "../../../catalogue/check.ts";
import type { PeerEntry } from "../../../model/entries.ts";
import type { Directive } from "../../../syntax/tree.ts";
import { addressOf } from "../fields.ts";
import { parseEntry } from "./entry-parser.ts";
import { integerOf, lastValue, optioned } from "./options.ts";

/** `undefined` where the line does not begin with an address. */
export function readPeer(checked: CheckedTree, line: Directive): PeerEntry | undefined {
  const parts = parseEntry(checked, line);
  const [subject] = parts?.subjects ?? [];
  const address = subject === undefined ? undefined : addressOf(subject);
  if (parts === undefined || address === undefined) return undefined;
  const entry = optioned(parts);
  return {
    options: entry.options,
    readable: entry.readable,
    ...address,
    minTtl: integerOf(lastValue(entry.options, "min_ttl")),
    maxTtl: integerOf(lastValue(entry.options, "max_ttl")),
  };
}
