/** The blocks of an nginx configuration that a person looks for: servers, locations, upstreams, maps. */
import { allBlocks, isOpened } from "../../rules/nginx/blocks.ts";
import { type Directive, headSpan } from "../../syntax/tree.ts";
import type { Locale } from "../../text/locale.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import type { NamedPlace } from "../workspace-symbols.ts";
import { blockPath } from "./block-title.ts";
import { outlineHead } from "./outline-head.ts";

const sought =
  /^(?:server|stream-server|mail-server|location|upstream|stream-upstream|map|geo|split_clients)$/;

/** Each once, with the way that leads to it first. */
export function blockPlaces(unit: Unit, snapshot: Snapshot, locale: Locale): NamedPlace[] {
  const places = new Map<Directive, NamedPlace>();
  for (const block of allBlocks(unit, snapshot)) {
    if (!isOpened(block) || !sought.test(block.scope ?? "")) continue;
    const { file, directive } = block.opener;
    if (places.has(directive)) continue;
    const container = outlineHead(file, directive, locale)?.detail ?? "";
    places.set(directive, {
      name: blockPath(block),
      container,
      isBlock: true,
      file,
      span: headSpan(directive),
    });
  }
  return [...places.values()];
}
