/** Advertisements, and which of them an instance takes: what it does not take is as if it had not come (vrrp.c, vrrp_check_packet). */
import type { SentAuthentication } from "../model/vrrp-effective.ts";
import type { Instance } from "./vrrp-node.ts";

export interface Advert {
  /** The sending node. */
  readonly node: string;
  readonly source: string;
  readonly multicast: boolean;
  readonly version: 2 | 3;
  readonly virtualRouterId: number;
  /** 0: the sender gives up. */
  readonly priority: number;
  readonly interval: number;
  readonly authentication: SentAuthentication;
  readonly addresses: readonly string[];
}

/** Releases in which another list of addresses is only logged. */
function takesOtherAddresses(release: string): boolean {
  return release !== "2.2";
}

/** Why an advertisement is thrown away; `undefined`: it is taken. */
export function objection(
  advert: Advert,
  to: Instance,
  release: string,
  checksAddresses: boolean,
): "version" | "authentication" | "interval" | "addresses" | "source" | undefined {
  if (advert.version !== to.version) return "version";
  if (to.version === 2) {
    const { type, password } = to.authentication;
    if (advert.authentication.type !== type) return "authentication";
    if (type !== "none" && advert.authentication.password !== password) return "authentication";
    if (advert.interval !== to.advertInterval) return "interval";
  }
  if (checksAddresses && !takesOtherAddresses(release)) {
    if (advert.addresses.length !== to.addresses.length) return "addresses";
    if (!to.addresses.every((address) => advert.addresses.includes(address))) return "addresses";
  }
  const { transport } = to;
  if (transport.kind === "unicast" && transport.checksSource && !transport.peers.includes(advert.source))
    return "source";
  return undefined;
}
