/** Nodes that authenticate differently: another password within the eight characters that count, another type, or none. */

import {
  globalOf,
  isUnknown,
  mismatches,
  type Part,
  placeOf,
  versionOf,
  virtualRoutersOf,
} from "../../ha/virtual-routers.ts";
import type { Located } from "../../model/file-model.ts";
import { clusterRule, replace } from "../rule.ts";

export const authMismatch = clusterRule({
  name: "auth-mismatch",
  group: "cluster",
  code: "CL102",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of virtualRoutersOf(cluster)) {
      for (const { odd, like, value, expected } of mismatches(router, authenticationOf, same)) {
        const { instance } = odd;
        const sameType = value.type === expected.type;
        const params = {
          instance: instance.name.value,
          node: like.node,
          type: value.type,
          other: expected.type,
        };
        const own = sameType ? instance.authentication?.password : undefined;
        const others = like.instance.authentication;
        const theirs = sameType ? others?.password : undefined;
        report(placeOf(odd, own ?? instance.authentication), sameType ? "password" : "type", {
          params,
          related: [{ place: placeOf(like, theirs ?? others), message: { id: "other", params } }],
          ...(own === undefined || theirs === undefined
            ? {}
            : {
                fixes: [
                  replace(
                    { id: "take", params },
                    "unsafe",
                    own.span,
                    like.file.text.slice(theirs.span.start, theirs.span.end),
                  ),
                ],
              }),
        });
      }
    }
  },
});

interface Authentication {
  readonly type: "AH" | "PASS" | "nothing";
  readonly password: string;
}

const none: Authentication = { type: "nothing", password: "" };

/** Bytes of a password that are sent. */
const sent = 8;

/** What keepalived makes of the block: without type, without password, in version 3 and in strict mode there is none. */
function authenticationOf(part: Part): Authentication | undefined {
  if (isUnknown(part, "authentication") || versionOf(part)?.value !== 2) return undefined;
  const { authentication, strict } = part.instance;
  if (isUnknown(part, "strict_mode")) return undefined;
  const globalStrict = strict === undefined ? globalOf(part, "strict", "vrrp_strict") : undefined;
  if (globalStrict === "unknown") return undefined;
  if (strict?.value === true || (typeof globalStrict === "object" && globalStrict.located.value)) return none;
  const type = typeOf(authentication?.type);
  const password = authentication?.password?.value;
  if (type === undefined || password === undefined) return none;
  // Whether AH counts for IPv6 differs from version to version.
  if (type === "AH" && part.instance.addresses[0]?.family === 6) return undefined;
  return { type, password: new TextDecoder().decode(new TextEncoder().encode(password).slice(0, sent)) };
}

function typeOf(type: Located<string> | undefined): "AH" | "PASS" | undefined {
  return type?.value === "AH" || type?.value === "PASS" ? type.value : undefined;
}

function same(a: Authentication, b: Authentication): boolean {
  return a.type === b.type && a.password === b.password;
}
