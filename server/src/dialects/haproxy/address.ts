/**
 * Addresses as HAProxy writes them: `[family@]host[:port]`, where the port may be a range or an offset (tools.c,
 * str2sa_range). Whether a name resolves is the host's business and not looked at.
 */
import { parseAddress as parseIp } from "../../model/address.ts";

export interface Address {
  readonly family: string;
  /** Host, path or descriptor; empty or `*` for every address. */
  readonly host: string;
  /** As written behind the last colon; empty where there is none. */
  readonly port: string;
  /** First and last port, where they are written as numbers. */
  readonly ports?: readonly [number, number];
  /** A local socket, a descriptor or another address without port. */
  readonly local: boolean;
  readonly datagram: boolean;
  readonly quic: boolean;
}

/** What an address is for decides what it may be. */
export interface AddressUse {
  readonly port: "needed" | "allowed";
  readonly range: boolean;
  readonly offset: boolean;
  readonly datagram: boolean;
  readonly descriptor: boolean;
  /** It may be a name that nothing resolves: servers start without an address where `init-addr` says so. */
  readonly unresolved: boolean;
}

const plain: AddressUse = {
  port: "allowed",
  range: false,
  offset: false,
  datagram: false,
  descriptor: false,
  unresolved: false,
};

export const addressUses: Readonly<Record<string, AddressUse>> = {
  bind: { ...plain, port: "needed", range: true, descriptor: true },
  "dgram-bind": { ...plain, port: "needed", range: true, datagram: true, descriptor: true },
  server: { ...plain, offset: true, unresolved: true },
  "any-server": { ...plain, offset: true, datagram: true, unresolved: true },
  peer: { ...plain, port: "needed" },
  "old-peer": { ...plain, offset: true },
  mailer: { ...plain, port: "needed" },
  socks: { ...plain, port: "needed" },
  log: { ...plain, datagram: true, descriptor: true },
  nameserver: { ...plain, port: "needed", datagram: true },
  dispatch: { ...plain, port: "needed" },
  "source-range": { ...plain, range: true },
  source: plain,
  check: plain,
  /** Of `log-forward`: 2.6 goes on without a port. */
  "log-bind": { ...plain, range: true, descriptor: true },
};

const prefixes = /^(?:(?:stream|dgram|quic)\+)?(?:[a-z0-9]+@)?/;
const localFamilies = new Set(["unix", "uxst", "uxdg", "abns", "abnsz", "fd", "sockpair", "rhttp", "rev"]);
const datagramFamilies = new Set(["udp", "udp4", "udp6", "uxdg"]);

/** Text that the daemon fills in from its environment when it reads the address. */
function hasVariable(text: string): boolean {
  return text.includes("$");
}

export function parseAddress(text: string): Address {
  const prefix = /[@+]/.test(text) ? (prefixes.exec(text)?.[0] ?? "") : "";
  const rest = text.slice(prefix.length);
  const named = prefix === "" ? undefined : /([a-z0-9]+)@$/.exec(prefix)?.[1];
  const family = named ?? (rest.startsWith("/") ? "unix" : "ip");
  const quic = family.startsWith("quic") || prefix.startsWith("quic+");
  const datagram = (datagramFamilies.has(family) || prefix.startsWith("dgram+")) && !quic;
  if (localFamilies.has(family)) return { family, host: rest, port: "", local: true, datagram, quic };
  const colon = Math.max(rest.lastIndexOf(":"), rest.lastIndexOf("]"));
  const hasPort = rest[colon] === ":";
  const port = hasPort ? rest.slice(colon + 1) : "";
  const host = hasPort ? rest.slice(0, colon) : rest;
  const bare = host.startsWith("[") ? host.replace(/^\[(.*)\]$/, "$1") : host;
  const ports = portsOf(port);
  if (ports === undefined) return { family, host: bare, port, local: false, datagram, quic };
  return { family, host: bare, port, ports, local: false, datagram, quic };
}

function portsOf(port: string): readonly [number, number] | undefined {
  const numbers = port === "" ? null : /^(\d+)(?:-(\d+))?/.exec(port);
  return numbers === null ? undefined : [Number(numbers[1]), Number(numbers[2] ?? numbers[1])];
}

/** An address in the one spelling of all that mean the same: `*:80`, `:80` and `0.0.0.0:80` are one. */
export function canonicalAddress(text: string, use: string): string {
  if (hasVariable(text)) return text;
  const { family, host, port, local } = parseAddress(text);
  if (local || (host === "" && port === "")) return text;
  const prefix = prefixes.exec(text)?.[0] ?? "";
  const every = host === "" || host === "*" || (host === "0.0.0.0" && (family === "ip" || family === "ipv4"));
  const usual = use === "log" ? "514" : "";
  return `${prefix === "ipv4@" ? "" : prefix}${every ? "*" : host.toLowerCase()}:${port || usual}`;
}

/** Why the daemon refuses the address, as a message id; `undefined` where it does not or where only the host can tell. */
export function addressProblem(text: string, use: AddressUse, target: string): string | undefined {
  if (hasVariable(text)) return defaultProblem(text, use, target);
  const address = parseAddress(text);
  if (address.datagram && !use.datagram) return "datagram-address";
  // 2.6 takes `quic+` for a part of a name; 3.2 speaks QUIC with clients only.
  if (use.unresolved ? address.quic && target === "3.2" : text.startsWith("quic+") && target === "2.6")
    return "quic-address";
  if (address.local) return descriptorProblem(address, use);
  const { port, ports } = address;
  if (!use.unresolved && !mayBeHost(address)) return "bad-host";
  if (port === "") return use.port === "needed" ? "missing-port" : undefined;
  // 2.6 does not look at what stands behind the digits.
  if (target !== "2.6" && /[^\d-]/.test(port.replace(/^[+-]/, ""))) return "bad-port";
  if (port.startsWith("+") || port.startsWith("-")) return use.offset ? undefined : "port-offset";
  if (ports === undefined) return "bad-port";
  if (port.includes("-") && !use.range) return "port-range";
  const least = use.port === "needed" ? 1 : 0;
  if (ports.some((number) => number < least || number > 65535) || /-(?!\d)/.test(port))
    return "port-out-of-range";
  return ports[0] > ports[1] ? "port-range-order" : undefined;
}

/** `*:${PORT-80}` without quotes: a variable is put in, and the default stays as it stands. 2.6 passes over it behind digits. */
function defaultProblem(text: string, use: AddressUse, target: string): string | undefined {
  const colon = /^[^$/@]*:\$\{\w+(:?)-[^}]*\}/.exec(text)?.[1];
  if (colon === undefined || (target === "2.6" && (colon === "" || use.offset))) return undefined;
  return "unquoted-default";
}

function descriptorProblem({ family, host }: Address, use: AddressUse): string | undefined {
  if (family === "fd" && !use.descriptor) return "descriptor-address";
  if (family !== "fd" && family !== "sockpair") return undefined;
  return /^\d+$/.test(host) ? undefined : "bad-descriptor";
}

/** An address of the family, or what may be a name: of letters, digits and what stands between them. */
function mayBeHost({ family, host }: Address): boolean {
  if (host === "" || host === "*") return true;
  const version = /[46]$/.exec(family)?.[0];
  const numeric = parseIp(host.replace(/%.*/, ""));
  if (numeric !== undefined) return version === undefined || numeric.family === Number(version);
  return /^[^\s@:[\]+/!"'(),;=?{}|\\^`~<>%&]+$/.test(host);
}
