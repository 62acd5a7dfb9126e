/**
 * Reads what a node's keepalived runs from the models of its files: what keepalived makes of what they say and leave
 * unsaid. What a template or a file that is not here decides is not guessed: the instance is named with what is not known.
 */
import { commandFate } from "../dialects/keepalived/command-fate.ts";
import { isKnown } from "../model/file-model.ts";
import type { Tracker, VrrpInstance, VrrpModel, VrrpScript } from "../model/vrrp.ts";
import {
  advertIntervalOf,
  authenticationOf,
  basePriority,
  familyOf,
  globalsTogether,
  keepsNopreempt,
  multicastGroupOf,
  ownerPriority,
  strictMode,
  versionOf,
} from "../model/vrrp-effective.ts";
import type { TrackedCheck } from "./priority.ts";
import { type Group, type Instance, type Refusal, type Script, second, type VrrpNode } from "./vrrp-node.ts";

/** All that one keepalived reads. */
export interface NodeSource {
  readonly name: string;
  /** The target version. */
  readonly release: string;
  readonly models: readonly VrrpModel[];
  /** False where a file that is included is not here. */
  readonly complete: boolean;
  /** What a script's command can do; absent: as its words tell. */
  readonly fateOf?: (command: string) => Script["fate"] | undefined;
  /** True where a script is defined only behind the instance: keepalived does not find it. */
  /** Whether the host has an interface; absent: it has those that are named. */
  readonly hasInterface?: (name: string) => boolean;
  readonly isBehind?: (script: VrrpScript, instance: VrrpInstance) => boolean;
}

export interface NodeReading {
  readonly node: VrrpNode;
  readonly instances: ReadonlyMap<VrrpInstance, Instance>;
  /** What of an instance can not be told, by keyword. */
  readonly unknown: ReadonlyMap<VrrpInstance, string>;
}

export function readNode(source: NodeSource): NodeReading {
  return new NodeReader(source).read();
}

class NodeReader {
  readonly #source: NodeSource;
  readonly #globals;
  readonly #scripts: readonly VrrpScript[];
  readonly #watched;
  readonly #groups: readonly Group[];
  /** Groups whose members keep the weights of their checks. */
  readonly #weighing: ReadonlySet<string>;
  readonly #trackersOfGroups: ReadonlyMap<string, readonly Tracker[]>;

