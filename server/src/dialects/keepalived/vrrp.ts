/**
 * The VRRP model of one file. A keyword that is given twice counts as keepalived counts it: the last one. What stands
 * under a condition, in a template or in an included file is not known, and said so.
 */
import type { CheckedTree } from "../../catalogue/check.ts";
import { parseAddress } from "../../model/address.ts";
import type { Located } from "../../model/file-model.ts";
import type {
  Authentication,
  SyncGroup,
  Tracker,
  VirtualAddress,
  VrrpGlobals,
  VrrpInstance,
  VrrpModel,
  VrrpScript,
} from "../../model/vrrp.ts";
import type { Directive, Node, Word } from "../../syntax/tree.ts";

export function readVrrp({ tree, catalogue }: CheckedTree): VrrpModel {
  const instances: VrrpInstance[] = [];
  const scripts: VrrpScript[] = [];
  const syncGroups: SyncGroup[] = [];
  const globals: Node[] = [];
  for (const node of tree.children) {
    if (node.kind !== "directive") continue;
    const children = node.body?.children ?? [];
    const keyword = node.words[0].value;
    if (keyword === "global_defs") globals.push(...children);
    const name = located(node.words[1]);
    if (name === undefined) continue;
    if (keyword === "vrrp_instance") instances.push(readInstance(name, node, new Fields(children)));
    else if (keyword === "vrrp_script") scripts.push(readScript(name, node, new Fields(children)));
    else if (keyword === "vrrp_sync_group") syncGroups.push(readSyncGroup(name, node, new Fields(children)));
  }
  // Before 2.3 the word behind `vrrp_strict` and `vrrp_skip_check_adv_addr` is not read.
  const readsOff = catalogue.target !== "2.2";
  return { instances, scripts, syncGroups, globals: readGlobals(new Fields(globals), readsOff) };
}

/** The lines of one body by keyword. */
class Fields {
  readonly unknown = new Set<string>();
  readonly #lines = new Map<string, Directive[]>();

  constructor(nodes: readonly Node[]) {
    for (const node of nodes) {
      if (node.kind !== "directive") continue;
      const [keyword] = node.words;
      if (keyword.unknown !== undefined || node.prefixes.length > 0 || keyword.value.startsWith("include")) {
        this.unknown.add(
          keyword.unknown === undefined ? keyword.value.replace(/^include.$/, "include") : "*",
        );
        continue;
      }
      const lines = this.#lines.get(keyword.value);
      if (lines === undefined) this.#lines.set(keyword.value, [node]);
      else lines.push(node);
    }
  }

  all(name: string): readonly Directive[] {
    return this.#lines.get(name) ?? [];
  }

  /** Lines in all blocks of that name. */
  *entries(name: string): Generator<Directive> {
    for (const block of this.all(name)) {
      for (const node of block.body?.children ?? []) {
        if (node.kind !== "directive") continue;
        if (
          node.words[0].unknown !== undefined ||
          node.prefixes.length > 0 ||
          node.words[0].value.startsWith("include")
        ) {
          this.unknown.add(name);
        } else yield node;
      }
    }
  }

  text(name: string): Located<string> | undefined {
    return this.#last(name, (word) => located(word));
  }

  number(name: string): Located<number> | undefined {
    return this.#last(name, numberOf);
  }

  address(name: string): Located<string> | undefined {
    return this.#last(name, addressOf);
  }

  /** A flag that may be followed by on or off. */
  flag(name: string, readsOff = true): Located<boolean> | undefined {
    const line = this.all(name).at(-1);
    if (line === undefined) return undefined;
    const word = line.words[1];
    if (word?.unknown !== undefined) {
      this.unknown.add(name);
      return undefined;
    }
    const off = readsOff && word !== undefined && /^(?:off|false|no)$/.test(word.value);
    return { value: !off, span: { start: line.words[0].start, end: (word ?? line.words[0]).end } };
  }

  has(name: string): Located<boolean> | undefined {
    const line = this.all(name).at(-1);
    return line === undefined ? undefined : { value: true, span: spanOf(line.words[0]) };
  }

  #last<T>(name: string, read: (word: Word) => Located<T> | undefined): Located<T> | undefined {
    const word = this.all(name).at(-1)?.words[1];
    if (word === undefined) return undefined;
    if (word.unknown !== undefined) this.unknown.add(name);
    return word.unknown === undefined ? read(word) : undefined;
  }
}

