/**
 * Addresses with ports: where nginx listens (`listen`), what an upstream is made of (`server`), where requests are
 * passed to. Whether a name resolves is the host's business.
 */
import {
  type NameUse,
  type ValueProblem,
  type ValueReading,
  type ValueType,
  wordType,
} from "../../catalogue/value-type.ts";
import { parseAddress } from "../../model/address.ts";
import type { Word } from "../../syntax/tree.ts";
import { readText, references, spanIn, text } from "./text.ts";

export interface Endpoint {
  /** Host or address without brackets; `*` for every address; a path for a socket. */
  readonly host: string;
  readonly socket: boolean;
  /** First and last port; absent where none is written. */
  readonly ports?: readonly [number, number];
  /** What stands where a port should, if that is none. */
  readonly badPort?: string;
}

/** Reads `host:port`, `[address]:port`, `unix:path`, `*:port`; with `listening` also a port alone and a range of ports. */
export function parseEndpoint(text: string, listening: boolean): Endpoint {
  if (/^unix:/i.test(text)) return { host: text.slice(5).replace(/:.*$/s, ""), socket: true };
  const end = text.search(/[/?]/);
  const authority = end < 0 ? text : text.slice(0, end);
  const bracket = /^\[([^\]]*)\](?::(.*))?$/s.exec(authority);
  if (bracket !== null) return withPort(bracket[1] ?? "", bracket[2], listening);
  const colon = authority.indexOf(":");
  if (colon >= 0) return withPort(authority.slice(0, colon) || "*", authority.slice(colon + 1), listening);
  if (listening && /^\d+(?:-\d+)?$/.test(authority)) return withPort("*", authority, true);
  return { host: authority, socket: false };
}

function withPort(host: string, port: string | undefined, listening: boolean): Endpoint {
  if (port === undefined) return { host, socket: false };
  const match = (listening ? /^(\d+)(?:-(\d+))?$/ : /^(\d+)$/).exec(port);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  const ok = match !== null && first >= 1 && last <= 65535 && first <= last;
  return ok ? { host, socket: false, ports: [first, last] } : { host, socket: false, badPort: port };
}

/** `<listen>`; without a port nginx takes 80 in http, and in mail and stream whatever port is free. */
export const listenAddress: ValueType = {
  read(words, index) {
    const word = words[index];
    if (word === undefined) return undefined;
    const endpoint = parseEndpoint(word.value, true);
    if (endpoint.badPort !== undefined) return { used: 1, problem: badPort(endpoint.badPort) };
    return isNoHost(word.value, endpoint) ? { used: 1, problem: badHost(word.value) } : { used: 1 };
  },
  canonical: (value) => spell(value, parseEndpoint(value, true)),
};

/** `<peer>`: a server of an upstream; `<peer port>` where a port must be written (stream). */
export const endpoint: ValueType = {
  read(words, index, form) {
    const word = words[index];
    if (word === undefined) return undefined;
    // The port of a service comes from the name server.
    const service = words.some((other, i) => i > index && other.value.startsWith("service="));
    const problem = schemeProblem(word) ?? peerProblem(word.value, form.param === "port" && !service);
    return problem === undefined ? { used: 1 } : { used: 1, problem };
  },
  canonical: (value) => spell(value, parseEndpoint(value, false)),
};

/** The address of `fastcgi_pass` and the like: the name of an upstream, or `host:port`; the parameter names schemes that may stand before it. */
export const passAddress: ValueType = {
  read(words, index, { param }, source) {
    const word = words[index];
    if (word === undefined) return undefined;
    if (word.value.includes("$")) return variables(word, source);
    const [scheme = ""] = /^\w+:\/\//.exec(word.value) ?? [];
    const from = param.split(",").includes(scheme.toLowerCase().slice(0, -3)) ? scheme.length : 0;
    const rest = word.value.slice(from);
    const found = parseEndpoint(rest, false);
    if (isNoHost(rest, found)) return { used: 1, problem: badHost(rest) };
    const bare =
      parseAddress(found.host) !== undefined && found.ports === undefined && found.badPort === undefined;
    return bare ? { used: 1, problem: noPort(rest) } : destination(word, source, from);
  },
};

/** The address of `proxy_pass` in http. */
export const passUrl: ValueType = {
  read(words, index, _form, source) {
    const word = words[index];
    if (word === undefined) return undefined;
    const from = /^https?:\/\//i.exec(word.value)?.[0].length ?? 0;
    if (word.value.includes("$")) return variables(word, source, from);
    if (from === 0)
      return {
        used: 1,
        problem: { kind: "invalid-value", message: "no-scheme", params: { value: word.value } },
      };
    return destination(word, source, from);
  },
  samples: ["http://", "https://"],
};

