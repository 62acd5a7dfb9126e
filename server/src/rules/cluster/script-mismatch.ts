/** A check that the nodes of a virtual router run differently, or that one of them does not watch at all. */
import { standingOf } from "../../ha/standing.ts";
import { membersOf, oddOnes, type Part, placeOf, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { isKnown, type Located } from "../../model/file-model.ts";
import type { VrrpScript } from "../../model/vrrp.ts";
import { basePriority, trackerWeight } from "../../model/vrrp-effective.ts";
import type { Cluster } from "../../workspace/snapshot.ts";
import { blockAt, linesOf } from "../keepalived/keepalived-rule.ts";
import { clusterRule, type Fix, type Place, type Report } from "../rule.ts";
import { type FileEdit, fixOf, linesAbove, linesBelow, linesOfBlock } from "./copied-lines.ts";
import { comparableCommand } from "./node-words.ts";
import {
  commandOf,
  groupOf,
  nameOf,
  type SharedCheck,
  sharedChecksOf,
  type TrackedScript,
  tracksUnknown,
} from "./shared-checks.ts";
import { reportOdd } from "./written-value.ts";

export const scriptMismatch = clusterRule({
  name: "script-mismatch",
  group: "cluster",
  code: "CL118",
  severity: "warning",
  daemon: "silent",
  outdoes: ["instance-without-health-check"],
  check({ cluster }, report) {
    const comparable = (command: string) => comparableCommand(command, membersOf(cluster));
    const once = withoutRepeats(report);
    for (const router of virtualRoutersOf(cluster)) {
      const checks = sharedChecksOf(router, comparable);
      for (const check of checks) {
        commandsDiffer(check, comparable, once);
        for (const setting of timings) timingsDiffer(check, setting, once);
        weightsDiffer(check, once);
        for (const part of router.parts) notTracked(part, check, checks, cluster, report);
      }
    }
  },
});

/** Several instances track one script: what is wrong with it is said once. */
function withoutRepeats(report: Report): Report {
  const said = new Set<string>();
  return (place, message, details) => {
    const key = `${place.file.path} ${place.span.start} ${message} ${JSON.stringify(details?.params)}`;
    if (!said.has(key)) report(place, message, details);
    said.add(key);
  };
}

function commandsDiffer(check: SharedCheck, comparable: (command: string) => string, report: Report): void {
  const same = (a: string, b: string) => sameCommand(comparable(a), comparable(b));
  for (const { odd, like, value, expected } of oddOnes(check, commandOf, same)) {
    const place = placeIn(odd, odd.definition?.script.command);
    const theirs = placeIn(like, like.definition?.script.command);
    if (place === undefined || theirs === undefined) continue;
    const params = { check: nameOf(odd), node: like.part.node, command: value, other: expected };
    reportOdd(report, place, "command", { params, theirs, edit: { ...place, text: textAt(theirs) } });
  }
}

/** A command without quotes is cut behind its first word: the model has no more of it. */
function sameCommand(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return a === b || (!short.includes(" ") && long.startsWith(`${short} `));
}

const timings = ["interval", "timeout", "fall", "rise"] as const;

function timingsDiffer(check: SharedCheck, setting: (typeof timings)[number], report: Report): void {
  const written = ({ definition }: TrackedScript) => definition?.script[setting];
  // Where nobody writes a timeout it follows from the interval.
  if (setting === "timeout" && check.every((tracked) => written(tracked) === undefined)) return;
  const valueIn = ({ definition }: TrackedScript) => timingOf(definition?.script, setting);
  for (const { odd, like, value, expected } of oddOnes(check, valueIn, (a, b) => a === b)) {
    const place = placeIn(odd, written(odd));
    const theirs = placeIn(like, written(like));
    if (place === undefined || theirs === undefined) continue;
    const params = { setting, check: nameOf(odd), node: like.part.node, value, other: expected };
    const edit =
      written(odd) === undefined
        ? lineInScript(odd, `${setting} ${expected}`)
        : { ...place, text: String(expected) };
    reportOdd(report, place, "timing", { params, theirs, edit });
  }
}

/** Seconds or runs. */
function timingOf(script: VrrpScript | undefined, setting: (typeof timings)[number]): number | undefined {
  if (script === undefined || !isKnown(script, setting, ...(setting === "timeout" ? ["interval"] : [])))
    return undefined;
  return script[setting]?.value ?? (setting === "timeout" ? (script.interval?.value ?? 1) : 1);
}

function weightsDiffer(check: SharedCheck, report: Report): void {
  for (const { odd, like, value, expected } of oddOnes(check, weightOf, (a, b) => a === b)) {
    const place = weightPlace(odd);
    const theirs = weightPlace(like);
    if (place === undefined || theirs === undefined) continue;
    const params = { check: nameOf(odd), node: like.part.node, value, other: expected };
    reportOdd(report, place, weightMessage(value, expected), {
      params,
      theirs,
      edit: weightEdit(odd, expected),
    });
  }
}

/** The weight that counts, negative where its success takes away; keepalived ignores that of a member of a sync group. */
function weightOf({ part, tracker, byGroup, definition }: TrackedScript): number | undefined {
  const script = definition?.script;
  const group = groupOf(part);
  if (script === undefined || (!byGroup && group !== undefined && !group.tracksWeight)) return undefined;
  const weight = trackerWeight(tracker, { scripts: [script], watched: [] });
  const reverse = tracker.weight === undefined ? script.reverse : tracker.reverse;
  return weight === undefined || !reverse ? weight : -weight;
}

function weightMessage(own: number, other: number): string {
  if (own === 0) return "weight-here";
  if (other === 0) return "weight-there";
  return Math.sign(own) === Math.sign(other) ? "weight" : "opposite";
}

function weightPlace(tracked: TrackedScript): Place | undefined {
  const { tracker, file, definition } = tracked;
  if (tracker.weight !== undefined) return { file, span: tracker.weight.span };
  return placeIn(tracked, definition?.script.weight);
}

function weightEdit(tracked: TrackedScript, weight: number): FileEdit | undefined {
  const { tracker, file, definition } = tracked;
  if (tracker.reverse || definition?.script.reverse === true) return undefined;
  if (tracker.weight !== undefined) return { file, span: tracker.weight.span, text: String(weight) };
  const own = definition?.script.weight;
  if (definition === undefined || own === undefined) return lineInScript(tracked, `weight ${weight}`);
  return { file: definition.file, span: own.span, text: String(weight) };
}

function notTracked(
  part: Part,
  check: SharedCheck,
  checks: readonly SharedCheck[],
  cluster: Cluster,
  report: Report,
): void {
  const like = check.find(({ definition }) => definition !== undefined);
  if (like === undefined || tracksUnknown(part) || isTrackedBy(check, part)) return;
  const own = checks.filter((one) => isTrackedBy(one, part));
  // What this part tracks and those do not may be the same check by another name, or of another kind.
  if (part.instance.tracked.some(({ kind }) => kind !== "script" && kind !== "interface")) return;
  if (own.some((one) => one.every((tracked) => !isTrackedBy(check, tracked.part)))) return;
  const script = part.configuration.scripts.find((s) => s.name.value === nameOf(like));
  // A node without any check may be one that starts the service only when it becomes master.
  const isMeant = own.length === 0 && script === undefined;
  if (isMeant && cluster.evidence.kind === "content") return;
  const raised = raisedAbove(part, like);
  const params = { check: nameOf(like), node: like.part.node, instance: part.instance.name.value, ...raised };
  report(placeOf(part), raised === undefined ? "untracked" : "raised", {
    params,
    ...(isMeant && raised === undefined ? { severity: "info" } : {}),
    related: [
      { place: { file: like.file, span: like.tracker.name.span }, message: { id: "tracked", params } },
    ],
    fixes: isMeant ? [] : tracking(part, like, script),
  });
}

/** The priorities with which the other node is master only because its check succeeds. */
function raisedAbove(part: Part, like: TrackedScript): { own: number; theirs: number } | undefined {
  const [own, theirs] = [standingOf(part), standingOf(like.part)];
  const [base, other] = [basePriority(part.instance), basePriority(like.part.instance)];
  if (own === undefined || theirs === undefined || base === undefined || other === undefined)
    return undefined;
  return (weightOf(like) ?? 0) > 0 && base > other && own < theirs ? { own, theirs } : undefined;
}

function isTrackedBy(check: SharedCheck, part: Part): boolean {
  return check.some((tracked) => tracked.part === part);
}

/** The entry of the other node in this instance too, with the script if there is none. */
function tracking(part: Part, like: TrackedScript, script: VrrpScript | undefined): Fix[] {
  const { file, instance, configuration } = part;
  const { tracker, definition } = like;
  if (like.byGroup || groupOf(part) !== undefined || definition === undefined) return [];
  const lastOption = tracker.options.at(-1)?.span.end ?? tracker.name.span.end;
  const entry = textAt({ file: like.file, span: { start: tracker.name.span.start, end: lastOption } });
  const title = { id: "track", params: { check: nameOf(like) } };
  const edit = entryIn(part, entry);
  if (script === undefined) {
    const lines = linesOfBlock(definition.file, definition.script.span);
    return fixOf(title, linesAbove(file, instance.span, [...lines, ""]), edit);
  }
  const isAbove = configuration.homes.get(script) !== file || script.span.start < instance.span.start;
  return isAbove ? fixOf(title, edit) : [];
}

function entryIn({ file, instance }: Part, entry: string): FileEdit | undefined {
  const block = blockAt(file, instance.span);
  if (block === undefined) return undefined;
  const last = linesOf(block, "track_script").at(-1)?.body?.children.at(-1);
  if (last !== undefined) return linesBelow(file, last, [entry]);
  const line = block.body?.children.at(-1);
  return line && linesBelow(file, line, ["track_script {", `    ${entry}`, "}"]);
}

/** Where a setting of the script is written, else the script's name. */
function placeIn({ definition }: TrackedScript, located: Located<unknown> | undefined): Place | undefined {
  if (definition === undefined) return undefined;
  return { file: definition.file, span: (located ?? definition.script.name).span };
}

function lineInScript({ definition }: TrackedScript, line: string): FileEdit | undefined {
  const anchor = definition?.script.interval ?? definition?.script.command;
  return definition && anchor && linesBelow(definition.file, anchor.span, [line]);
}

function textAt({ file, span }: Place): string {
  return file.text.slice(span.start, span.end);
}
