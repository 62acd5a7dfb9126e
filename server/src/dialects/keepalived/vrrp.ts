/**
 * The VRRP model of one file. A keyword that is defined twice counts as keepalived counts it: the last one. What stands
 * under a condition, in a template or in an included file is not known, and said so.
 */
import type { CheckedTree } from "../../catalogue/check.ts";
import type { Located } from "../../model/file-model.ts";
import type {
  Authentication,
  SyncGroup,
  Tracker,
  VrrpGlobals,
  VrrpInstance,
  VrrpModel,
  VrrpScript,
  Watched,
} from "../../model/vrrp.ts";
import { familyKeywords } from "../../model/vrrp-effective.ts";
import type { Directive, Node } from "../../syntax/tree.ts";
import { readAddress } from "./entries/address-entry.ts";
import { readPeer } from "./entries/peer-entry.ts";
import { readRoute } from "./entries/route-entry.ts";
import { readRule } from "./entries/rule-entry.ts";
import { readTracked } from "./entries/track-entry.ts";
import { addressOf, defined, Fields, isElsewhere, located, numberOf, spanOf } from "./fields.ts";

export function readVrrp(checked: CheckedTree): VrrpModel {
  const { tree, catalogue } = checked;
  const instances: VrrpInstance[] = [];
  const scripts: VrrpScript[] = [];
  const watched: Watched[] = [];
  const syncGroups: SyncGroup[] = [];
  const globals: Node[] = [];
  for (const node of tree.children) {
    if (node.kind !== "directive") continue;
    const children = node.body?.children ?? [];
    const keyword = node.words[0].value;
    if (keyword === "global_defs") globals.push(...children);
    const name = located(node.words[1]);
    if (name === undefined) continue;
    const watchedKind = watchedBlocks[keyword];
    if (keyword === "vrrp_instance") instances.push(readInstance(checked, name, node, new Fields(children)));
    else if (keyword === "vrrp_script") scripts.push(readScript(name, node, new Fields(children)));
    else if (watchedKind !== undefined) watched.push(readWatched(watchedKind, name, new Fields(children)));
    else if (keyword === "vrrp_sync_group")
      syncGroups.push(readSyncGroup(checked, name, node, new Fields(children)));
  }
  // Before 2.3 the word behind `vrrp_strict` and `vrrp_skip_check_adv_addr` is not read.
  const readsOff = catalogue.target !== "2.2";
  const root = new Fields(tree.children);
  return {
    instances,
    scripts,
    watched,
    syncGroups,
    globals: readGlobals(new Fields(globals), readsOff),
    staticAddresses: entriesOf(checked, root, "static_ipaddress", readAddress),
    staticRoutes: entriesOf(checked, root, "static_routes", readRoute),
    staticRules: entriesOf(checked, root, "static_rules", readRule),
  };
}

