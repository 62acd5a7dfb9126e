/** Virtual routers that one node keeps together in a sync group and another does not, or not all of them. */
import { standingOf } from "../../ha/standing.ts";
import {
  type Member,
  membersOf,
  type Part,
  placeOf,
  type VirtualRouter,
  virtualRoutersOf,
} from "../../ha/virtual-routers.ts";
import { isKnown } from "../../model/file-model.ts";
import type { SyncGroup } from "../../model/vrrp.ts";
import { keepsNopreempt } from "../../model/vrrp-effective.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { isCertain, isComplete } from "../keepalived/keepalived-rule.ts";
import { clusterRule, type Fix, type Report } from "../rule.ts";
import { fixOf, linesAbove, linesBelow } from "./copied-lines.ts";

export const syncGroupMismatch = clusterRule({
  name: "sync-group-mismatch",
  group: "cluster",
  code: "CL119",
  severity: "warning",
  daemon: "silent",
  check({ cluster }, report) {
    const routers = virtualRoutersOf(cluster);
    if (routers.length < 2) return;
    const members = membersOf(cluster).filter(isWhollyKnown);
    const said = new Set<string>();
    /** Of several nodes with the group one is named. */
    const once: Report = (place, message, details) => {
      const key = `${place.file.path} ${place.span.start}`;
      if (!said.has(key)) report(place, message, details);
      said.add(key);
    };
    for (const member of members) {
      for (const group of groupsOf(member, routers)) {
        for (const other of members) if (other !== member) compare(group, other, routers, once);
      }
    }
  },
});

/** A sync group with its members as this node has them, those that other nodes have a part in. */
interface Group {
  readonly node: string;
  readonly file: SourceFile;
  readonly group: SyncGroup;
  readonly parts: ReadonlyMap<VirtualRouter, Part>;
}

function isWhollyKnown({ units }: Member): boolean {
  return (
    units.every(isComplete) &&
    units.every((unit) =>
      unit.files.every((file) =>
        (file.model.vrrp?.syncGroups ?? []).every(
          (group) => isKnown(group, "group") && isCertain(file, group),
        ),
      ),
    )
  );
}

function groupsOf({ node, units, parts }: Member, routers: readonly VirtualRouter[]): Group[] {
  const files = units.flatMap((unit) => unit.files);
  return files.flatMap((file) =>
    (file.model.vrrp?.syncGroups ?? []).map((group) => {
      const names = new Set(group.members.map(({ value }) => value));
      const own = parts.filter((part) => names.has(part.instance.name.value));
      const found = routers.flatMap((router) => {
        const part = own.find((one) => router.parts.includes(one));
        return part === undefined ? [] : [[router, part] as const];
      });
      return { node, file, group, parts: new Map(found) };
    }),
  );
}

/** A virtual router of the group with the other node's part in it. */
interface Pair {
  readonly part: Part;
  readonly theirs: Part;
}

/** Says where another node does not keep together what this group does. */
function compare(own: Group, other: Member, routers: readonly VirtualRouter[], report: Report): void {
  const pairs = [...own.parts].flatMap(([router, part]) => {
    const theirs = router.parts.find((one) => other.parts.includes(one));
    return theirs === undefined ? [] : [{ router, part, theirs }];
  });
  const [first] = pairs;
  if (first === undefined || pairs.length < 2) return;
  const groups = groupsOf(other, routers);
  const shared = (group: Group) => pairs.filter(({ router }) => group.parts.has(router)).length;
  const like = groups.reduce<Group | undefined>(
    (best, group) => (shared(group) > (best === undefined ? 0 : shared(best)) ? group : best),
    undefined,
  );
  const apart = pairs.filter(({ router }) => like?.parts.has(router) !== true);
  if (apart.length === 0) return;
  const stuck = isStuck(pairs);
  const params = {
    group: own.group.name.value,
    node: own.node,
    members: namesOf(pairs),
    apart: namesOf(apart),
    own: like?.group.name.value ?? "",
  };
  const details = {
    params,
    ...(stuck ? {} : { severity: "info" as const }),
    related: [{ place: { file: own.file, span: own.group.name.span }, message: { id: "group", params } }],
  };
  const ending = stuck ? "stuck" : "late";
  if (like === undefined)
    report(placeOf(first.theirs), `none-${ending}`, { ...details, fixes: grouping(own, pairs, other) });
  else
    report({ file: like.file, span: like.group.name.span }, `lacks-${ending}`, {
      ...details,
      fixes: joining(like, apart, groups),
    });
}

function namesOf(pairs: readonly Pair[]): string {
  return pairs.map(({ theirs }) => `\`${theirs.instance.name.value}\``).join(", ");
}

/**
 * The node with the group is not always the master: when one of the instances fails on the other node alone, the group
 * waits for the rest of them, and nobody takes the address over.
 */
function isStuck(pairs: readonly Pair[]): boolean {
  return pairs.some(({ part, theirs }) => {
    const [own, other] = [standingOf(part), standingOf(theirs)];
    return own !== undefined && other !== undefined && (own < other || keepsNopreempt(part.instance));
  });
}

/** The same group on the other node, above its first instance. */
function grouping({ group }: Group, pairs: readonly Pair[], other: Member): Fix[] {
  const files = other.units.flatMap((unit) => unit.files);
  const isTaken = files.some((file) =>
    file.model.vrrp?.syncGroups.some(({ name }) => name.value === group.name.value),
  );
  const [first] = [...pairs].sort((a, b) => a.theirs.instance.span.start - b.theirs.instance.span.start);
  if (isTaken || first === undefined) return [];
  const { file, instance } = first.theirs;
  const members = pairs.map(({ theirs }) => `        ${theirs.instance.name.value}`);
  const lines = [`vrrp_sync_group ${group.name.value} {`, "    group {", ...members, "    }", "}", ""];
  return fixOf({ id: "group-here" }, linesAbove(file, instance.span, lines));
}

/** The instances that are apart into the group; none where one of them is in another. */
function joining({ file, group }: Group, apart: readonly Pair[], groups: readonly Group[]): Fix[] {
  const parts = apart.map(({ theirs }) => theirs);
  if (groups.some((one) => [...one.parts.values()].some((part) => parts.includes(part)))) return [];
  const last = group.members.at(-1);
  const names = parts.map((part) => part.instance.name.value);
  return last === undefined ? [] : fixOf({ id: "join" }, linesBelow(file, last.span, names));
}
