/** Reads a line of `virtual_ipaddress`, `virtual_ipaddress_excluded` or `static_ipaddress`. */
import type { CheckedTree } from "../../../catalogue/check.ts";
import { parseNetwork } from "../../../model/address.ts";
import type { AddressEntry } from "../../../model/entries.ts";
import type { Directive } from "../../../syntax/tree.ts";
import { located } from "../fields.ts";
import { parseEntry } from "./entry-parser.ts";
import { lastValue, optioned } from "./options.ts";

/** `undefined` where the line does not begin with an address. */
export function readAddress(checked: CheckedTree, line: Directive): AddressEntry | undefined {
  const parts = parseEntry(checked, line);
  const subject = located(parts?.subjects[0]);
  const network = subject === undefined ? undefined : parseNetwork(subject.value);
  if (parts === undefined || subject === undefined || network === undefined) return undefined;
  const entry = optioned(parts);
  const { options } = entry;
  return {
    options: entry.options,
    readable: entry.readable,
    address: network.address.text,
    family: network.address.family,
    prefix: network.prefix,
    device: lastValue(options, "dev")?.value,
    label: lastValue(options, "label"),
    scope: lastValue(options, "scope"),
    broadcast: lastValue(options, "brd", "broadcast"),
    peer: lastValue(options, "peer"),
    span: subject.span,
  };
}
