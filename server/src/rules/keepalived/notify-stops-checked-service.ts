/** A notify command stops the service that a check of the same instance wants: the check fails on a node that is well. */
import { commandFate } from "../../dialects/keepalived/command-fate.ts";
import { shellScript, splitCommand } from "../../dialects/keepalived/command-line.ts";
import {
  isOneCommand,
  mayStart,
  type NamedService,
  requiredServices,
  startedServices,
  stoppedServices,
} from "../../dialects/keepalived/service-command.ts";
import type { TrackedCheck } from "../../ha/priority.ts";
import { type NodeReading, readNode } from "../../ha/read-node.ts";
import { isKnown } from "../../model/file-model.ts";
import type { SyncGroup, VrrpInstance } from "../../model/vrrp.ts";
import { ownerPriority } from "../../model/vrrp-effective.ts";
import type { Directive } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { Place, SourceFile } from "../../workspace/source-file.ts";
import type { Severity } from "../rule.ts";
import { isComplete, keepalivedRule, linesOf, removeLines } from "./keepalived-rule.ts";
import { type ScriptWord, scriptWords } from "./script-words.ts";
import { instancesOf, modelsOf, syncGroupOf } from "./vrrp-rule.ts";

export const notifyStopsCheckedService = keepalivedRule({
  name: "notify-stops-checked-service",
  code: "KA330",
  severity: "warning",
  daemon: "silent",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const script of scriptWords(file)) {
      const { word, directive, entry } = script;
      const moment = moments[entry.name];
      if (moment === undefined) continue;
      const stopped = servicesStopped(script, moment, file.target);
      if (stopped.length === 0 || !isFirst(script, file)) continue;
      const user = userOf(script, unit);
      if (!mayStopServices(user, word.value)) continue;
      const circle = circleOf(file, directive, unit);
      const wanted = wantedCheck(circle, stopped, unit, file.target);
      if (wanted === undefined || othersMayStart(wanted.service, moment, circle, unit)) continue;
      const { check, service, firm } = wanted;
      const isFault = check.weight === 0;
      const isProven = isFault && firm && user === "root";
      report({ file, span: word }, isFault ? moment : `${moment}-weight`, {
        params: { name: entry.name, service, check: check.name },
        severity: severityOf(moment, isProven),
        related: [{ place: wanted.command, message: { id: "check", params: { service } } }],
        fixes: isOneCommand(word.value) ? [removeLines("remove", "unsafe", file, directive)] : [],
      });
    }
  },
});

type Moment = "backup" | "fault" | "stop" | "any";

const moments: Readonly<Record<string, Moment>> = {
  notify_backup: "backup",
  notify_fault: "fault",
  notify_stop: "stop",
  notify: "any",
};

/** Only a standby that can not take over breaks what the pair is for. */
function severityOf(moment: Moment, isProven: boolean): Severity {
  if (moment === "stop") return "info";
  return isProven && moment !== "fault" ? "error" : "warning";
}

/** Whom keepalived runs the command as, where the file says so. */
function userOf({ directive }: ScriptWord, unit: Unit): string | undefined {
  const lines = unit.files
    .flatMap(({ tree }) => tree.children)
    .flatMap((node) =>
      node.kind === "directive" && node.words[0].value === "global_defs" ? linesOf(node, "script_user") : [],
    );
  if (lines.some(({ prefixes }) => prefixes.length > 0)) return undefined;
  const user = directive.words[2] ?? lines.at(-1)?.words[1];
  return user?.unknown === undefined ? user?.value : undefined;
}

/** Others than root need leave to stop a service, and whether they have it is not written here. */
function mayStopServices(user: string | undefined, command: string): boolean {
  return user === undefined || user === "root" || /^(?:\S*\/)?sudo\s/.test(command);
}

function servicesStopped({ word }: ScriptWord, moment: Moment, release: string): readonly NamedService[] {
  if (word.unknown !== undefined || commandFate(word.value, release) === "not-run") return [];
  // `notify` gets further arguments, which would be names of services too; a shell does not read them.
  if (moment === "any" && shellScript(splitCommand(word.value)) === undefined) return [];
  // What a node does without keepalived is another question.
  return stoppedServices(word.value).filter(({ name }) => name !== "keepalived");
}

/** Of several lines keepalived keeps the first. */
function isFirst({ directive, entry }: ScriptWord, { tree }: SourceFile): boolean {
  const block = tree.children.find((node) => node.start <= directive.start && directive.end <= node.end);
  return block?.kind === "directive" && linesOf(block, entry.name)[0] === directive;
}

