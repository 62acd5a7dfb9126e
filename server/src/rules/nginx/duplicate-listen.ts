/**
 * A socket named twice: in one server, as the default server of two, or with socket options in two. nginx refuses
 * each of them (ngx_http_add_listen, ngx_http_add_addresses). In mail, and before 1.25.5 in stream, a socket has one
 * server only.
 */
import type { Piece } from "../../catalogue/check.ts";
import type { Span } from "../../text/span.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import { isTemplated } from "../../workspace/units.ts";
import {
  isDefault,
  type Listening,
  mailServersOf,
  optionWord,
  type Server,
  sameSocket,
  serversOf,
  spellSocket,
  streamServersOf,
} from "./listening.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const duplicateListen = nginxRule({
  name: "duplicate-listen",
  code: "NG210",
  severity: "error",
  daemon: "reject",
  check({ file, unit, snapshot }, report) {
    for (const { first, second, span, message, option } of clashes(unit, snapshot)) {
      if (second.statement.file !== file) continue;
      const place = { file: first.statement.file, span: headOf(first.statement.directive) };
      report({ file, span }, message, {
        params: { socket: spellSocket(second), option },
        related: [{ place, message: { id: "first" } }],
      });
    }
  },
});

interface Clash {
  readonly first: Listening;
  readonly second: Listening;
  readonly span: Span;
  readonly message: string;
  readonly option: string;
}

/** Options of the socket itself: only one server may set them. */
const socketOption =
  /^(?:setfib=|fastopen=|backlog=|rcvbuf=|sndbuf=|accept_filter=|deferred$|bind$|ipv6only=|reuseport$|so_keepalive=)/;

/** False for a server of http that shares what it listens on with any other. */
const listensSpecially = remembered(({ node, known: [head, ...known] }: Piece): boolean => {
  if (node.kind !== "directive" || node.words[0].value !== "server") return false;
  const listens = known.flatMap(({ entry, directive }) => (entry.name === "listen" ? [directive] : []));
  return (
    head?.entry.opens !== "server" ||
    listens.length > 1 ||
    known.some(({ entry }) => entry.name === "include") ||
    listens.some(({ words }) => words.some(({ value }) => /^default/.test(value) || socketOption.test(value)))
  );
});

const clashes = remembered((unit: Unit, snapshot: Snapshot) => {
  const mayClash = unit.files.some(({ checked }) => checked.pieces.some(listensSpecially));
  if (isTemplated(unit) || !mayClash) return [];
  const alone = unit.files[0]?.target === "1.22" ? takenIn : clashesIn;
  return [
    ...clashesIn(serversOf(unit, snapshot)),
    ...alone(streamServersOf(unit, snapshot)),
    ...takenIn(mailServersOf(unit, snapshot)),
  ];
});

/** Where servers may share a socket. */
function clashesIn(servers: readonly Server[]): Clash[] {
  const found: Clash[] = [];
  /** Of the servers before, those that are a default or set options: no others can clash. */
  const defaults: Listening[] = [];
  const setters: Listening[] = [];
  for (const { listenings } of servers) {
    for (const [index, second] of listenings.entries()) {
      const clash =
        twice(second, listenings.slice(0, index)) ??
        twoDefaults(second, defaults) ??
        optionsTwice(second, setters);
      if (clash !== undefined) found.push(clash);
    }
    for (const listening of listenings) {
      if (isDefault(listening)) defaults.push(listening);
      if (listening.options.some((option) => socketOption.test(option))) setters.push(listening);
    }
  }
  return found;
}

/** Where each socket has one server. */
function takenIn(servers: readonly Server[]): Clash[] {
  const found: Clash[] = [];
  const taken = new Map<string, Listening[]>();
  for (const { listenings } of servers) {
    for (const second of listenings) {
      const same = taken.get(second.address) ?? [];
      taken.set(second.address, same);
      const first = same.find((listening) => sameSocket(listening, second));
      same.push(second);
      if (first === undefined) continue;
      const message = listenings.includes(first) ? "twice" : "taken";
      found.push({ first, second, span: headOf(second.statement.directive), message, option: "" });
    }
  }
  return found;
}

function twice(second: Listening, before: readonly Listening[]): Clash | undefined {
  const first = before.find((listening) => sameSocket(listening, second));
  const span = headOf(second.statement.directive);
  return first === undefined ? undefined : { first, second, span, message: "twice", option: "" };
}

function twoDefaults(second: Listening, defaults: readonly Listening[]): Clash | undefined {
  if (!isDefault(second)) return undefined;
  const first = defaults.find((listening) => sameSocket(listening, second));
  const word = optionWord(second.statement.directive, (value) => value.startsWith("default"));
  if (first === undefined || word === undefined) return undefined;
  return { first, second, span: word, message: "two-defaults", option: word.value };
}

function optionsTwice(second: Listening, setters: readonly Listening[]): Clash | undefined {
  const word = optionWord(second.statement.directive, (value) => socketOption.test(value));
  const first = word === undefined ? undefined : setters.find((listening) => sameSocket(listening, second));
  if (first === undefined || word === undefined) return undefined;
  return { first, second, span: word, message: "options-twice", option: word.value };
}
