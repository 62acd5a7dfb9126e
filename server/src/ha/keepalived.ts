/** One running keepalived: its instances, sync groups and checks on a host. It ends with its process. */
import type { Advert } from "./advert.ts";
import type { Schedule } from "./clock.ts";
import type { Host } from "./host.ts";
import type { Answer, TrackedCheck } from "./priority.ts";
import { Router, type RouterHost } from "./router.ts";
import { RunningGroup } from "./running-group.ts";
import { ScriptRun } from "./script-run.ts";
import type { State } from "./timeline.ts";
import type { Instance, VrrpNode } from "./vrrp-node.ts";

/** What a keepalived tells those who watch it. */
export interface Observer {
  sent(from: Keepalived, instance: Instance, advert: Advert): void;
  held(host: Host, address: string, held: boolean): void;
  entered(node: string, instance: string, state: State): void;
  prioritised(node: string, instance: string, from: number, to: number): void;
}

const noSource = "no source address";
const ownInterface = "own interface";

export class Keepalived implements RouterHost {
  readonly node: VrrpNode;
  readonly host: Host;
  readonly clock: Schedule;
  readonly delayedUntil: number;
  readonly routers: readonly Router[];
  readonly #observer: Observer;
  readonly #scripts: readonly ScriptRun[];
  /** Instances that have told a state. */
  readonly #told = new Set<string>();

  constructor(node: VrrpNode, host: Host, clock: Schedule, observer: Observer) {
    this.node = node;
    this.host = host;
    this.clock = clock;
    this.#observer = observer;
    this.delayedUntil = clock.now + node.startupDelay;
    this.routers = node.instances.map((instance) => new Router(instance, this));
    this.#scripts = node.scripts
      .filter(({ fate }) => fate !== "not-run")
      .map(
        (script) =>
          new ScriptRun(
            script,
            node.release,
            clock,
            () => this.#outcome(script),
            (ok) => this.#say(script.name, ok),
          ),
      );
  }

  get release(): string {
    return this.node.release;
  }

