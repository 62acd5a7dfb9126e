/** Makes a rule of a check on each VRRP instance of a keepalived file, and holds what such checks ask alike. */
import type {
  SyncGroup,
  VrrpGlobals,
  VrrpInstance,
  VrrpModel,
  VrrpScript,
  Watched,
} from "../../model/vrrp.ts";
import { globalsTogether } from "../../model/vrrp-effective.ts";
import type { Directive } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Details, FileRule, Place } from "../rule.ts";
import { blockAt, isCertain, isComplete, keepalivedRule } from "./keepalived-rule.ts";

export interface InstanceSubject {
  readonly file: SourceFile;
  readonly unit: Unit;
  readonly instance: VrrpInstance;
  /** The instance's block. */
  readonly block: Directive;
  readonly globals: VrrpGlobals;
  readonly scripts: readonly VrrpScript[];
  readonly watched: readonly Watched[];
  /** All that the daemon will read is here: what is not seen is not there. */
  readonly complete: boolean;
  place(at: Span): Place;
}

export type InstanceReport = (at: Span, message: string, details?: Details) => void;

interface InstanceRule extends Pick<FileRule, "name" | "severity" | "daemon" | "outdoes"> {
  readonly code: string;
  check(subject: InstanceSubject, report: InstanceReport): void;
}

/** A rule that looks at one VRRP instance after the other. */
export function instanceRule({ check, ...facts }: InstanceRule): FileRule {
  return keepalivedRule({
    ...facts,
    check(subject, report) {
      const { file, unit } = subject;
      const place = (at: Span): Place => ({ file, span: at });
      for (const instance of instancesIn(file)) {
        const block = blockAt(file, instance.span);
        if (block === undefined) continue;
        check({ file, unit, instance, block, place, ...sharedBy(unit) }, (at, message, details) =>
          report(place(at), message, details),
        );
      }
    },
  });
}

/** What the files of a configuration say together. */
const sharedBy = remembered((unit: Unit) => {
  const models = modelsOf(unit);
  return {
    globals: globalsOf(unit),
    scripts: models.flatMap((model) => model.scripts),
    watched: models.flatMap((model) => model.watched),
    complete: isComplete(unit),
  };
});

export interface PlacedInstance {
  readonly file: SourceFile;
  readonly instance: VrrpInstance;
}

/** The instances of a configuration that are there for certain, in all its files. */
export function instancesOf(unit: Unit): PlacedInstance[] {
  return unit.files.flatMap((file) => instancesIn(file).map((instance) => ({ file, instance })));
}

/** The instances of a file that are there for certain. */
export function instancesIn(file: SourceFile): VrrpInstance[] {
  return (file.model.vrrp?.instances ?? []).filter((instance) => isCertain(file, instance));
}

export interface PlacedGroup {
  readonly file: SourceFile;
  readonly group: SyncGroup;
  readonly block: Directive;
}

/** The sync group that an instance is a member of: the first that names it, if it is there for certain. */
export function syncGroupOf(unit: Unit, instance: VrrpInstance): PlacedGroup | undefined {
  for (const file of unit.files) {
    for (const group of file.model.vrrp?.syncGroups ?? []) {
      if (!group.members.some(({ value }) => value === instance.name.value)) continue;
      const block = blockAt(file, group.span);
      return block === undefined || block.conditional === true ? undefined : { file, group, block };
    }
  }
  return undefined;
}

export function modelsOf(unit: Unit): VrrpModel[] {
  return unit.files.flatMap((file) => file.model.vrrp ?? []);
}

/** The global settings of all files of a configuration. */
export function globalsOf(unit: Unit): VrrpGlobals {
  return globalsTogether(modelsOf(unit));
}
