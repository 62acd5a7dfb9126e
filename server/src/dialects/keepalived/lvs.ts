/**
 * The LVS model of one file: virtual servers with their real servers and checkers, groups of addresses, BFD sessions.
 * A block whose first line can not be read is left out, and so is one that the daemon may leave out.
 */
import type { CheckedTree } from "../../catalogue/check.ts";
import type { Located } from "../../model/file-model.ts";
import type {
  BfdSession,
  Check,
  CheckAddress,
  Endpoint,
  ForwardingMethod,
  GroupEntry,
  LvsModel,
  RealServer,
  Service,
  SorryServer,
  SorrySetting,
  VirtualServer,
  VirtualServerGroup,
} from "../../model/lvs.ts";
import { type Directive, headSpan, type Word } from "../../syntax/tree.ts";
import { addressOf, defined, Fields, located, numberOf, spanOf } from "./fields.ts";

export function readLvs({ tree }: CheckedTree): LvsModel {
  const virtualServers: VirtualServer[] = [];
  const groups: VirtualServerGroup[] = [];
  const bfdSessions: BfdSession[] = [];
  let servers = 0;
  for (const node of tree.children) {
    if (node.kind !== "directive") continue;
    const keyword = node.words[0].value;
    if (keyword === "virtual_server") servers += 1;
    const name = located(node.words[1]);
    if (name === undefined || node.conditional === true) continue;
    if (keyword === "virtual_server") {
      const service = readService(node);
      if (service !== undefined) virtualServers.push(readVirtualServer(node, service));
    } else if (keyword === "virtual_server_group") groups.push(readGroup(name, node));
    else if (keyword === "bfd_instance") bfdSessions.push(readBfdSession(name, fieldsOf(node)));
  }
  return { virtualServers, groups, bfdSessions, complete: virtualServers.length === servers };
}

function fieldsOf(node: Directive): Fields {
  return new Fields(node.body?.children ?? []);
}

function readService({ words: [, first, second] }: Directive): Service | undefined {
  if (first === undefined || first.unknown !== undefined) return undefined;
  const span = { start: first.start, end: (second ?? first).end };
  if (first.value === "fwmark") {
    const mark = second === undefined ? undefined : numberOf(second);
    return mark === undefined ? undefined : { kind: "fwmark", mark: mark.value, span };
  }
  if (first.value === "group") {
    const name = located(second);
    return name === undefined ? undefined : { kind: "group", name: name.value, span };
  }
  const endpoint = readEndpoint(first, second);
  return endpoint === undefined ? undefined : { kind: "address", ...endpoint };
}

/** An address and perhaps a port; `undefined` where one of them is not known or none. */
function readEndpoint(first: Word | undefined, second: Word | undefined): Endpoint | undefined {
  const address = first === undefined ? undefined : addressOf(first);
  const port = second === undefined ? undefined : numberOf(second);
  if (address === undefined || (second !== undefined && port === undefined)) return undefined;
  return {
    address: address.value,
    family: address.family,
    port: port?.value ?? 0,
    ...defined({
      portSpan: port?.span,
    }),
    span: { start: address.span.start, end: (port ?? address).span.end },
  };
}

function readVirtualServer(node: Directive, service: Service): VirtualServer {
  const fields = fieldsOf(node);
  const protocol = readProtocol(fields);
  const schedulers = inOrder(fields, "lb_algo", "lvs_sched");
  const family = fields.text("ip_family");
  const persistence = fields.has("persistence_timeout")?.span;
  return {
    span: spanOf(node),
    head: headSpan(node),
    service,
    ...defined({
      protocol,
    }),
    schedulers: schedulers.flatMap((line) => readScheduler(line, fields) ?? []),
    methods: inOrder(fields, "lb_kind", "lvs_method").flatMap((line) => readMethod(line, fields) ?? []),
    flags: inOrder(fields, ...flagKeywords).map((line) => ({
      value: line.words[0].value,
      span: headSpan(line),
    })),
    ...defined({
      familyLine: family && { value: family.value === "inet6" ? 6 : 4, span: family.span },
      quorum: fields.number("quorum"),
      hysteresis: fields.number("hysteresis"),
      weight: fields.number("weight"),
      persistence,
      persistenceTimeout: fields.number("persistence_timeout"),
      granularity: fields.text("persistence_granularity"),
    }),
    inhibit: fields.has("inhibit_on_failure") !== undefined,
    ...defined({
      haSuspend: fields.has("ha_suspend")?.span,
    }),
    sorryServers: fields.all("sorry_server").flatMap((line) => readSorryServer(line, fields) ?? []),
    sorrySettings: inOrder(fields, "sorry_server_inhibit", "sorry_server_lvs_method").map((line) =>
      readSorrySetting(line, fields),
    ),
    realServers: fields.all("real_server").flatMap((line) => readRealServer(line, fields) ?? []),
    unknown: fields.unknown,
  };
}

function readProtocol(fields: Fields): Located<string> | undefined {
  const protocol = fields.text("protocol");
  const line = fields.all("protocol").at(-1);
  if (protocol === undefined || line === undefined) return undefined;
  return { value: protocol.value.toUpperCase(), span: headSpan(line) };
}

const flagKeywords = ["ops", "hashed", "sh-port", "sh-fallback", "mh-port", "mh-fallback"] as const;

/** The lines with one of several keywords, in the order they stand. */
function inOrder(fields: Fields, ...keywords: readonly string[]): Directive[] {
  return keywords.flatMap((keyword) => fields.all(keyword)).sort((a, b) => a.start - b.start);
}