  start(): void {
    this.#removeLeftovers();
    const groups = this.#prepare();
    for (const group of groups) group.prepare();
    for (const router of this.routers) {
      router.start();
      // What its socket can not be bound to it finds out last, and says so.
      if (this.#isForeignSource(router.instance)) this.entered(router.instance, "FAULT");
    }
    for (const script of this.#scripts) script.run();
  }

  /** Reads its configuration anew: instances with the same virtual router go on in their state. */
  static reload(before: Keepalived, node: VrrpNode): Keepalived {
    const after = new Keepalived(node, before.host, before.clock, before.#observer);
    for (const script of after.#scripts) {
      const old = before.#scripts.find((one) => one.script.name === script.script.name);
      if (old !== undefined) script.takeOver(old);
    }
    for (const name of before.#told) after.#told.add(name);
    for (const script of before.#scripts) script.end();
    const groups = after.#prepare();
    for (const group of groups) group.prepare();
    const successor = (old: Router) => after.routers.find((one) => isSameRouter(one.instance, old.instance));
    for (const old of before.routers) {
      const next = successor(old);
      if (next === undefined) old.stop();
      else {
        old.abandon();
        for (const address of addressesOf(old.instance)) {
          if (!addressesOf(next.instance).includes(address)) after.#put(address, false);
        }
      }
    }
    for (const router of after.routers) {
      const old = before.routers.find((one) => successor(one) === router);
      if (old === undefined) router.start();
      else router.takeOver(old);
    }
    for (const script of after.#scripts) script.run();
    return after;
  }

  stop(): void {
    for (const router of this.routers) router.stop();
    this.#end();
  }

  kill(): void {
    for (const router of this.routers) router.abandon();
    this.#end();
  }

  /** Masters advertise now, checks are made after `pause`. */
  align(pause: number): void {
    for (const router of this.routers) router.advertiseNow();
    for (const script of this.#scripts) script.align(pause);
  }

  // What the host reports.

  linkChanged(link: string, up: boolean): void {
    for (const router of this.routers) {
      const { instance } = router;
      if (instance.interface === link && instance.watchesOwnInterface) {
        if (up) router.recover(ownInterface);
        else router.fail(ownInterface);
      }
    }
    this.#tell("interface", link, up);
  }

  fileChanged(name: string, value: number): void {
    this.#tell("file", name, value);
  }

  presenceChanged(kind: "process" | "bfd", name: string, present: boolean): void {
    this.#tell(kind, name, present);
  }

  addressRemoved(address: string): void {
    for (const router of this.routers) {
      if (addressesOf(router.instance).includes(address)) router.lostAddress();
      if (this.sourceOf(router.instance) === undefined) router.fail(noSource);
    }
  }

  addressAdded(): void {
    for (const router of this.routers)
      if (this.sourceOf(router.instance) !== undefined) router.recover(noSource);
  }

  // What its instances ask.

  sourceOf({ source, interface: link, family }: Instance): string | undefined {
    return source ?? this.host.addressOn(link, family);
  }

  send({ instance }: Router, priority: number): void {
    const source = this.sourceOf(instance);
    if (source === undefined || this.host.links.get(instance.interface)?.up !== true) return;
    const { version, virtualRouterId, advertInterval, authentication, addresses, transport } = instance;
    this.#observer.sent(this, instance, {
      node: this.node.name,
      source,
      multicast: transport.kind === "multicast",
      version,
      virtualRouterId,
      priority,
      interval: advertInterval,
      authentication,
      addresses,
    });
  }

  hold(instance: Instance, held: boolean): void {
    for (const address of addressesOf(instance)) this.#put(address, held);
  }

  entered(instance: Instance, state: State): void {
    this.#told.add(instance.name);
    this.#observer.entered(this.node.name, instance.name, state);
  }

  prioritised(instance: Instance, from: number, to: number): void {
    this.#observer.prioritised(this.node.name, instance.name, from, to);
  }

  #prepare(): readonly RunningGroup[] {
    const groups = this.node.syncGroups.map(({ members }) => {
      const routers = this.routers.filter(({ instance }) => members.includes(instance.name));
      const group = new RunningGroup(routers);
      for (const router of routers) router.group = group;
      return group;
    });
    for (const router of this.routers) {
      const { instance } = router;
      for (const check of instance.checks) {
        if (check.kind !== "script" || this.#scriptOf(check) !== undefined)
          router.prepare(check, this.#answerOf(check));
      }
      if (this.sourceOf(instance) === undefined || this.#isForeignSource(instance))
        router.prepareFault(noSource);
      const link = this.host.links.get(instance.interface);
      if (link?.up !== true && instance.watchesOwnInterface) router.prepareFault(ownInterface);
    }
    return groups;
  }

  /** Before 2.3 an address that the host does not have can not be sent from. */
  #isForeignSource({ source, transport }: Instance): boolean {
    return (
      this.release === "2.2" &&
      transport.kind === "unicast" &&
      source !== undefined &&
      ![...this.host.links.values()].some(({ addresses }) => addresses.has(source))
    );
  }

  #answerOf(check: TrackedCheck): Answer {
    const { kind, name } = check;
    if (kind === "script") return this.#scriptOf(check)?.answer;
    if (kind === "interface") return this.host.links.get(name)?.up ?? true;
    if (kind === "file") return this.host.files.get(name) ?? 0;
    return !this.host.missing.has(`${kind} ${name}`);
  }

  #scriptOf({ name }: TrackedCheck): ScriptRun | undefined {
    return this.#scripts.find(({ script }) => script.name === name);
  }

  #outcome({ name, fate }: ScriptRun["script"]) {
    if (fate === "never-fails") return "succeeds";
    if (fate === "never-succeeds") return "fails";
    return this.host.scripts.get(name) ?? "succeeds";
  }

  #say(script: string, succeeds: boolean): void {
    this.#tell("script", script, succeeds);
  }

  #tell(kind: TrackedCheck["kind"], name: string, answer: Answer): void {
    for (const router of this.routers) {
      for (const check of router.instance.checks)
        if (check.kind === kind && check.name === name) router.answered(check, answer);
    }
  }

  #put(address: string, held: boolean): void {
    const { host } = this;
    if (host.held.has(address) === held) return;
    if (held) host.held.add(address);
    else host.held.delete(address);
    this.#observer.held(host, address, held);
  }

  /** Virtual addresses that are on the host already: those of a process that was killed, and, as it happens, its own. */
  #removeLeftovers(): void {
    for (const { instance } of this.routers) {
      for (const address of addressesOf(instance)) {
        this.#put(address, false);
        this.host.links.get(instance.interface)?.addresses.delete(address);
      }
    }
  }

  #end(): void {
    for (const script of this.#scripts) script.end();
    for (const name of this.#told) this.#observer.entered(this.node.name, name, "STOPPED");
  }
}

function addressesOf({ addresses, excludedAddresses }: Instance): readonly string[] {
  return [...addresses, ...excludedAddresses];
}

function isSameRouter(a: Instance, b: Instance): boolean {
  return a.virtualRouterId === b.virtualRouterId && a.interface === b.interface && a.family === b.family;
}