/** Instances that change their state together, with the group that makes them. */
interface Circle {
  readonly instances: readonly VrrpInstance[];
  readonly group: SyncGroup | undefined;
  /** Their blocks. */
  readonly places: readonly Place[];
}

/** The circle that a line belongs to. */
function circleOf(file: SourceFile, line: Span, unit: Unit): Circle {
  const all = instancesOf(unit);
  const own = all.find((one) => one.file === file && isWithin(line, one.instance.span));
  const group =
    own === undefined
      ? file.model.vrrp?.syncGroups.find(({ span }) => isWithin(line, span))
      : syncGroupOf(unit, own.instance)?.group;
  const members = all.filter(
    (one) => one === own || (group !== undefined && syncGroupOf(unit, one.instance)?.group === group),
  );
  const home = unit.files.find((one) => group !== undefined && one.model.vrrp?.syncGroups.includes(group));
  return {
    instances: members.map(({ instance }) => instance),
    group,
    places: [
      ...members.map((one) => ({ file: one.file, span: one.instance.span })),
      ...(group === undefined || home === undefined ? [] : [{ file: home, span: group.span }]),
    ],
  };
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

interface WantedCheck {
  readonly check: TrackedCheck;
  readonly service: string;
  readonly command: Place;
  /** Neither the stop nor the failure depends on the host. */
  readonly firm: boolean;
}

/** A check that fails without one of the services; one that means FAULT before one that has a weight. */
function wantedCheck(
  { instances, group }: Circle,
  stopped: readonly NamedService[],
  unit: Unit,
  release: string,
): WantedCheck | undefined {
  const notifies = Object.keys(moments);
  if (group !== undefined && !isKnown(group, ...notifies)) return undefined;
  if (!instances.every((instance) => isKnown(instance, ...notifies))) return undefined;
  const found = instances
    .flatMap((instance) => readingOf(unit).instances.get(instance) ?? [])
    // An address owner is no backup.
    .filter(({ priority }) => priority !== ownerPriority)
    .flatMap(({ checks }) => checks.flatMap((check) => wantedBy(check, stopped, unit, release) ?? []));
  return found.find(({ check }) => check.weight === 0) ?? found[0];
}

function wantedBy(
  check: TrackedCheck,
  stopped: readonly NamedService[],
  unit: Unit,
  release: string,
): WantedCheck | undefined {
  const { definition, reverse } = check;
  const script = definition !== undefined && "command" in definition ? definition : undefined;
  const command = script?.command;
  const file = unit.files.find((one) => script !== undefined && one.model.vrrp?.scripts.includes(script));
  if (file === undefined || command === undefined || reverse) return undefined;
  if (commandFate(command.value, release) !== "either") return undefined;
  for (const needed of requiredServices(command.value)) {
    const stop = stopped.find(({ name }) => name === needed.name);
    if (stop === undefined) continue;
    const place = { file, span: command.span };
    return { check, service: needed.name, command: place, firm: stop.firm && needed.firm };
  }
  return undefined;
}

const readingOf = remembered((unit: Unit): NodeReading => {
  const files = unit.files.flatMap((file) => (file.model.vrrp === undefined ? [] : [file]));
  return readNode({
    name: "",
    release: files[0]?.target ?? "",
    models: modelsOf(unit),
    complete: true,
    isBehind: (script, instance) =>
      script.span.start > instance.span.start &&
      files.some(
        ({ model }) => model.vrrp?.scripts.includes(script) && model.vrrp.instances.includes(instance),
      ),
  });
});

interface Starter {
  readonly file: SourceFile;
  readonly directive: Directive;
  readonly keyword: string;
  readonly started: readonly string[] | "any";
}

/** All that keepalived runs and that may start something. */
const startersOf = remembered((unit: Unit): readonly Starter[] =>
  unit.files.flatMap((file) =>
    scriptWords(file).flatMap(({ word, directive, entry }) => {
      const started = word.unknown === undefined ? startedServices(word.value) : "any";
      return started.length === 0 ? [] : [{ file, directive, keyword: entry.name, started }];
    }),
  ),
);

/** Lines that a backup runs nothing of. */
const elsewhere = /^notify_(?:master|master_rx_lower_pri|stop|deleted)$/;

/** True where something else that keepalived runs may start the service again. */
function othersMayStart(service: string, moment: Moment, { places }: Circle, unit: Unit): boolean {
  return startersOf(unit).some(({ file, directive, keyword, started }) => {
    const isOwn = places.some((one) => one.file === file && isWithin(directive, one.span));
    return !(isOwn && moment !== "any" && elsewhere.test(keyword)) && mayStart(started, service);
  });
}
