/** Makes a rule of a check on each virtual server of a keepalived file, and holds what such checks ask alike. */
import { isKnown } from "../../model/file-model.ts";
import type { LvsModel, RealServer, VirtualServer, VirtualServerGroup } from "../../model/lvs.ts";
import {
  ambiguousMark,
  keptServers as findKeptServers,
  strangerIn,
  weightOf,
} from "../../model/lvs-effective.ts";
import { wholeLines } from "../../text/line-start.ts";
import type { Span } from "../../text/span.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Details, FileRule, Fix, Place } from "../rule.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

export interface VirtualServerSubject {
  readonly file: SourceFile;
  readonly unit: Unit;
  readonly virtual: VirtualServer;
  /** The group that it names, where all of that can be read. */
  readonly group?: VirtualServerGroup;
  /**
   * keepalived looks at it as a whole. One by a group that it does not know, or of another address family, it drops
   * without a word.
   */
  readonly kept: boolean;
  place(at: Span): Place;
}

type VirtualServerReport = (at: Span, message: string, details?: Details) => void;

interface VirtualServerRule extends Omit<FileRule, "over" | "group" | "dialect" | "check"> {
  check(subject: VirtualServerSubject, report: VirtualServerReport): void;
}

/** A rule that looks at one virtual server after the other. */
export function virtualServerRule({ check, ...facts }: VirtualServerRule): FileRule {
  return keepalivedRule({
    ...facts,
    check({ file, unit }, report) {
      if (file.tree.templated) return;
      for (const virtual of file.model.lvs?.virtualServers ?? []) {
        const place = (at: Span): Place => ({ file, span: at });
        const group = groupOf(unit, virtual);
        const kept = isKept(virtual, group);
        const subject = { file, unit, virtual, kept, place, ...(group === undefined ? {} : { group }) };
        check(subject, (at, message, details) => report(place(at), message, details));
      }
    },
  });
}

/** False where keepalived drops the virtual server for its group, the group can not be read, or the mark is none. */
export function isKept(virtual: VirtualServer, group: VirtualServerGroup | undefined): boolean {
  const { service } = virtual;
  if (service.kind !== "group") return service.kind === "address" || service.mark !== 0;
  if (group === undefined || group.entries.length === 0 || ambiguousMark(group) !== undefined) return false;
  return isKnown(virtual, ...familyKeywords) && strangerIn(group, virtual) === undefined;
}

/** The real servers that keepalived does not drop. */
export const keptServers = remembered(findKeptServers);

/** The group that a virtual server names, where there is one that can be read. */
export function groupOf(unit: Unit, { service }: VirtualServer): VirtualServerGroup | undefined {
  if (service.kind !== "group") return undefined;
  const [first, ...others] = lvsModelsOf(unit)
    .flatMap((model) => model.groups)
    .filter((group) => group.name.value === service.name);
  return others.length === 0 && first?.readable === true ? first : undefined;
}

export function lvsModelsOf(unit: Unit): LvsModel[] {
  return unit.files.flatMap((file) => file.model.lvs ?? []);
}

/** What chooses the packets: marks alone or addresses too; `undefined` where keepalived does not get so far. */
export function chosenBy({ virtual, group, kept }: VirtualServerSubject): "marks" | "addresses" | undefined {
  const { service } = virtual;
  if (!kept) return undefined;
  if (service.kind !== "group") return service.kind === "fwmark" ? "marks" : "addresses";
  return group?.entries.every((entry) => entry.kind === "fwmark") ? "marks" : "addresses";
}

/** True where neither the list of real servers nor one of these keywords in them is hidden. */
export function serversKnown(virtual: VirtualServer, ...keywords: readonly string[]): boolean {
  const known = (server: RealServer): boolean => isKnown(server, ...keywords);
  return isKnown(virtual, "real_server") && virtual.realServers.every(known);
}

/** The weights of all real servers that keepalived keeps together; `undefined` where there is none or one of them is hidden. */
export function totalWeight(virtual: VirtualServer): number | undefined {
  if (!isKnown(virtual, "weight", ...familyKeywords) || !serversKnown(virtual, "weight", "lvs_method"))
    return undefined;
  const kept = keptServers(virtual);
  return kept.length === 0 ? undefined : kept.reduce((sum, server) => sum + weightOf(virtual, server), 0);
}

/** Keywords of a virtual server that decide what address families it takes. */
export const familyKeywords = [
  "lb_kind",
  "lvs_method",
  "ip_family",
  "persistence_granularity",
  "sorry_server",
  "sorry_server_lvs_method",
] as const;

/** A fix that moves a line below another one; none where something else stands on the line. */
export function moveLineBelow(id: string, file: SourceFile, line: Span, other: Span): Fix[] {
  const from = wholeLines(file.text, line);
  const text = file.text.slice(from.start, from.end);
  const below = file.text.indexOf("\n", other.end) + 1;
  if (!text.endsWith("\n") || below === 0) return [];
  const edits = [
    { span: from, text: "" },
    { span: { start: below, end: below }, text },
  ];
  return [{ title: { id }, safety: "unsafe", edits }];
}
