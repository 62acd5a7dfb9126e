/** Reports where the configurations of one daemon differ between nodes: the same rule for each daemon. */
import type { DialectId } from "../../../dialect.ts";
import { headSpan } from "../../../syntax/tree.ts";
import { remembered } from "../../../workspace/remembered.ts";
import type { Cluster, Snapshot } from "../../../workspace/snapshot.ts";
import { type ClusterRule, clusterRule, type Place, type Report } from "../../rule.ts";
import type { Counterpart } from "./counterparts.ts";
import { takeLine, takeLines, takeName } from "./fixes.ts";
import type { Line } from "./line.ts";
import { driftIn, type Odd, type Strangers } from "./odd-ones.ts";
import { blockLabel, differenceOf, lineLabel } from "./words.ts";

export function driftRule(
  dialect: DialectId,
  facts: { readonly name: string; readonly code: string },
): ClusterRule {
  const driftOf = remembered((cluster: Cluster, snapshot: Snapshot) => driftIn(cluster, snapshot, dialect));
  return clusterRule({
    ...facts,
    group: "cluster",
    severity: "warning",
    daemon: "silent",
    check({ cluster, snapshot }, report) {
      for (const { odd, strangers } of driftOf(cluster, snapshot)) {
        for (const pair of strangers) reportStrangers(pair, report);
        for (const group of neighbours(odd)) reportGroup(group, odd, report);
      }
    },
  });
}

function reportStrangers({ own, other, alike, all }: Strangers, report: Report): void {
  const params = { node: other.node.name, own: own.node.name, alike, all };
  const [place, related] = [beginningOf(own), beginningOf(other)];
  if (place === undefined || related === undefined) return;
  report(place, "strangers", {
    params,
    severity: "info",
    related: [{ place: related, message: { id: "other", params } }],
  });
}

function beginningOf({ unit }: Counterpart): Place | undefined {
  const [file] = unit.files;
  if (file === undefined) return undefined;
  const first = file.tree.children.find((node) => node.kind === "directive");
  return { file, span: first === undefined ? { start: 0, end: 0 } : headSpan(first) };
}

/** What is missing in one block is said together, and what one node has alone, one line below the other. */
function neighbours(odd: readonly Odd[]): Odd[][] {
  const groups: Odd[][] = [];
  const missing = new Map<object, Odd[][]>();
  for (const one of odd) {
    const around = one.body.heads[0] ?? one.body;
    const last = groups.at(-1);
    const group =
      one.kind === "missing"
        ? missing.get(around)?.find(([first]) => first?.like === one.like)
        : isBelow(last?.at(-1), one)
          ? last
          : undefined;
    if (group !== undefined) {
      group.push(one);
      continue;
    }
    const begun = [one];
    groups.push(begun);
    if (one.kind === "missing") missing.set(around, [...(missing.get(around) ?? []), begun]);
  }
  return groups;
}

/** True where two lines that one node has alone stand one below the other. */
function isBelow(above: Odd | undefined, below: Odd): boolean {
  return (
    above?.kind === "extra" &&
    below.kind === "extra" &&
    above.body === below.body &&
    above.like === below.like &&
    above.own?.file === below.own?.file &&
    above.own?.at === (below.own?.at ?? 0) - 1
  );
}

function reportGroup(group: readonly Odd[], all: readonly Odd[], report: Report): void {
  const [first] = group;
  if (first === undefined) return;
  if (first.kind === "value") reportValue(first, report);
  else if (first.kind === "missing") reportMissing(first, group, all, report);
  else if (first.kind === "extra") reportExtra(first, group, report);
  else reportPlaced(first, report);
}

/** A line that has another name or stands at another place. */
function reportPlaced(odd: Odd, report: Report): void {
  const { own, other, like, moved } = odd;
  if (own === undefined || other === undefined) return;
  const params = {
    line: lineLabel(own),
    other: lineLabel(moved?.passed ?? other),
    node: like.node.name,
  };
  report(placeOf(own), moved?.side ?? "renamed", {
    params,
    related: [{ place: placeOf(other), message: { id: "other", params } }],
    fixes: moved === undefined ? takeName(odd) : [],
  });
}

function reportValue(odd: Odd, report: Report): void {
  const { own, other, substitution } = odd;
  if (own === undefined || other === undefined) return;
  const node = odd.like.node.name;
  const { line, value, otherValue, span, otherSpan } = differenceOf(own, other, substitution);
  const params = { line, value, other: otherValue, node };
  const id = value === "" ? "lacks" : otherValue === "" ? "has" : "differs";
  report({ file: own.file, span }, id, {
    params,
    related: [{ place: { file: other.file, span: otherSpan }, message: { id: "other", params } }],
    fixes: takeLine(odd),
  });
}

function reportMissing(first: Odd, group: readonly Odd[], all: readonly Odd[], report: Report): void {
  const node = first.like.node.name;
  const lines = group.flatMap(({ other }) => other ?? []);
  const [head] = first.body.heads;
  const place = head === undefined ? beginningOf(first.odd) : placeOf(head);
  if (place === undefined) return;
  const params = {
    ...named(lines),
    node,
    ...(head === undefined ? {} : { block: blockLabel(head) }),
  };
  report(place, head === undefined ? "missing" : "missing-in", {
    params,
    related: lines
      .slice(0, shown)
      .map((line) => ({ place: placeOf(line), message: { id: "other", params } })),
    fixes: takeLines(group, all),
  });
}

function reportExtra(first: Odd, group: readonly Odd[], report: Report): void {
  const node = first.like.node.name;
  const lines = group.flatMap(({ own }) => own ?? []);
  const [own] = lines;
  if (own === undefined) return;
  const [head] = first.otherBody.heads;
  const related = head === undefined ? beginningOf(first.like) : placeOf(head);
  const params = { ...named(lines), node };
  report(placeOf(own), "extra", {
    params,
    related: related === undefined ? [] : [{ place: related, message: { id: "not-here", params } }],
  });
}

/** Lines that are named; more are counted. */
const shown = 4;

function named(lines: readonly Line[]): { readonly lines: string } {
  const names = lines.slice(0, shown).map((line) => `\`${lineLabel(line)}\``);
  return { lines: lines.length > shown ? `${names.join(", ")}, … (${lines.length})` : names.join(", ") };
}

function placeOf(line: Line): Place {
  return { file: line.file, span: line.head };
}
