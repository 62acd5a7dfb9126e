/** Makes a rule of a check on each VRRP instance of a keepalived file, and holds what such checks ask alike. */
import type {
  SyncGroup,
  VrrpGlobals,
  VrrpInstance,
  VrrpModel,
  VrrpScript,
  Watched,
} from "../../model/vrrp.ts";
import { type Directive, lastStartingAtOrBefore } from "../../syntax/tree.ts";
import { type Span, span } from "../../text/span.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type Details, type FileRule, type Fix, fileRule, type Place, type Safety } from "../rule.ts";

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
      const instances = file.model.vrrp?.instances ?? [];
      if (instances.length === 0) return;
      const globals = globalsOf(unit);
      const scripts = modelsOf(unit).flatMap((model) => model.scripts);
      const watched = modelsOf(unit).flatMap((model) => model.watched);
      const complete = isComplete(unit);
      for (const instance of instances) {
        const block = blockAt(file, instance.span);
        // Under a condition it may not be there at all.
        if (block === undefined || block.conditional === true) continue;
        const place = (at: Span): Place => ({ file, span: at });
        check(
          { file, unit, instance, block, globals, scripts, watched, complete, place },
          (at, message, details) => report(place(at), message, details),
        );
      }
    },
  });
}

export interface PlacedInstance {
  readonly file: SourceFile;
  readonly instance: VrrpInstance;
}

/** The instances of a configuration that are there for certain, in all its files. */
export function instancesOf(unit: Unit): PlacedInstance[] {
  return unit.files.flatMap((file) =>
    (file.model.vrrp?.instances ?? [])
      .filter((instance) => blockAt(file, instance.span)?.conditional !== true)
      .map((instance) => ({ file, instance })),
  );
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

/** A rule on keepalived's files. */
export function keepalivedRule(rule: Omit<FileRule, "over" | "group" | "dialect">): FileRule {
  return fileRule({ ...rule, group: "keepalived", dialect: "keepalived" });
}

export function modelsOf(unit: Unit): VrrpModel[] {
  return unit.files.flatMap((file) => file.model.vrrp ?? []);
}

/** The global settings of all files of a configuration; a later one counts. */
export function globalsOf(unit: Unit): VrrpGlobals {
  let all: VrrpGlobals = { scriptSecurity: false, unknown: new Set() };
  for (const { globals } of modelsOf(unit)) {
    const scriptSecurity = all.scriptSecurity || globals.scriptSecurity;
    all = { ...all, ...globals, scriptSecurity, unknown: new Set([...all.unknown, ...globals.unknown]) };
  }
  return all;
}

const completeness = new WeakMap<Unit, boolean>();

/** True where the daemon reads nothing that is not here: no template, no include that is elsewhere, no made-up line. */
export function isComplete(unit: Unit): boolean {
  let complete = completeness.get(unit);
  if (complete === undefined) {
    complete =
      !unit.partial && unit.files.every((file) => !file.tree.templated && !file.tree.children.some(isMadeUp));
    completeness.set(unit, complete);
  }
  return complete;
}

function isMadeUp(node: SourceFile["tree"]["children"][number]): boolean {
  return node.kind === "directive" && (node.words[0].unknown !== undefined || node.prefixes.length > 0);
}

const blocks = new WeakMap<SourceFile, ReadonlyMap<number, Directive>>();

/** The top-level block that a model's span was read from. */
export function blockAt(file: SourceFile, at: Span): Directive | undefined {
  let byStart = blocks.get(file);
  if (byStart === undefined) {
    byStart = new Map(
      file.tree.children.flatMap((node) => (node.kind === "directive" ? [[node.start, node]] : [])),
    );
    blocks.set(file, byStart);
  }
  return byStart.get(at.start);
}

/** The lines of a block that begin with a keyword. */
export function linesOf(block: Directive, keyword: string): Directive[] {
  return (block.body?.children ?? []).filter(
    (node): node is Directive => node.kind === "directive" && node.words[0].value === keyword,
  );
}

/** The line of a list block that begins at a place. */
export function entryAt(block: Directive, list: string, at: Span): Directive | undefined {
  for (const one of linesOf(block, list)) {
    const node = lastStartingAtOrBefore(one.body?.children ?? [], at.start);
    if (node?.kind === "directive" && node.start === at.start) return node;
  }
  return undefined;
}

/** True where a flag is switched off by the word behind it. */
export function isOff(line: Directive): boolean {
  return /^(?:off|no|false)$/.test(line.words[1]?.value ?? "");
}

/** The lines of a block that begin with a keyword, are there for certain and have no word that is unknown. */
export function certainLinesOf(block: Directive, keyword: string): Directive[] {
  return linesOf(block, keyword).filter(
    (line) => line.prefixes.length === 0 && line.words.every((word) => word.unknown === undefined),
  );
}

/** A keyword and its first argument. */
export function settingOf(line: Directive): Span {
  return span(line.words[0].start, (line.words[1] ?? line.words[0]).end);
}

/** True where every line of the block can be read: it ends, and none is included, conditional or made from a variable. */
export function isReadable(block: Directive): boolean {
  if (block.body !== undefined && block.body.close === undefined) return false;
  const lines = block.body?.children ?? [];
  return lines.every((line) => {
    if (line.kind !== "directive") return line.kind === "definition";
    const known = line.words.every((word) => word.unknown === undefined);
    return known && line.prefixes.length === 0 && !/^include[rmwba]?$/.test(line.words[0].value);
  });
}

/** Keyword and name of a block. */
export function headOf(block: Directive): Span {
  return span(block.words[0].start, (block.words[1] ?? block.words[0]).end);
}

/** A fix that takes whole lines away; the line break goes with them where nothing else stands on them. */
export function removeLines(id: string, safety: Safety, file: SourceFile, at: Span): Fix {
  return { title: { id }, safety, edits: [{ span: wholeLines(file.text, at), text: "" }] };
}

export function wholeLines(text: string, at: Span): Span {
  const lineStart = text.lastIndexOf("\n", at.start - 1) + 1;
  const found = text.indexOf("\n", at.end);
  const lineEnd = found < 0 ? text.length : found;
  const alone = text.slice(lineStart, at.start).trim() === "" && text.slice(at.end, lineEnd).trim() === "";
  return alone ? span(lineStart, Math.min(lineEnd + 1, text.length)) : at;
}
