/** Load balancing with LVS as a configuration describes it: virtual servers, their real servers and checkers; and BFD sessions. */
import type { Span } from "../text/span.ts";
import type { Located, PlacedAddress } from "./file-model.ts";

export interface LvsModel {
  readonly virtualServers: readonly VirtualServer[];
  readonly groups: readonly VirtualServerGroup[];
  readonly bfdSessions: readonly BfdSession[];
  /** False where a virtual server is left out because its first line can not be read. */
  readonly complete: boolean;
}

/** Fields are absent where the file does not set them; a template's value makes the field absent and its name part of `unknown`. */
export interface VirtualServer {
  /** The whole block. */
  readonly span: Span;
  /** The block's first line. */
  readonly head: Span;
  readonly service: Service;
  /** In capitals. */
  readonly protocol?: Located<string>;
  /** In order: the last one counts, and a flag below belongs to the one above it. */
  readonly schedulers: readonly Located<string>[];
  /** All lines that set the forwarding method, in order: a real server takes the last one above it. */
  readonly methods: readonly ForwardingMethod[];
  /** Lines that belong to a scheduler, and `ops`. */
  readonly flags: readonly Located<string>[];
  readonly familyLine?: Located<4 | 6>;
  readonly quorum?: Located<number>;
  readonly hysteresis?: Located<number>;
  readonly weight?: Located<number>;
  readonly persistence?: Span;
  /** Seconds, where they are written. */
  readonly persistenceTimeout?: Located<number>;
  readonly granularity?: Located<string>;
  readonly inhibit: boolean;
  readonly haSuspend?: Span;
  /** The last one counts. */
  readonly sorryServers: readonly SorryServer[];
  /** Lines that are about the sorry server above them. */
  readonly sorrySettings: readonly SorrySetting[];
  readonly realServers: readonly RealServer[];
  /** Keywords that are written with a value only a template engine knows. */
  readonly unknown: ReadonlySet<string>;
}

/** How packets are chosen: by address and port, by the mark of a firewall, by a list of these. */
export type Service =
  | (Endpoint & { readonly kind: "address" })
  | { readonly kind: "fwmark"; readonly mark: number; readonly span: Span }
  | { readonly kind: "group"; readonly name: string; readonly span: Span };

/** An address and a port. */
export interface Endpoint {
  /** In canonical text. */
  readonly address: string;
  readonly family: 4 | 6;
  /** 0 where none is written. */
  readonly port: number;
  readonly portSpan?: Span;
  /** Address and port. */
  readonly span: Span;
}

export interface VirtualServerGroup {
  readonly name: Located<string>;
  readonly entries: readonly GroupEntry[];
  /** All lines could be read. */
  readonly readable: boolean;
}

export type GroupEntry =
  | (Endpoint & { readonly kind: "address" })
  | { readonly kind: "fwmark"; readonly family?: 4 | 6; readonly span: Span };

/** `NAT`, `DR` or `TUN`, with the options of a tunnel. */
export interface ForwardingMethod extends Located<string> {
  readonly options: readonly Located<string>[];
}

export interface RealServer extends Endpoint {
  /** The whole block. */
  readonly block: Span;
  /** The block's first line. */
  readonly head: Span;
  readonly method?: ForwardingMethod;
  readonly weight?: Located<number>;
  readonly inhibit?: Located<boolean>;
  readonly lowerThreshold?: Located<number>;
  readonly upperThreshold?: Located<number>;
  readonly checks: readonly Check[];
  /** As with a virtual server. */
  readonly unknown: ReadonlySet<string>;
}

/** Where connections go that no real server can take. */
export interface SorryServer extends Endpoint {
  /** The whole line. */
  readonly line: Span;
}

export interface SorrySetting {
  readonly keyword: string;
  readonly method?: ForwardingMethod;
  /** The whole line. */
  readonly span: Span;
}

/** A checker of a real server. */
export interface Check {
  /** `TCP_CHECK`, `HTTP_GET`, … */
  readonly kind: string;
  readonly head: Span;
  /** `connect_ip` and `bindto`, in order. */
  readonly addresses: readonly CheckAddress[];
  readonly connectPort?: Located<number>;
  readonly bindInterface?: Located<string>;
  readonly shortestReply?: Located<number>;
  readonly longestReply?: Located<number>;
  /** As with a virtual server. */
  readonly unknown: ReadonlySet<string>;
}

export interface CheckAddress extends PlacedAddress {
  readonly keyword: "connect_ip" | "bindto";
}

export interface BfdSession {
  readonly name: Located<string>;
  readonly neighbor?: PlacedAddress;
  readonly source?: PlacedAddress;
  readonly ttl?: Located<number>;
  readonly maxHops?: Located<number>;
  /** Lines that name who may use it; without one everybody may. */
  readonly users: readonly Located<string>[];
  /** As with a virtual server. */
  readonly unknown: ReadonlySet<string>;
}
