/**
 * The fixes of a check whose failure moves nothing, offered on every number that has a say in it: the weight and the
 * priorities of all nodes. The finding itself stands at one of them only.
 */
import { checkPlace, weightPlace } from "../ha/check-places.ts";
import { instanceOf } from "../ha/standing.ts";
import type { Finding } from "../lint/finding.ts";
import { failoverNeverHappens } from "../rules/cluster/failover-never-happens.ts";
import { arithmeticOf, type Stuck, stuckChecks } from "../rules/cluster/stuck-checks.ts";
import type { Locale } from "../text/locale.ts";
import type { Span } from "../text/span.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { Place, SourceFile } from "../workspace/source-file.ts";
import { type CodeAction, fixActions } from "./code-actions.ts";

/** Actions for the lines that a span touches, without those of findings that it touches itself. */
export function failoverActionsAt(
  snapshot: Snapshot,
  file: SourceFile,
  at: Span,
  findingsOf: (file: SourceFile) => readonly Finding[],
  locale: Locale = "en",
): CodeAction[] {
  const cluster = file.model.vrrp === undefined ? undefined : snapshot.clusterOf(file);
  if (cluster === undefined) return [];
  const isHere = (place: Place) => place.file === file && sharesLine(file, place.span, at);
  // Another number helps only where numbers are the reason.
  const concerned = stuckChecks(cluster).filter(
    (stuck) => arithmeticOf(stuck) !== undefined && numbersOf(stuck).some(isHere),
  );
  const findings = new Set(concerned.flatMap((stuck) => findingOf(stuck, findingsOf) ?? []));
  const actions = [...findings]
    .filter((finding) => finding.file !== file || !overlaps(finding.span, at))
    .flatMap((finding) => fixActions(finding, locale).map(({ finding: _, ...action }) => action));
  return actions.filter(({ title }, i) => actions.findIndex((one) => one.title === title) === i);
}

/** Where the weight and the priorities are written that decide what a failure leads to. */
function numbersOf({ report, check, holder }: Stuck): readonly Place[] {
  return report.parts.flatMap((part) => {
    const { file, instance } = part;
    const same = instanceOf(part)?.checks.find(
      ({ kind, name }) => kind === check.kind && name === check.name,
    );
    const weight = same === undefined ? undefined : weightPlace(part, same);
    return [
      ...(part === holder ? [checkPlace(holder, check)] : []),
      ...(weight === undefined ? [] : [weight]),
      ...(instance.priority === undefined ? [] : [{ file, span: instance.priority.span }]),
    ];
  });
}

/** The finding that says of a check that it moves nothing; absent where it is switched off or allowed. */
function findingOf(
  { report, holder, check }: Stuck,
  findingsOf: (file: SourceFile) => readonly Finding[],
): Finding | undefined {
  const files = new Set([checkPlace(holder, check).file, ...report.parts.map(({ file }) => file)]);
  return [...files].flatMap(findingsOf).find(({ rule, message: { params } }) => {
    if (rule !== failoverNeverHappens || params.check !== check.name) return false;
    return params.node === holder.node;
  });
}

function sharesLine(file: SourceFile, a: Span, b: Span): boolean {
  const line = (offset: number) => file.lines.position(offset).line;
  return line(a.start) <= line(b.end) && line(b.start) <= line(a.end);
}

function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
