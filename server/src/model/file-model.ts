/**
 * What a file says, in words that no dialect owns. The generic part (names) is filled from the catalogue's `<def>`
 * and `<ref>` values for every dialect; `vrrp` and `proxy` hold what cross-file rules, failover and topology need.
 */
import type { PlacedName } from "../catalogue/check.ts";
import type { Span } from "../text/span.ts";
import type { LvsModel } from "./lvs.ts";
import type { ProxyModel } from "./proxy.ts";
import type { VrrpModel } from "./vrrp.ts";

export interface FileModel {
  readonly names: readonly PlacedName[];
  /** Files that this file pulls in, as written (globs allowed). */
  readonly includes: readonly Include[];
  readonly vrrp?: VrrpModel;
  readonly lvs?: LvsModel;
  readonly proxy?: ProxyModel;
}

export interface Include {
  readonly pattern: string;
  readonly span: Span;
  /** Scope in which the included text is read. */
  readonly scope: string | undefined;
  /** A template decides what the pattern is. */
  readonly unknown?: true;
  /** The daemon may leave it out. */
  readonly conditional?: true;
}

/** A value with the words it was read from. `undefined` values are written as templates: known to be there, not known what. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/** An address in canonical text. */
export interface PlacedAddress extends Located<string> {
  readonly family: 4 | 6;
}

/** True where none of these keywords may have been given in a way that can not be read: all of them, or in another file. */
export function isKnown(
  { unknown }: { readonly unknown: ReadonlySet<string> },
  ...keywords: readonly string[]
): boolean {
  return unknown.size === 0 || ["*", "include", ...keywords].every((keyword) => !unknown.has(keyword));
}
