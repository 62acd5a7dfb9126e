/** What sends to a proxy, a pool or a server, and what that sends to, one step at a time, as editors show calls of functions. */
import { type Span, touches } from "../text/span.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { definitionsOf, nameAt } from "./names.ts";
import { type Send, type TrafficNode, trafficOf } from "./traffic.ts";

/** A neighbour with the places that send, in the file of the one that does. */
export interface Call {
  readonly node: TrafficNode;
  readonly spans: readonly Span[];
}

/** What the place stands for: the name of a proxy, pool or server, wherever it is written, or the line that begins one. */
export function callItemsAt(snapshot: Snapshot, file: SourceFile, offset: number): TrafficNode[] {
  const { nodes } = trafficOf(snapshot.unitOf(file), snapshot);
  const name = nameAt(file, offset);
  const meant = name === undefined ? [] : definitionsOf(snapshot, file, name);
  const named = nodes.filter((node) =>
    meant.some((other) => other.file === node.file && other.name.span.start === node.nameSpan.start),
  );
  if (named.length > 0 || name !== undefined) return named;
  return nodes.filter((node) => node.file === file && touches(node.head, offset));
}

/** Who sends to the node whose name begins at the offset. */
export function incomingCalls(snapshot: Snapshot, file: SourceFile, offset: number): Call[] {
  return grouped(
    snapshot,
    file,
    (send) => isAt(send.to, file, offset),
    ({ from }) => from,
  );
}

/** To whom the node whose name begins at the offset sends. */
export function outgoingCalls(snapshot: Snapshot, file: SourceFile, offset: number): Call[] {
  return grouped(
    snapshot,
    file,
    (send) => isAt(send.from, file, offset),
    ({ to }) => to,
  );
}

function grouped(
  snapshot: Snapshot,
  file: SourceFile,
  isMeant: (send: Send) => boolean,
  other: (send: Send) => TrafficNode,
): Call[] {
  const calls = new Map<TrafficNode, Span[]>();
  for (const send of trafficOf(snapshot.unitOf(file), snapshot).sends) {
    if (!isMeant(send)) continue;
    const node = other(send);
    calls.set(node, [...(calls.get(node) ?? []), send.span]);
  }
  return [...calls].map(([node, spans]) => ({ node, spans }));
}

function isAt(node: TrafficNode, file: SourceFile, offset: number): boolean {
  return node.file === file && node.nameSpan.start === offset;
}
