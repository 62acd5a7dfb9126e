/** How the nodes of a virtual router authenticate their adverts, and the line that keeps one from it. */
import { globalOf, isUnknown, type Part, placeOf, versionOf } from "../../ha/virtual-routers.ts";
import {
  globalsTogether,
  type SentAuthentication,
  authenticationOf as sentAuthenticationOf,
} from "../../model/vrrp-effective.ts";
import type { Place } from "../rule.ts";

export interface Authentication extends SentAuthentication {
  /** The line that switches it off. */
  readonly strict?: Place;
}

/** What a part sends; `undefined` where that is not known, or the version has no authentication. */
export function authenticationOf(part: Part): Authentication | undefined {
  if (isUnknown(part, "authentication", "strict_mode") || versionOf(part)?.value !== 2) return undefined;
  const strict = strictPlaceOf(part);
  const sent = sentAuthenticationOf(part.instance, globalsTogether(part.configuration.models));
  if (strict === "unknown" || sent === undefined) return undefined;
  return strict === undefined ? sent : { ...sent, strict };
}

function strictPlaceOf(part: Part): Place | "unknown" | undefined {
  const { strict } = part.instance;
  if (strict !== undefined) return strict.value ? placeOf(part, strict) : undefined;
  const global = globalOf(part, "strict", "vrrp_strict");
  if (typeof global === "string") return global === "unknown" ? "unknown" : undefined;
  return global.located.value ? { file: global.file, span: global.located.span } : undefined;
}

export function sameAuthentication(a: Authentication, b: Authentication): boolean {
  return a.type === b.type && a.password === b.password;
}