  constructor(source: NodeSource) {
    this.#source = source;
    const { models } = source;
    this.#globals = globalsTogether(models);
    this.#scripts = models.flatMap(({ scripts }) => scripts);
    this.#watched = models.flatMap(({ watched }) => watched);
    const groups = models.flatMap(({ syncGroups }) => syncGroups);
    const names = new Set(models.flatMap(({ instances }) => instances.map(({ name }) => name.value)));
    const taken = new Set<string>();
    this.#groups = groups.flatMap(({ name, members }) => {
      const own = [...new Set(members.map(({ value }) => value))].filter(
        (member) => names.has(member) && !taken.has(member),
      );
      for (const member of own) taken.add(member);
      return own.length === 0 ? [] : [{ name: name.value, members: own }];
    });
    this.#weighing = new Set(groups.filter((g) => g.tracksWeight).map(({ name }) => name.value));
    this.#trackersOfGroups = new Map(groups.map(({ name, tracked }) => [name.value, tracked]));
  }

  read(): NodeReading {
    const { name, release, models } = this.#source;
    const instances = new Map<VrrpInstance, Instance>();
    const unknown = new Map<VrrpInstance, string>();
    for (const instance of models.flatMap((model) => model.instances)) {
      const read = this.#instance(instance);
      if (typeof read === "string") unknown.set(instance, read);
      else instances.set(instance, read);
    }
    const all = [...instances.values()];
    const tracked = new Set(
      all.flatMap(({ checks }) => checks.flatMap((check) => (check.kind === "script" ? [check.name] : []))),
    );
    const refuses = this.#refusal(instances);
    const node: VrrpNode = {
      name,
      release,
      instances: all,
      scripts: [...tracked].flatMap((script) => this.#script(script) ?? []),
      syncGroups: this.#groups,
      startupDelay: (this.#globals.startupDelay?.value ?? 0) * second,
      ...(refuses === undefined ? {} : { refuses }),
    };
    return { node, instances, unknown };
  }

  /** The instance as it runs, or the keyword that can not be told. */
  #instance(instance: VrrpInstance): Instance | string {
    const notKnown = decisive.find((keyword) => !isKnown(instance, keyword));
    if (notKnown !== undefined) return instance.unknown.has(notKnown) ? notKnown : "include";
    if (!this.#source.complete) return "include";
    const globals = this.#globals;
    const globalNotKnown = decisiveGlobals.find((keyword) => !isKnown(globals, keyword));
    if (globalNotKnown !== undefined) return globalNotKnown;
    const [version, family] = [versionOf(instance, globals), familyOf(instance)];
    const priority = basePriority(instance);
    const authentication = authenticationOf(instance, globals);
    const virtualRouterId = instance.virtualRouterId?.value ?? 0;
    if ((version !== 2 && version !== 3) || family === undefined) return "version";
    if (priority === undefined) return "priority";
    if (authentication === undefined) return "authentication";
    const checks = this.#checks(instance, priority);
    if (typeof checks === "string") return checks;
    const strict = strictMode(instance, globals) !== undefined;
    const nopreempt = keepsNopreempt(instance);
    const source = instance.unicastPeers.length > 0 ? instance.unicastSource : instance.multicastSource;
    const addresses = instance.addresses.filter(
      (a) => a.family === family && !isRefusedLabel(a.label?.value),
    );
    return {
      name: instance.name.value,
      interface: instance.interface?.value ?? "",
      family,
      version,
      virtualRouterId,
      priority,
      startsAsMaster: startsAsMaster(instance, priority, strict),
      advertInterval: Math.round((advertIntervalOf(instance, version) ?? 1) * second),
      downTimerAdverts: instance.downTimerAdverts?.value ?? globals.downTimerAdverts?.value ?? 3,
      nopreempt,
      preemptDelay: preemptDelayOf(instance, nopreempt) * second,
      authentication,
      transport:
        instance.unicastPeers.length > 0
          ? {
              kind: "unicast",
              peers: instance.unicastPeers.map(({ value }) => value),
              checksSource:
                instance.checkUnicastSource?.value === true || globals.checkUnicastSource?.value === true,
            }
          : { kind: "multicast", group: multicastGroupOf(instance, globals, family) },
      ...(source === undefined ? {} : { source: source.value }),
      addresses: unique(addresses.map(({ address }) => address)),
      excludedAddresses: unique(
        instance.excludedAddresses
          .filter((a) => !isRefusedLabel(a.label?.value))
          .map(({ address }) => address),
      ),
      prefixes: new Map(
        [...instance.addresses, ...instance.excludedAddresses].flatMap(({ address, prefix }) =>
          prefix === undefined ? [] : [[address, prefix] as const],
        ),
      ),
      skipsAddressCheck: (instance.skipCheckAdvAddr ?? globals.skipCheckAdvAddr)?.value === true,
      answersLower: (instance.lowerPriorityNoAdvert ?? globals.lowerPriorityNoAdvert)?.value !== true,
      answersHigher: (instance.higherPrioritySendAdvert ?? globals.higherPrioritySendAdvert)?.value === true,
      watchesOwnInterface: instance.ignoresOwnInterface?.value !== true,
      checks,
    };
  }

  /** What the instance tracks, and what its sync group tracks for it. */
  #checks(instance: VrrpInstance, priority: number): readonly TrackedCheck[] | string {
    const group = this.#groups.find(({ members }) => members.includes(instance.name.value));
    const found: TrackedCheck[] = [];
    const trackers = [
      ...instance.tracked.map((tracker) => ({ tracker, ofGroup: false })),
      ...(group === undefined
        ? []
        : (this.#trackersOfGroups.get(group.name) ?? []).map((tracker) => ({ tracker, ofGroup: true }))),
    ];
    for (const { tracker, ofGroup } of trackers) {
      if (!tracker.readable) return `track_${tracker.kind}`;
      if (tracker.kind === "interface" && tracker.name.value === instance.interface?.value) continue;
      const check = this.#check(instance, tracker, ofGroup);
      if (check === "not-defined") continue;
      if (typeof check === "string") return check;
      const inGroup = group !== undefined && !ofGroup && !this.#weighing.has(group.name);
      const kept = inGroup ? withoutWeight(check) : check;
      if (kept === undefined || (priority === ownerPriority && kept.weight !== 0)) continue;
      if (found.some((one) => one.kind === kept.kind && one.name === kept.name)) continue;
      found.push(kept);
    }
    return found;
  }

  #check(instance: VrrpInstance, tracker: Tracker, ofGroup: boolean): TrackedCheck | string {
    const { kind, name } = tracker;
    const own =
      tracker.weight === undefined ? undefined : { weight: tracker.weight.value, reverse: tracker.reverse };
    if (kind === "interface") {
      return {
        kind,
        name: name.value,
        weight: clamp(own?.weight ?? 0, 253),
        reverse: tracker.reverse,
        tracker,
        ofGroup,
      };
    }
    if (kind === "script") {
      // Of two definitions with one name the first is found; one behind the instance is not found at all.
      const script = this.#scripts.find(
        (s) => s.name.value === name.value && (ofGroup || this.#source.isBehind?.(s, instance) !== true),
      );
      if (script === undefined) return "not-defined";
      if (!isKnown(script, ...decisiveOfScript)) return "vrrp_script";
      const { weight, reverse } = own ?? { weight: script.weight?.value ?? 0, reverse: script.reverse };
      return {
        kind,
        name: name.value,
        weight: clamp(weight, 253),
        reverse,
        tracker,
        definition: script,
        ofGroup,
      };
    }
    const watched = this.#watched.find((w) => w.kind === kind && w.name.value === name.value);
    if (watched === undefined) return "not-defined";
    if (!isKnown(watched, "weight")) return `track_${kind}`;
    const usual = kind === "file" ? 1 : 0;
    const { weight, reverse } = own ?? { weight: watched.weight?.value ?? usual, reverse: watched.reverse };
    return {
      kind,
      name: name.value,
      weight: clamp(weight, 254),
      reverse,
      tracker,
      definition: watched,
      ofGroup,
    };
  }

  #script(name: string): Script | undefined {
    const script = this.#scripts.find((one) => one.name.value === name);
    if (script === undefined) return undefined;
    const command = script.command?.value ?? "";
    const whole = (value: number | undefined) => (value !== undefined && value >= 1 ? Math.floor(value) : 1);
    const takesFractions = this.#source.release !== "2.2";
    /** keepalived makes a second of nothing, and passes over what is no such time. */
    const seconds = (value: number | undefined, usual: number) => {
      const counts = value !== undefined && value >= 0 && value <= 4294;
      if (!counts || !(takesFractions || Number.isInteger(value))) return usual;
      return value < 0.001 ? second : Math.round(value * second);
    };
    const interval = seconds(script.interval?.value, second);
    return {
      name,
      interval,
      timeout: seconds(script.timeout?.value, interval),
      rise: whole(script.rise?.value),
      fall: whole(script.fall?.value),
      startsFailed: script.startsFailed,
      fate: this.#source.fateOf?.(command) ?? commandFate(command, this.#source.release),
    };
  }

  /** What makes keepalived end at once. */
  #refusal(instances: ReadonlyMap<VrrpInstance, Instance>): Refusal | undefined {
    const seen = new Set<string>();
    for (const [written, instance] of instances) {
      const { name, virtualRouterId, transport, interface: link } = instance;
      if (!Number.isInteger(virtualRouterId) || virtualRouterId < 1 || virtualRouterId > 255)
        return { because: "no-virtual-router-id", instance: name };
      if (link === "" && (this.#source.release === "2.2" || transport.kind === "multicast"))
        return { because: "no-interface", instance: name };
      const named = [
        ...(link === "" ? [] : [link]),
        ...instance.checks.flatMap((check) => (check.kind === "interface" ? [check.name] : [])),
        ...written.addresses.flatMap(({ device }) => device ?? []),
      ];
      if (named.some((one) => this.#source.hasInterface?.(one) === false))
        return { because: "no-interface", instance: name };
      const isEmpty = written.addresses.length === 0 && written.excludedAddresses.length === 0;
      if (isEmpty && strictMode(written, this.#globals) !== undefined)
        return { because: "no-address", instance: name };
      if (transport.kind === "unicast") continue;
      const key = `${instance.family} ${virtualRouterId} ${link} ${transport.group}`;
      if (seen.has(key)) return { because: "same-virtual-router-id", instance: name };
      seen.add(key);
    }
    return undefined;
  }
}

/** Keywords of an instance without which nobody can tell what it does. */
const decisive = [
  "state",
  "interface",
  "virtual_router_id",
  "priority",
  "advert_int",
  "version",
  "nopreempt",
  "preempt",
  "preempt_delay",
  "authentication",
  "strict_mode",
  "unicast_peer",
  "unicast_src_ip",
  "mcast_src_ip",
  "mcast_dst_ip",
  "native_ipv6",
  "virtual_ipaddress",
  "virtual_ipaddress_excluded",
  "track_script",
  "track_interface",
  "track_file",
  "track_process",
  "track_bfd",
  "down_timer_adverts",
  "dont_track_primary",
];

const decisiveGlobals = ["vrrp_version", "vrrp_strict", "vrrp_mcast_group4", "vrrp_down_timer_adverts"];

const decisiveOfScript = ["script", "weight", "interval", "fall", "rise", "timeout"];

/** An owner starts as master unless the state says otherwise; in strict mode only the priority counts. */
function startsAsMaster({ state }: VrrpInstance, priority: number, strict: boolean): boolean {
  return state === undefined || strict ? priority === ownerPriority : state.value === "MASTER";
}

/** keepalived cuts a label of more than 15 characters off with its address. */
function isRefusedLabel(label: string | undefined): boolean {
  return label !== undefined && label.length > 15;
}

/** `preempt_delay` counts for a backup that preempts. */
function preemptDelayOf(instance: VrrpInstance, nopreempt: boolean): number {
  const delay = instance.preemptDelay?.value ?? 0;
  const counts = !nopreempt && instance.state?.value !== "MASTER" && delay > 0 && delay <= 1000;
  return counts ? delay : 0;
}

/** In a sync group: a script, a process or a BFD session with a weight is not tracked; of the others only the weight is lost. */
function withoutWeight(check: TrackedCheck): TrackedCheck | undefined {
  if (check.weight === 0) return check;
  const isKept = check.kind === "interface" || (check.kind === "file" && check.weight === 1);
  return isKept ? { ...check, weight: 0 } : undefined;
}

function clamp(weight: number, most: number): number {
  return Math.min(Math.max(weight, -most), most);
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
