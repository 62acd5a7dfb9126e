/** What keepalived makes of a virtual server: forwarding methods, the address family, the real servers it keeps. */
import type { Span } from "../text/span.ts";
import type { Located } from "./file-model.ts";
import type {
  ForwardingMethod,
  GroupEntry,
  RealServer,
  SorryServer,
  VirtualServer,
  VirtualServerGroup,
} from "./lvs.ts";

/** The method a real server works with: its own, or the virtual server's; NAT where none is set. */
export function forwardingOf(virtual: VirtualServer, server: RealServer): string {
  return methodWhenRead(virtual, server) ?? virtual.methods.at(-1)?.value ?? "NAT";
}

export function sorryForwardingOf(virtual: VirtualServer, sorry: SorryServer): string {
  return sorryMethodWhenRead(virtual, sorry) ?? virtual.methods.at(-1)?.value ?? "NAT";
}

/** The method that is known by the time the real server's block ends. */
function methodWhenRead(virtual: VirtualServer, server: RealServer): string | undefined {
  return server.method?.value ?? methodAbove(virtual, server.block)?.value;
}

function sorryMethodWhenRead(virtual: VirtualServer, sorry: SorryServer): string | undefined {
  const own = sorrySettingsOf(virtual, sorry).findLast((setting) => setting.method !== undefined);
  return own?.method?.value ?? methodAbove(virtual, sorry.line)?.value;
}

function methodAbove(virtual: VirtualServer, at: Span): ForwardingMethod | undefined {
  return virtual.methods.findLast((method) => method.span.start < at.start);
}

/** The lines that are about this sorry server: those below it. */
export function sorrySettingsOf(virtual: VirtualServer, sorry: SorryServer): VirtualServer["sorrySettings"] {
  return virtual.sorrySettings.filter((setting) => setting.span.start > sorry.line.start);
}

/** A line or block that is of an address family, in the order in which keepalived looks at them. */
export interface FamilyStep {
  readonly what: "ip_family" | "granularity" | "real_server" | "sorry_server";
  readonly family: 4 | 6;
  readonly span: Span;
  readonly server?: RealServer;
  /** What has set the family of the virtual server by then. */
  readonly set?: Located<4 | 6>;
}

/** Of a virtual server by address the address sets the family, of another the first of these lines. A tunnel may be of either. */
export function familySteps(virtual: VirtualServer): FamilyStep[] {
  const { service, familyLine, granularity, realServers } = virtual;
  const sorry = virtual.sorryServers.at(-1);
  const steps: (FamilyStep & { readonly at: number })[] = realServers
    .filter((server) => methodWhenRead(virtual, server) !== "TUN")
    .map((server) => ({
      what: "real_server",
      family: server.family,
      span: server.head,
      server,
      at: server.block.end,
    }));
  if (familyLine !== undefined) {
    const { value, span } = familyLine;
    steps.push({ what: "ip_family", family: value, span, at: span.end });
  }
  if (granularity !== undefined) {
    const { value, span } = granularity;
    steps.push({ what: "granularity", family: value.includes(".") ? 4 : 6, span, at: span.end });
  }
  if (sorry !== undefined && sorryMethodWhenRead(virtual, sorry) !== "TUN")
    steps.push({ what: "sorry_server", family: sorry.family, span: sorry.line, at: virtual.span.end });
  let set: Located<4 | 6> | undefined =
    service.kind === "address" ? { value: service.family, span: service.span } : undefined;
  return steps
    .sort((a, b) => a.at - b.at)
    .map(({ at: _, ...step }) => {
      const placed = set === undefined ? step : { ...step, set };
      set ??= { value: step.family, span: step.span };
      return placed;
    });
}

/** The address family in the end; `undefined` where nothing sets one. */
export function familyOf(virtual: VirtualServer): 4 | 6 | undefined {
  const [first] = familySteps(virtual);
  return first?.set?.value ?? first?.family;
}

/** The first entry of the group that is of another family than the virtual server: keepalived drops the virtual server then. */
export function strangerIn(group: VirtualServerGroup, virtual: VirtualServer): GroupEntry | undefined {
  const family = familyOf(virtual);
  const strange = (entry: GroupEntry): boolean => entry.family !== undefined && entry.family !== family;
  return family === undefined ? undefined : group.entries.find(strange);
}

/** A mark that may be of either family beside addresses of both: keepalived drops such a group. */
export function ambiguousMark({ entries }: VirtualServerGroup): GroupEntry | undefined {
  const families = new Set(entries.map((entry) => entry.family));
  return families.has(4) && families.has(6) ? entries.find((entry) => entry.family === undefined) : undefined;
}

/** The real servers that repeat another one, each with the first of its kind. */
export function repeatedServers({ realServers }: VirtualServer): ReadonlyMap<RealServer, RealServer> {
  const first = new Map<string, RealServer>();
  const repeated = new Map<RealServer, RealServer>();
  for (const server of realServers) {
    const key = `${server.address} ${server.port}`;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, server);
    else repeated.set(server, earlier);
  }
  return repeated;
}

/** The real servers that keepalived does not drop. */
export function keptServers(virtual: VirtualServer): RealServer[] {
  const dropped = new Set<RealServer | undefined>(repeatedServers(virtual).keys());
  for (const { set, family, server } of familySteps(virtual))
    if (set !== undefined && set.value !== family) dropped.add(server);
  return virtual.realServers.filter((server) => !dropped.has(server));
}

/** The weight it starts with. */
export function weightOf(virtual: VirtualServer, server: RealServer): number {
  return server.weight?.value ?? virtual.weight?.value ?? 1;
}
