/** Makes a rule of a check on each VRRP instance of a keepalived file, and holds what such checks ask alike. */
import type { VrrpGlobals, VrrpInstance, VrrpModel, VrrpScript } from "../../model/vrrp.ts";
import type { Directive } from "../../syntax/tree.ts";
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
  /** All that the daemon will read is here: what is not seen is not there. */
  readonly complete: boolean;
  place(at: Span): Place;
}

export type InstanceReport = (at: Span, message: string, details?: Details) => void;

interface InstanceRule extends Pick<FileRule, "name" | "severity" | "daemon"> {
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
      const complete = isComplete(unit);
      for (const instance of instances) {
        const block = blockAt(file, instance.span);
        if (block === undefined) continue;
        const place = (at: Span): Place => ({ file, span: at });
        check({ file, unit, instance, block, globals, scripts, complete, place }, (at, message, details) =>
          report(place(at), message, details),
        );
      }
    },
  });
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

/** True where every line of the block can be read: none is included, conditional or made from a variable. */
export function isReadable(block: Directive): boolean {
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

function wholeLines(text: string, at: Span): Span {
  const lineStart = text.lastIndexOf("\n", at.start - 1) + 1;
  const found = text.indexOf("\n", at.end);
  const lineEnd = found < 0 ? text.length : found;
  const alone = text.slice(lineStart, at.start).trim() === "" && text.slice(at.end, lineEnd).trim() === "";
  return alone ? span(lineStart, Math.min(lineEnd + 1, text.length)) : at;
}
