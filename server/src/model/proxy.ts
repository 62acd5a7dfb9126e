/** Proxies and web servers as a configuration describes them: where they listen, where they send. */
import type { Span } from "../text/span.ts";
import type { Located } from "./file-model.ts";

export interface ProxyModel {
  readonly listeners: readonly Listener[];
  readonly pools: readonly Pool[];
}

export interface Listener {
  /** The server block or section it belongs to. */
  readonly owner: string;
  /** Canonical address, or `*` for every address, or a socket's path. */
  readonly address: string;
  /** First and last port; absent for a socket. */
  readonly ports?: readonly [number, number];
  readonly protocol: "tcp" | "udp";
  readonly span: Span;
}

/** An nginx upstream or a HAProxy backend. */
export interface Pool {
  readonly name: Located<string>;
  readonly span: Span;
  readonly servers: readonly PoolServer[];
}

export interface PoolServer {
  readonly name?: string;
  readonly address: string;
  readonly port?: number;
  readonly backup: boolean;
  readonly span: Span;
}
