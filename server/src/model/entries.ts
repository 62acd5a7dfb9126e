/** The entries of list blocks, read: an address, a route, a rule, a tracker, a peer, each with the options behind it. */
import type { Span } from "../text/span.ts";
import type { Located, PlacedAddress } from "./file-model.ts";

/** A keyword of an entry with the values behind it. */
export interface EntryOption {
  readonly name: string;
  /** The keyword and its values. */
  readonly span: Span;
  readonly keyword: Span;
  /** Values that a template decides are left out, and the entry is not `readable`. */
  readonly values: readonly Located<string>[];
}

/** What every entry has. */
export interface OptionedEntry {
  /** In the order they are written; one that is given twice is there twice. */
  readonly options: readonly EntryOption[];
  /** All words have a known value and the entry's form has a place for each of them. */
  readonly readable: boolean;
}

/** An address of `virtual_ipaddress`, `virtual_ipaddress_excluded` or `static_ipaddress`. */
export interface AddressEntry extends OptionedEntry {
  /** The address alone, in canonical text (IPv4 dotted, IPv6 lower case compressed). */
  readonly address: string;
  readonly family: 4 | 6;
  /** Prefix length in bits; absent where none is written. */
  readonly prefix: number | undefined;
  readonly device: string | undefined;
  readonly label: Located<string> | undefined;
  readonly scope: Located<string> | undefined;
  /** `+`, `-` or an address. */
  readonly broadcast: Located<string> | undefined;
  readonly peer: Located<string> | undefined;
  /** The address with its prefix, as written. */
  readonly span: Span;
}

/** A line of `unicast_peer`. */
export interface PeerEntry extends OptionedEntry, PlacedAddress {
  readonly minTtl: Located<number> | undefined;
  readonly maxTtl: Located<number> | undefined;
}

/** A line of `virtual_routes` or `static_routes`. */
export interface RouteEntry extends OptionedEntry {
  /** `default`, or a network as written. Of two the later one counts. */
  readonly destination: Located<string> | undefined;
  /** Of the first address that says it. */
  readonly family: 4 | 6 | undefined;
  /** `blackhole`, `unreachable`, … */
  readonly type: Located<string> | undefined;
  readonly via: Located<string> | undefined;
  readonly device: Located<string> | undefined;
  readonly table: Located<string> | undefined;
  readonly metric: Located<number> | undefined;
  readonly nexthops: readonly NexthopEntry[];
  /** The whole line. */
  readonly span: Span;
}

/** One `nexthop` of a route with several. */
export interface NexthopEntry {
  readonly via: Located<string> | undefined;
  readonly device: Located<string> | undefined;
  readonly weight: Located<number> | undefined;
  readonly options: readonly EntryOption[];
  readonly span: Span;
}

/** A line of `virtual_rules` or `static_rules`. */
export interface RuleEntry extends OptionedEntry {
  readonly family: 4 | 6 | undefined;
  readonly from: Located<string> | undefined;
  readonly to: Located<string> | undefined;
  readonly preference: Located<number> | undefined;
  /** The daemon takes one; none is an error too. */
  readonly actions: readonly RuleAction[];
  /** The whole line. */
  readonly span: Span;
}

/** What happens to a packet that a rule fits: a table is looked in, a later rule goes on, an answer is given. */
export interface RuleAction extends Located<string> {
  readonly kind: "table" | "goto" | "nop" | "l3mdev" | "answer";
}

/** An entry of a `track_…` block. */
export interface TrackEntry extends OptionedEntry {
  readonly name: Located<string>;
  /** Weight given at the place of use; absent: that of the definition. */
  readonly weight: Located<number> | undefined;
  readonly reverse: boolean;
}

/** The last option of that name: the one that counts. */
export function optionOf({ options }: Pick<OptionedEntry, "options">, name: string): EntryOption | undefined {
  return options.findLast((option) => option.name === name);
}
