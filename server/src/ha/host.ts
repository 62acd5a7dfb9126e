/** The machine a keepalived runs on, as far as VRRP depends on it: interfaces, addresses, what its checks would find. */
import { isLinkLocal } from "../model/address.ts";

export interface HostInterface {
  readonly name: string;
  /** Interfaces of one segment hear each other. */
  readonly segment: string;
  /** Its own addresses; a prefix length may stand behind a slash. */
  readonly addresses: readonly string[];
}

export interface HostDescription {
  readonly name: string;
  readonly interfaces: readonly HostInterface[];
}

export interface Link {
  readonly name: string;
  readonly segment: string;
  readonly addresses: Set<string>;
  /** There is a carrier and the interface is switched on. */
  up: boolean;
  /** Connected to its segment. */
  plugged: boolean;
  /** Nobody hears what VRRP sends on it; what comes for VRRP is lost. */
  mute: boolean;
  deaf: boolean;
}

export type ScriptOutcome = "succeeds" | "fails" | "hangs";

export class Host {
  readonly name: string;
  readonly links: ReadonlyMap<string, Link>;
  /** Addresses that are the host's own, whatever VRRP does. */
  readonly own: ReadonlySet<string>;
  /** Virtual addresses that are on one of its interfaces. */
  readonly held = new Set<string>();
  readonly scripts = new Map<string, ScriptOutcome>();
  /** Numbers in tracked files, by path or by name of the check. */
  readonly files = new Map<string, number>();
  /** Processes and BFD sessions that are not there, by kind and name. */
  readonly missing = new Set<string>();
  /** Prefix lengths of its own addresses, where they are known. */
  readonly prefixes = new Map<string, number>();

  constructor({ name, interfaces }: HostDescription) {
    this.name = name;
    this.links = new Map(
      interfaces.map((one) => [
        one.name,
        {
          name: one.name,
          segment: one.segment,
          addresses: new Set(one.addresses.map((address) => this.#note(address))),
          up: true,
          plugged: true,
          mute: false,
          deaf: false,
        },
      ]),
    );
    this.own = new Set([...this.links.values()].flatMap(({ addresses }) => [...addresses]));
  }

  /** The address alone. */
  #note(written: string): string {
    const [address = "", prefix] = written.split("/");
    if (prefix !== undefined) this.prefixes.set(address, Number(prefix));
    return address;
  }

  /** The address that is sent from on an interface where none is configured: IPv6 sends from the link-local one. */
  addressOn(link: string, family: 4 | 6): string | undefined {
    const addresses = [...(this.links.get(link)?.addresses ?? [])];
    if (family === 4) return addresses.find((address) => !address.includes(":"));
    return addresses.find(isLinkLocal);
  }
}