function readScheduler(
  { words: [keyword, scheduler] }: Directive,
  fields: Fields,
): Located<string> | undefined {
  if (scheduler?.unknown !== undefined) fields.unknown.add(keyword.value);
  return located(scheduler);
}

/** keepalived takes a known method even where it complains about what stands behind it. */
function readMethod(line: Directive, fields: Fields): ForwardingMethod | undefined {
  const [keyword, first, ...others] = line.words;
  const method = located(first);
  if (line.words.some((word) => word.unknown !== undefined)) fields.unknown.add(keyword.value);
  if (method === undefined || !/^(?:NAT|DR|TUN)$/.test(method.value)) return undefined;
  return { ...method, options: others.flatMap((word) => located(word) ?? []) };
}

function readSorryServer(line: Directive, fields: Fields): SorryServer | undefined {
  const endpoint = readEndpoint(line.words[1], line.words[2]);
  if (endpoint === undefined) fields.unknown.add("sorry_server");
  return endpoint === undefined ? undefined : { ...endpoint, line: headSpan(line) };
}

function readSorrySetting(line: Directive, fields: Fields): SorrySetting {
  const keyword = line.words[0].value;
  const method = keyword === "sorry_server_lvs_method" ? readMethod(line, fields) : undefined;
  return { keyword, ...defined({ method }), span: headSpan(line) };
}

function readRealServer(node: Directive, virtual: Fields): RealServer | undefined {
  const endpoint = readEndpoint(node.words[1], node.words[2]);
  if (endpoint === undefined) {
    virtual.unknown.add("real_server");
    return undefined;
  }
  const fields = fieldsOf(node);
  const method = fields
    .all("lvs_method")
    .flatMap((line) => readMethod(line, fields) ?? [])
    .at(-1);
  return {
    ...endpoint,
    block: spanOf(node),
    head: headSpan(node),
    ...defined({
      method,
      weight: fields.number("weight"),
      inhibit: fields.flag("inhibit_on_failure"),
      lowerThreshold: fields.number("lthreshold"),
      upperThreshold: fields.number("uthreshold"),
    }),
    checks: inOrder(fields, ...checkKeywords).map(readCheck),
    unknown: fields.unknown,
  };
}

const checkKeywords = [
  "TCP_CHECK",
  "HTTP_GET",
  "SSL_GET",
  "SMTP_CHECK",
  "DNS_CHECK",
  "UDP_CHECK",
  "PING_CHECK",
  "MISC_CHECK",
  "FILE_CHECK",
  "BFD_CHECK",
] as const;

function readCheck(node: Directive): Check {
  const fields = fieldsOf(node);
  // The deprecated block of an SMTP_CHECK has addresses of its own.
  if (fields.all("host").length > 0) fields.unknown.add("host");
  return {
    kind: node.words[0].value,
    head: headSpan(node),
    addresses: inOrder(fields, "connect_ip", "bindto").flatMap(
      (line) => readCheckAddress(line, fields) ?? [],
    ),
    ...defined({
      connectPort: fields.number("connect_port"),
      bindInterface: fields.text("bind_if"),
      shortestReply: fields.number("min_reply_length"),
      longestReply: fields.number("max_reply_length"),
    }),
    unknown: fields.unknown,
  };
}

function readCheckAddress(line: Directive, fields: Fields): CheckAddress | undefined {
  const keyword = line.words[0].value === "bindto" ? "bindto" : "connect_ip";
  const address = line.words[1] === undefined ? undefined : addressOf(line.words[1]);
  if (address === undefined) fields.unknown.add(keyword);
  return address === undefined ? undefined : { ...address, keyword };
}

function readGroup(name: Located<string>, node: Directive): VirtualServerGroup {
  const entries: GroupEntry[] = [];
  let readable = true;
  for (const line of node.body?.children ?? []) {
    if (line.kind === "definition") continue;
    const entry = line.kind === "directive" && line.prefixes.length === 0 ? readGroupEntry(line) : undefined;
    if (entry === undefined) readable = false;
    else entries.push(entry);
  }
  return { name, entries, readable };
}

/** An address, the first of a range of addresses, or a mark. */
function readGroupEntry({ words: [first, second, third] }: Directive): GroupEntry | undefined {
  if (first.value === "fwmark" && second?.unknown === undefined) {
    const family: 4 | 6 | undefined = third?.value === "inet" ? 4 : third?.value === "inet6" ? 6 : undefined;
    return {
      kind: "fwmark",
      ...defined({
        family,
      }),
      span: { start: first.start, end: (second ?? first).end },
    };
  }
  const endpoint = readEndpoint(first, second);
  return endpoint === undefined ? undefined : { kind: "address", ...endpoint };
}

function readBfdSession(name: Located<string>, fields: Fields): BfdSession {
  const last = (...keywords: readonly string[]): Word | undefined =>
    inOrder(fields, ...keywords).at(-1)?.words[1];
  const neighbor = last("neighbor_ip", "neighbour_ip");
  const ttl = last("ttl", "hoplimit");
  if (neighbor?.unknown !== undefined) fields.unknown.add("neighbor_ip");
  if (ttl?.unknown !== undefined) fields.unknown.add("ttl");
  return {
    name,
    ...defined({
      neighbor: neighbor && addressOf(neighbor),
      source: fields.address("source_ip"),
      ttl: ttl && numberOf(ttl),
      maxHops: fields.number("max_hops"),
    }),
    users: inOrder(fields, "vrrp", "checker").map(({ words: [word] }) => ({
      value: word.value,
      span: spanOf(word),
    })),
    unknown: fields.unknown,
  };
}
