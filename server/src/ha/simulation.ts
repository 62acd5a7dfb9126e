/**
 * A cluster in time: hosts on network segments, a keepalived on each, and what happens to them. Deterministic: the same
 * nodes and events give the same timeline. Times are those of the protocol; a packet takes a tenth of a millisecond.
 */
import { isSameNetwork } from "../model/address.ts";
import type { Advert } from "./advert.ts";
import { Clock, type Schedule } from "./clock.ts";
import { Host, type HostDescription, type Link, type ScriptOutcome } from "./host.ts";
import { Keepalived, type Observer } from "./keepalived.ts";
import type { Router } from "./router.ts";
import { type State, Timeline } from "./timeline.ts";
import type { Instance, VrrpNode } from "./vrrp-node.ts";

/** What a packet takes from node to node. */
const travelTime = 100;

/** Steps that a simulation may take: far more than a usual cluster needs. */
const maxSteps = 500_000;

/** A simulation that would take too long: advertisements by the hundredth of a second, and delays of many minutes. */
export class TooManySteps extends Error {}

export class Simulation implements Observer {
  readonly timeline = new Timeline();
  readonly clock = new Clock();
  readonly #hosts: ReadonlyMap<string, Host>;
  readonly #running = new Map<string, Process>();
  readonly #configurations = new Map<string, VrrpNode>();
  /** Pairs of nodes that do not hear each other. */
  readonly #cuts = new Set<string>();
  #partitioned = false;
  #steps = 0;

  constructor(hosts: readonly HostDescription[], nodes: readonly VrrpNode[]) {
    this.#hosts = new Map(hosts.map((host) => [host.name, new Host(host)]));
    for (const node of nodes) this.#configurations.set(node.name, node);
  }

  /** Lets something happen at a time. */
  at(time: number, happens: (simulation: Simulation) => void): void {
    this.clock.at(time, () => happens(this));
  }