function readInstance(name: Located<string>, node: Directive, fields: Fields): VrrpInstance {
  return {
    name,
    span: spanOf(node),
    ...given("state", fields.text("state")),
    ...given("interface", fields.text("interface")),
    ...given("virtualRouterId", fields.number("virtual_router_id")),
    ...given("priority", fields.number("priority")),
    ...given("advertInterval", fields.number("advert_int")),
    ...given("version", fields.number("version")),
    ...given("strict", fields.flag("strict_mode")),
    ...given("accept", accept(fields)),
    ...given("nopreempt", fields.has("nopreempt")),
    ...given("preemptDelay", fields.number("preempt_delay")),
    ...given("authentication", readAuthentication(fields)),
    ...given("unicastSource", fields.address("unicast_src_ip")),
    unicastPeers: [...fields.entries("unicast_peer")].flatMap((line) => addressOf(line.words[0]) ?? []),
    ...given("multicastSource", fields.address("mcast_src_ip")),
    ...given("multicastDestination", fields.address("mcast_dst_ip")),
    addresses: [...fields.entries("virtual_ipaddress")].flatMap((line) => virtualAddress(line) ?? []),
    excludedAddresses: [...fields.entries("virtual_ipaddress_excluded")].flatMap(
      (line) => virtualAddress(line) ?? [],
    ),
    tracked: trackerKinds.flatMap((kind) =>
      [...fields.entries(`track_${kind}`)].map((line) => {
        if (line.words.some((word) => word.unknown !== undefined)) fields.unknown.add(`track_${kind}`);
        return tracker(kind, line);
      }),
    ),
    unknown: fields.unknown,
  };
}

const trackerKinds = ["script", "interface", "file", "process", "bfd"] as const;

/** `accept` and `no_accept`, whichever comes last. */
function accept(fields: Fields): Located<boolean> | undefined {
  const yes = fields.has("accept");
  const no = fields.has("no_accept");
  if (no === undefined || (yes !== undefined && yes.span.start > no.span.start)) return yes;
  return { value: false, span: no.span };
}

function readAuthentication(fields: Fields): Authentication | undefined {
  const block = fields.all("authentication").at(-1);
  if (block === undefined) return undefined;
  const inner = new Fields(block.body?.children ?? []);
  const type = inner.text("auth_type");
  const password = inner.text("auth_pass");
  if (inner.unknown.size > 0) fields.unknown.add("authentication");
  return { span: spanOf(block), ...given("type", type), ...given("password", password) };
}

function virtualAddress(line: Directive): VirtualAddress | undefined {
  const [first] = line.words;
  const slash = first.value.indexOf("/");
  const address = parseAddress(slash < 0 ? first.value : first.value.slice(0, slash));
  if (address === undefined) return undefined;
  const prefix = slash < 0 ? undefined : Number(first.value.slice(slash + 1) || Number.NaN);
  const device = line.words[line.words.findIndex((word) => word.value === "dev") + 1];
  const hasDevice = device !== undefined && device !== first && device.unknown === undefined;
  return {
    address: address.text,
    family: address.family,
    ...(prefix === undefined || Number.isNaN(prefix) ? {} : { prefix }),
    ...(hasDevice ? { device: device.value } : {}),
    span: spanOf(first),
  };
}

function tracker(kind: Tracker["kind"], line: Directive): Tracker {
  const [name, keyword, amount, direction] = line.words;
  const weight = keyword?.value === "weight" && amount !== undefined ? numberOf(amount) : undefined;
  return {
    kind,
    name: { value: name.value, span: spanOf(name) },
    ...given("weight", weight),
    reverse: direction?.value === "reverse",
  };
}

function readScript(name: Located<string>, node: Directive, fields: Fields): VrrpScript {
  const weight = fields.all("weight").at(-1);
  return {
    name,
    span: spanOf(node),
    ...given("command", fields.text("script")),
    ...given("interval", fields.number("interval")),
    ...given("timeout", fields.number("timeout")),
    ...given("weight", fields.number("weight")),
    reverse: weight?.words[2]?.value === "reverse",
    ...given("rise", fields.number("rise")),
    ...given("fall", fields.number("fall")),
    unknown: fields.unknown,
  };
}

function readSyncGroup(name: Located<string>, node: Directive, fields: Fields): SyncGroup {
  const lines = [...fields.entries("group")];
  return {
    name,
    span: spanOf(node),
    members: lines.flatMap((line) => line.words.flatMap((word) => located(word) ?? [])),
  };
}

function readGlobals(fields: Fields, readsOff: boolean): VrrpGlobals {
  return {
    ...given("routerId", fields.text("router_id")),
    ...given("strict", fields.flag("vrrp_strict", readsOff)),
    ...given("version", fields.number("vrrp_version")),
    ...given("multicastGroup4", fields.address("vrrp_mcast_group4")),
    scriptSecurity: fields.has("enable_script_security") !== undefined,
    ...given("skipCheckAdvAddr", fields.flag("vrrp_skip_check_adv_addr", readsOff)),
    unknown: fields.unknown,
  };
}

function given<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: T });
}

function located(word: Word | undefined): Located<string> | undefined {
  return word === undefined || word.unknown !== undefined
    ? undefined
    : { value: word.value, span: spanOf(word) };
}

/** A number as keepalived takes one; a text that is none is as if the line were not there. */
function numberOf(word: Word): Located<number> | undefined {
  if (word.unknown !== undefined || !/^\s*[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word.value)) return undefined;
  return { value: Number(word.value), span: spanOf(word) };
}

function addressOf(word: Word): Located<string> | undefined {
  const address = word.unknown === undefined ? parseAddress(word.value.replace(/[-/].*$/s, "")) : undefined;
  return address === undefined ? undefined : { value: address.text, span: spanOf(word) };
}

function spanOf(place: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return { start: place.start, end: place.end };
}
