/** Nodes that authenticate differently: another password within the eight characters that count, another type, or none. */

import { type Mismatch, mismatches, type Part, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import type { Located } from "../../model/file-model.ts";
import { clusterRule, type Fix, type Place } from "../rule.ts";
import { type Authentication, authenticationOf, sameAuthentication } from "./authentication.ts";
import {
  type FileEdit,
  fixOf,
  linesInInstance,
  linesOfBlock,
  takenOut,
  textInstead,
} from "./copied-lines.ts";

export const authMismatch = clusterRule({
  name: "auth-mismatch",
  group: "cluster",
  code: "CL102",
  severity: "error",
  daemon: "silent",
  check({ cluster }, report) {
    for (const router of virtualRoutersOf(cluster)) {
      for (const { odd, like, value, expected } of mismatches(router, authenticationOf, sameAuthentication)) {
        const own = value.type === expected.type ? odd.instance.authentication?.password : undefined;
        const theirs = value.type === expected.type ? like.instance.authentication?.password : undefined;
        const params = {
          instance: odd.instance.name.value,
          node: like.node,
          type: spell(value),
          other: spell(expected),
        };
        const place = value.strict ?? placeOf(odd, own ?? odd.instance.authentication);
        const isPair = router.parts.length === 2;
        report(place, messageFor(value, expected), {
          params,
          related: [
            {
              place: expected.strict ?? placeOf(like, theirs ?? like.instance.authentication),
              message: { id: "other", params },
            },
          ],
          fixes:
            own !== undefined && theirs !== undefined
              ? fixOf({ id: "take", params }, { file: odd.file, span: own.span, text: textOf(like, theirs) })
              : typeFixes({ odd, like, value, expected }, isPair),
        });
      }
    }
  },
});

function messageFor(own: Authentication, other: Authentication): string {
  if (own.type === other.type) return "password";
  return own.strict !== undefined ? "strict-here" : other.strict !== undefined ? "strict-there" : "type";
}

function typeFixes({ odd, like, value, expected }: Mismatch<Authentication>, isPair: boolean): Fix[] {
  const params = { node: like.node };
  if (value.strict !== undefined)
    return fixOf({ id: "not-strict" }, ...withoutStrict(odd, value.strict, like));
  const own = odd.instance.authentication;
  const remove = own === undefined ? [] : fixOf({ id: "remove" }, takenOut(odd.file, own.span));
  if (expected.strict !== undefined) {
    const edits = withoutStrict(like, expected.strict, odd);
    return [...(isPair ? fixOf({ id: "not-strict-there", params }, ...edits) : []), ...remove];
  }
  if (expected.type !== "none") return fixOf({ id: "take", params }, authenticationIn(odd, like));
  return [...(isPair ? fixOf({ id: "write-there", params }, authenticationIn(like, odd)) : []), ...remove];
}

/** The other node's block in the place of the own one, or among the first lines of the instance. */
function authenticationIn(to: Part, from: Part): FileEdit | undefined {
  const block = from.instance.authentication;
  if (block === undefined) return undefined;
  const lines = linesOfBlock(from.file, block.span);
  const own = to.instance.authentication;
  return own === undefined ? linesInInstance(to, ...lines) : textInstead(to.file, own.span, lines);
}

/** Strict mode is switched off, and the other node's block taken where the own one is not the same. */
function withoutStrict(part: Part, strict: Place, other: Part): (FileEdit | undefined)[] {
  const { file, instance } = part;
  const isOwn = strict.file === file && strict.span === instance.strict?.span;
  const off = isOwn ? { ...strict, text: "strict_mode off" } : takenOut(strict.file, strict.span);
  const [own, theirs] = [instance.authentication, other.instance.authentication];
  const isSame = own?.type?.value === theirs?.type?.value && own?.password?.value === theirs?.password?.value;
  return isSame ? [off] : [off, authenticationIn(part, other)];
}

function textOf({ file }: Part, { span }: Located<string>): string {
  return file.text.slice(span.start, span.end);
}

function spell({ type }: Authentication): string {
  return type === "none" ? "nothing" : type;
}