  /** Goes on to a time. Throws `TooManySteps` where that takes more than any cluster should. */
  runUntil(end: number): Timeline {
    // In slices: a configuration that makes the nodes talk without pause must not run for ever.
    const slice = Math.max(1, Math.ceil((end - this.clock.now) / 100));
    while (this.clock.now < end) {
      this.#steps += this.clock.runUntil(Math.min(end, this.clock.now + slice));
      if (this.#steps > maxSteps) throw new TooManySteps("the simulation takes too many steps");
    }
    this.timeline.end = end;
    return this.timeline;
  }

  start(node: string, configuration?: VrrpNode): void {
    if (configuration !== undefined) this.#configurations.set(node, configuration);
    const [host, own] = [this.#hosts.get(node), this.#configurations.get(node)];
    if (host === undefined || own === undefined || this.#running.has(node)) return;
    if (own.refuses !== undefined) return;
    const pause: Pause = { hung: false, missed: [] };
    const keepalived = new Keepalived(own, host, pausable(this.clock, pause), this);
    this.#running.set(node, { keepalived, pause });
    keepalived.start();
  }

  /** keepalived ends in good order. */
  stop(node: string): void {
    this.#take(node)?.stop();
  }

  /** Its processes are killed: what they put on the interfaces stays. */
  kill(node: string): void {
    this.#take(node)?.kill();
  }

  /** The host is switched off. */
  powerOff(node: string): void {
    this.kill(node);
    const host = this.#hosts.get(node);
    for (const address of [...(host?.held ?? [])]) {
      host?.held.delete(address);
      if (host !== undefined) this.held(host, address, false);
    }
  }

  /** The processes stand still; the kernel keeps what comes for them. */
  hang(node: string): void {
    const process = this.#running.get(node);
    if (process !== undefined) process.pause.hung = true;
  }

  resume(node: string): void {
    const pause = this.#running.get(node)?.pause;
    if (pause === undefined) return;
    pause.hung = false;
    for (const missed of pause.missed.splice(0)) missed();
  }

  reload(node: string, configuration?: VrrpNode): void {
    if (configuration !== undefined) this.#configurations.set(node, configuration);
    const [process, own] = [this.#running.get(node), this.#configurations.get(node)];
    if (process === undefined || own === undefined) return;
    if (own.refuses !== undefined) {
      this.stop(node);
      return;
    }
    process.keepalived = Keepalived.reload(process.keepalived, own);
  }

  script(node: string, name: string, outcome: ScriptOutcome): void {
    this.#hosts.get(node)?.scripts.set(name, outcome);
  }

  /** A tracked file has another number in it. */
  file(node: string, name: string, value: number): void {
    this.#hosts.get(node)?.files.set(name, value);
    this.#tell(node, (keepalived) => keepalived.fileChanged(name, value));
  }

  /** A tracked file says the worst that it can, or nothing. */
  failFile(node: string, name: string, fails: boolean): void {
    const check = this.routersOf(node)
      .flatMap(({ instance }) => instance.checks)
      .find((one) => one.kind === "file" && one.name === name);
    const isNegative = check !== undefined && check.weight < 0 !== check.reverse;
    this.file(node, name, fails ? (isNegative ? 254 : -254) : 0);
  }

  /** A process or a BFD session goes or comes back. */
  presence(node: string, kind: "process" | "bfd", name: string, present: boolean): void {
    const missing = this.#hosts.get(node)?.missing;
    if (present) missing?.delete(`${kind} ${name}`);
    else missing?.add(`${kind} ${name}`);
    this.#tell(node, (keepalived) => keepalived.presenceChanged(kind, name, present));
  }

  /** An interface loses or gets back its carrier. */
  link(node: string, name: string, up: boolean): void {
    const link = this.#hosts.get(node)?.links.get(name);
    if (link === undefined || link.up === up) return;
    link.up = up;
    this.#tell(node, (keepalived) => keepalived.linkChanged(name, up));
  }

  /** An interface keeps its carrier, but nothing comes or goes. */
  plug(node: string, name: string, plugged: boolean): void {
    const link = this.#hosts.get(node)?.links.get(name);
    if (link !== undefined) link.plugged = plugged;
  }

  /** No node hears another. */
  partition(partitioned: boolean): void {
    this.#partitioned = partitioned;
  }

  /** Two nodes do not hear each other. */
  cut(a: string, b: string, cut: boolean): void {
    const pair = [a, b].sort().join("\n");
    if (cut) this.#cuts.add(pair);
    else this.#cuts.delete(pair);
  }

  /** Nobody hears what VRRP sends on an interface. */
  mute(node: string, name: string, mute: boolean): void {
    const link = this.#hosts.get(node)?.links.get(name);
    if (link !== undefined) link.mute = mute;
  }

  /** What comes for VRRP on an interface is lost: a firewall. */
  deaf(node: string, name: string, deaf: boolean): void {
    const link = this.#hosts.get(node)?.links.get(name);
    if (link !== undefined) link.deaf = deaf;
  }

  /** Somebody takes an address off an interface by hand. The kernel takes others of its network with the first one. */
  removeAddress(node: string, address: string): void {
    const host = this.#hosts.get(node);
    if (host === undefined) return;
    for (const second of this.#secondaries(host, address)) this.#takeOff(host, second);
    for (const link of host.links.values()) link.addresses.delete(address);
    this.#takeOff(host, address);
  }

  #takeOff(host: Host, address: string): void {
    if (host.held.delete(address)) this.held(host, address, false);
    this.#tell(host.name, (keepalived) => keepalived.addressRemoved(address));
  }

  /** Virtual addresses that are secondary to an own one: of the same network, with the same prefix length. */
  #secondaries(host: Host, address: string): readonly string[] {
    const prefix = host.prefixes.get(address);
    const instances = this.#running.get(host.name)?.keepalived.node.instances ?? [];
    if (prefix === undefined) return [];
    return [...host.held].filter(
      (held) =>
        instances.some((instance) => instance.prefixes.get(held) === prefix) &&
        isSameNetwork(held, address, prefix),
    );
  }

  addAddress(node: string, interfaceName: string, address: string): void {
    this.#hosts.get(node)?.links.get(interfaceName)?.addresses.add(address);
    this.#tell(node, (keepalived) => keepalived.addressAdded());
  }

  /** The worst moment for a fault: every master advertises now, and every check is made when `pause` has passed. */
  align(pause: number): void {
    for (const { keepalived } of this.#running.values()) keepalived.align(pause);
  }

  /** The instances of a node as they are now. */
  routersOf(node: string): readonly Router[] {
    return this.#running.get(node)?.keepalived.routers ?? [];
  }

  sent(from: Keepalived, instance: Instance, advert: Advert): void {
    const { transport } = instance;
    const destinations = transport.kind === "unicast" ? transport.peers : [transport.group];
    const link = from.host.links.get(instance.interface);
    if (link === undefined) return;
    for (const process of this.#running.values()) {
      const { keepalived } = process;
      if (keepalived === from) continue;
      for (const { instance: to } of keepalived.routers) {
        const isMeant =
          to.virtualRouterId === instance.virtualRouterId &&
          to.family === instance.family &&
          destinations.includes(addressedBy(keepalived, to)) &&
          !ownsAddress(keepalived.host, advert.source);
        if (isMeant && this.#hears(from.host, link, keepalived.host, to.interface))
          this.#deliver(process, to, advert);
      }
    }
  }

  held(host: Host, address: string, held: boolean): void {
    if (host.own.has(address)) return;
    this.timeline.addresses.push({ at: this.clock.now, node: host.name, address, held });
  }

  entered(node: string, instance: string, state: State): void {
    this.timeline.states.push({ at: this.clock.now, node, instance, state });
  }

  prioritised(node: string, instance: string, from: number, to: number): void {
    this.timeline.priorities.push({ at: this.clock.now, node, instance, from, to });
  }

  #deliver(process: Process, to: Instance, advert: Advert): void {
    const { keepalived } = process;
    keepalived.clock.after(travelTime, () => {
      const isCurrent = this.#running.get(keepalived.node.name) === process;
      const router = process.keepalived.routers.find(({ instance }) => instance.name === to.name);
      if (isCurrent) router?.receive(advert);
    });
  }

  #hears(from: Host, link: Link, to: Host, interfaceName: string): boolean {
    const other = to.links.get(interfaceName);
    if (other === undefined || link.segment !== other.segment) return false;
    if (!link.up || !other.up || !link.plugged || !other.plugged) return false;
    if (this.#partitioned || link.mute || other.deaf) return false;
    return !this.#cuts.has([from.name, to.name].sort().join("\n"));
  }

  #tell(node: string, tell: (keepalived: Keepalived) => void): void {
    const process = this.#running.get(node);
    if (process === undefined) return;
    if (process.pause.hung) process.pause.missed.push(() => tell(process.keepalived));
    else tell(process.keepalived);
  }

  #take(node: string): Keepalived | undefined {
    const process = this.#running.get(node);
    this.#running.delete(node);
    return process?.keepalived;
  }
}

interface Process {
  keepalived: Keepalived;
  readonly pause: Pause;
}

interface Pause {
  hung: boolean;
  /** What came while it hung. */
  readonly missed: (() => unknown)[];
}

/** A clock whose appointments wait while the process hangs. */
function pausable(clock: Clock, pause: Pause): Schedule {
  return {
    get now() {
      return clock.now;
    },
    after(time, run) {
      const appointment = clock.after(time, () => {
        if (pause.hung) pause.missed.push(() => appointment.run !== undefined && run());
        else run();
      });
      return appointment;
    },
  };
}

/** What seems to come from an own address the kernel throws away. */
function ownsAddress({ links }: Host, address: string): boolean {
  return [...links.values()].some(({ addresses }) => addresses.has(address));
}

/** Where an advertisement must be sent for an instance to get it. */
function addressedBy(keepalived: Keepalived, instance: Instance): string {
  const { transport } = instance;
  return transport.kind === "multicast" ? transport.group : (keepalived.sourceOf(instance) ?? "");
}