/** A name server, or where log lines go. */
export const resolverAddress: ValueType = wordType((value) => hostProblem(value));

export function hostProblem(value: string): ValueProblem | undefined {
  const found = parseEndpoint(value, false);
  if (found.badPort !== undefined) return badPort(found.badPort);
  return isNoHost(value, found) ? badHost(value) : undefined;
}

/** The address connections are made from: an IP address, with a port perhaps; with `bracketed` also one in brackets without. */
export const bindAddress: ValueType = {
  read(words, index, form, source) {
    const word = words[index];
    if (word === undefined) return undefined;
    if (word.value.includes("$")) return text.read(words, index, form, source);
    const lone = form.param === "bracketed" ? word.value.replace(/^\[(.*)\]$/s, "$1") : word.value;
    if (parseAddress(lone) !== undefined) return { used: 1 };
    const found = parseEndpoint(word.value, false);
    const ok = !found.socket && found.ports !== undefined && parseAddress(found.host) !== undefined;
    return ok
      ? { used: 1 }
      : {
          used: 1,
          problem: { kind: "invalid-value", message: "not-an-address", params: { value: word.value } },
        };
  },
};

/** In the one spelling of all that mean the same: `80`, `*:80` and `0.0.0.0:80` are one, and so is a host without a port. */
function spell(value: string, { host, socket, ports = [80, 80] }: Endpoint): string {
  if (socket || value.includes("$")) return value;
  const address = host === "0.0.0.0" ? "*" : (parseAddress(host)?.text ?? host.toLowerCase());
  return `${address}:${[...new Set(ports)].join("-")}`;
}

function variables(word: Word, source: string, from = 0): ValueReading {
  const reading = readText(word, source);
  const host = from > 0 ? /^[^$/?:]+(?=\/)/.exec(word.value.slice(from))?.[0] : undefined;
  const names = [
    ...references(reading),
    ...(host === undefined ? [] : upstreamNames(word, source, from, host)),
  ];
  return reading.problem === undefined ? { used: 1, names } : { used: 1, names, problem: reading.problem };
}

function destination(word: Word, source: string, from: number): ValueReading {
  const rest = word.value.slice(from);
  const found = parseEndpoint(rest, false);
  if (found.host === "" || rest.startsWith(":")) return { used: 1, problem: badHost(rest) };
  if (found.badPort !== undefined) return { used: 1, problem: badPort(found.badPort) };
  if (found.socket || found.ports !== undefined) return { used: 1 };
  return { used: 1, names: upstreamNames(word, source, from, found.host) };
}

/** A host without a port may be the name of an upstream, whatever it looks like; an address can not. */
function upstreamNames(word: Word, source: string, from: number, host: string): NameUse[] {
  if (parseAddress(host) !== undefined) return [];
  const span = spanIn(word, source, from, from + host.length);
  return [{ role: "reference", kinds: ["upstream"], name: host, span }];
}

function schemeProblem(word: Word): ValueProblem | undefined {
  const scheme = /^[a-z]+:\/\//i.exec(word.value)?.[0];
  if (scheme === undefined) return undefined;
  const replacement = word.value.slice(scheme.length);
  return {
    kind: "invalid-value",
    message: "scheme-in-address",
    params: { value: scheme, near: replacement },
    replacement,
  };
}

function peerProblem(text: string, needsPort: boolean): ValueProblem | undefined {
  const problem = hostProblem(text);
  if (problem !== undefined) return problem;
  const found = parseEndpoint(text, false);
  return needsPort && !found.socket && found.ports === undefined ? noPort(text) : undefined;
}

/** A path has no place behind a host here, and the host must not be empty. */
function isNoHost(text: string, { host, socket }: Endpoint): boolean {
  const badBrackets = text.startsWith("[") && parseAddress(host)?.family !== 6;
  return host === "" || text.startsWith(":") || badBrackets || (!socket && /[/?]/.test(text));
}

function badHost(text: string): ValueProblem {
  return { kind: "invalid-value", message: "not-a-host", params: { value: text } };
}

function noPort(text: string): ValueProblem {
  return { kind: "invalid-value", message: "no-port", params: { value: text } };
}

function badPort(port: string): ValueProblem {
  return { kind: "invalid-value", message: "not-a-port", params: { value: port } };
}
