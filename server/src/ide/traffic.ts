/**
 * Who sends to whom in a configuration: proxies, pools of servers, servers, and the lines that send. A dialect says what
 * its sections are; what an editor shows of it is made of these nodes alone.
 */
import type { Span } from "../text/span.ts";
import { remembered } from "../workspace/remembered.ts";
import type { Snapshot, Unit } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { haproxyTraffic } from "./haproxy/haproxy-traffic.ts";
import { nginxTraffic } from "./nginx/nginx-traffic.ts";

export interface TrafficNode {
  readonly file: SourceFile;
  /** The keyword that makes it. */
  readonly kind: string;
  readonly role: "proxy" | "pool" | "server";
  readonly name: string;
  /** What is said of it beside its name: an address. */
  readonly detail: string;
  readonly span: Span;
  /** The line that begins it. */
  readonly head: Span;
  readonly nameSpan: Span;
}

export interface Send {
  readonly from: TrafficNode;
  readonly to: TrafficNode;
  /** What sends, in the file of `from`. */
  readonly span: Span;
}

export interface Traffic {
  readonly nodes: readonly TrafficNode[];
  /** In the order of the file that they stand in. */
  readonly sends: readonly Send[];
}

const nothing: Traffic = { nodes: [], sends: [] };

export const trafficOf = remembered((unit: Unit, snapshot: Snapshot): Traffic => {
  switch (unit.files[0]?.dialect.id) {
    case "haproxy":
      return haproxyTraffic(unit);
    case "nginx":
      return nginxTraffic(unit, snapshot);
    default:
      return nothing;
  }
});