/** The entries of all list blocks of that name. */
function entriesOf<T>(
  checked: CheckedTree,
  fields: Fields,
  name: string,
  read: (checked: CheckedTree, line: Directive) => T | undefined,
): T[] {
  const entries: T[] = [];
  if (fields.all(name).length === 0) return entries;
  for (const line of fields.entries(name)) {
    const entry = read(checked, line);
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

function readInstance(
  checked: CheckedTree,
  name: Located<string>,
  node: Directive,
  fields: Fields,
): VrrpInstance {
  // Without its own brace another file may go on with it.
  if (node.body !== undefined && node.body.close === undefined) fields.unknown.add("*");
  const family = readFamily(node.body?.children ?? []);
  return {
    name,
    span: spanOf(node),
    ...defined({
      state: state(fields),
      interface: fields.text("interface"),
      virtualRouterId: fields.number("virtual_router_id"),
      priority: fields.number("priority"),
      advertInterval: fields.number("advert_int"),
      version: version(fields, family),
      family,
      strict: fields.flag("strict_mode"),
      accept: accept(fields),
      nopreempt: nopreempt(fields),
      preemptDelay: fields.number("preempt_delay"),
      downTimerAdverts: fields.number("down_timer_adverts"),
      skipCheckAdvAddr: fields.flag("skip_check_adv_addr"),
      checkUnicastSource: fields.has("check_unicast_src"),
      lowerPriorityNoAdvert: fields.flag("lower_prio_no_advert"),
      higherPrioritySendAdvert: fields.flag("higher_prio_send_advert"),
      ignoresOwnInterface: fields.has("dont_track_primary"),
      authentication: readAuthentication(fields),
      unicastSource: fields.address("unicast_src_ip"),
    }),
    unicastPeers: entriesOf(checked, fields, "unicast_peer", readPeer),
    ...defined({
      multicastSource: fields.address("mcast_src_ip"),
      multicastDestination: fields.address("mcast_dst_ip"),
    }),
    addresses: entriesOf(checked, fields, "virtual_ipaddress", readAddress),
    excludedAddresses: entriesOf(checked, fields, "virtual_ipaddress_excluded", readAddress),
    routes: entriesOf(checked, fields, "virtual_routes", readRoute),
    rules: entriesOf(checked, fields, "virtual_rules", readRule),
    tracked: trackersOf(checked, fields),
    unknown: fields.unknown,
  };
}

function trackersOf(checked: CheckedTree, fields: Fields): Tracker[] {
  return trackerKinds.flatMap((kind) =>
    entriesOf(checked, fields, `track_${kind}`, readTracked).map((entry) => {
      if (!entry.readable) fields.unknown.add(`track_${kind}`);
      const { options, readable, weight, reverse } = entry;
      return { kind, name: entry.name, options, readable, weight, reverse };
    }),
  );
}

const trackerKinds = ["script", "interface", "file", "process", "bfd"] as const;

/** The first address that sets the family; none where what stands before it can not be read. */
function readFamily(lines: readonly Node[]): Located<4 | 6> | undefined {
  for (const line of lines) {
    if (line.kind !== "directive") continue;
    const [keyword, ...values] = line.words;
    if (isElsewhere(line)) return undefined;
    if (!familyKeywords.has(keyword.value)) continue;
    if (keyword.value === "native_ipv6") return { value: 6, span: spanOf(keyword) };
    const entries = (line.body?.children ?? []).flatMap((node) => (node.kind === "directive" ? [node] : []));
    for (const word of [...values, ...entries.map((entry) => entry.words[0])]) {
      const address = addressOf(word);
      const entry = entries.find((one) => one.words[0] === word);
      if (word.unknown !== undefined || (entry !== undefined && isElsewhere(entry))) return undefined;
      if (address !== undefined) return { value: address.family, span: address.span };
    }
  }
  return undefined;
}

function state(fields: Fields): Located<string> | undefined {
  const last = fields.text("state");
  const master = fields.all("state").findLast((line) => line.words[1]?.value === "MASTER")?.words[1];
  return last === undefined ? undefined : (located(master) ?? last);
}

function version(fields: Fields, family: Located<4 | 6> | undefined): Located<number> | undefined {
  if (fields.number("version") === undefined) return undefined;
  for (const { words } of fields.all("version")) {
    const number = words[1] === undefined ? undefined : numberOf(words[1]);
    if (words[1]?.unknown !== undefined) {
      fields.unknown.add("version");
      return undefined;
    }
    const conflicts = number?.value === 2 && family?.value === 6 && family.span.start < number.span.start;
    if (number !== undefined && (number.value === 2 || number.value === 3) && !conflicts) return number;
  }
  return undefined;
}

/** `nopreempt`, unless a later `preempt` takes it back. */
function nopreempt(fields: Fields): Located<boolean> | undefined {
  const off = fields.has("nopreempt");
  const on = fields.has("preempt");
  return off !== undefined && on !== undefined && on.span.start > off.span.start ? undefined : off;
}

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
  return { span: spanOf(block), ...defined({ type, password }) };
}

function readScript(name: Located<string>, node: Directive, fields: Fields): VrrpScript {
  const weight = fields.all("weight").at(-1);
  return {
    name,
    span: spanOf(node),
    ...defined({
      command: fields.text("script"),
      interval: fields.number("interval"),
      timeout: fields.number("timeout"),
      weight: fields.number("weight"),
    }),
    reverse: weight?.words[2]?.value === "reverse",
    ...defined({
      rise: fields.number("rise"),
      fall: fields.number("fall"),
    }),
    startsFailed: fields.has("init_fail") !== undefined,
    unknown: fields.unknown,
  };
}

const watchedBlocks: Readonly<Record<string, Watched["kind"]>> = {
  track_file: "file",
  vrrp_track_file: "file",
  vrrp_track_process: "process",
  bfd_instance: "bfd",
};

function readWatched(kind: Watched["kind"], name: Located<string>, fields: Fields): Watched {
  return {
    kind,
    name,
    ...defined({
      subject: fields.text(kind === "file" ? "file" : "process"),
      weight: fields.number("weight"),
    }),
    reverse: fields.all("weight").at(-1)?.words[2]?.value === "reverse",
    unknown: fields.unknown,
  };
}

function readSyncGroup(
  checked: CheckedTree,
  name: Located<string>,
  node: Directive,
  fields: Fields,
): SyncGroup {
  const lines = [...fields.entries("group")];
  if (lines.some((line) => line.words.some((word) => word.unknown !== undefined)))
    fields.unknown.add("group");
  if (node.body !== undefined && node.body.close === undefined) fields.unknown.add("*");
  return {
    name,
    span: spanOf(node),
    members: lines.flatMap((line) => line.words.flatMap((word) => located(word) ?? [])),
    tracked: trackersOf(checked, fields),
    tracksWeight: fields.has("sync_group_tracking_weight") !== undefined,
    unknown: fields.unknown,
  };
}

function readGlobals(fields: Fields, readsOff: boolean): VrrpGlobals {
  return {
    ...defined({
      routerId: fields.text("router_id"),
      strict: fields.flag("vrrp_strict", readsOff),
      version: fields.number("vrrp_version"),
      multicastGroup4: fields.address("vrrp_mcast_group4"),
      downTimerAdverts: fields.number("vrrp_down_timer_adverts"),
      startupDelay: fields.number("vrrp_startup_delay"),
    }),
    scriptSecurity: fields.has("enable_script_security") !== undefined,
    ...defined({
      skipCheckAdvAddr: fields.flag("vrrp_skip_check_adv_addr", readsOff),
      checkUnicastSource: fields.has("vrrp_check_unicast_src"),
      lowerPriorityNoAdvert: fields.flag("vrrp_lower_prio_no_advert"),
      higherPrioritySendAdvert: fields.flag("vrrp_higher_prio_send_advert"),
    }),
    unknown: fields.unknown,
  };
}
