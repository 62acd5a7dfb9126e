/** Makes a rule on HAProxy's files, and holds what such rules ask alike: sections, names, modes, inherited lines. */
import type { KnownDirective, PlacedName } from "../../catalogue/check.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import { type Span, span } from "../../text/span.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type FileRule, fileRule } from "../rule.ts";

export function haproxyRule(rule: Omit<FileRule, "over" | "group" | "dialect">): FileRule {
  return fileRule({ ...rule, group: "haproxy", dialect: "haproxy" });
}

/** A section with the file it stands in. */
export interface Section {
  readonly file: SourceFile;
  readonly directive: Directive;
  /** `frontend`, `userlist`, … */
  readonly kind: string;
  readonly name: Word | undefined;
}

const sections = new WeakMap<SourceFile, readonly Section[]>();

/** The sections of a file in the order the daemon reads them. */
export function sectionsOf(file: SourceFile): readonly Section[] {
  let found = sections.get(file);
  if (found === undefined) {
    found = file.tree.children.flatMap((node): Section[] => {
      if (node.kind !== "directive" || node.body === undefined || !file.checked.known.has(node)) return [];
      const [keyword, name] = node.words;
      const isName = name !== undefined && !(keyword.value === "defaults" && name.value === "from");
      return [{ file, directive: node, kind: keyword.value, name: isName ? name : undefined }];
    });
    sections.set(file, found);
  }
  return found;
}

export function sectionsIn(unit: Unit): readonly Section[] {
  return unit.files.flatMap(sectionsOf);
}

export function isProxy(section: Section): boolean {
  return section.kind === "frontend" || section.kind === "backend" || section.kind === "listen";
}

/** A line of a section that the catalogue knows. */
export interface Line {
  readonly directive: Directive;
  readonly known: KnownDirective;
  /** The keyword, of as many words as it has. */
  readonly keyword: string;
}

/** The lines of a section. */
export function linesOf({ file, directive }: Section): Line[] {
  const lines: Line[] = [];
  for (const node of directive.body?.children ?? []) {
    if (node.kind !== "directive") continue;
    const known = file.checked.known.get(node);
    if (known !== undefined) lines.push({ directive: node, known, keyword: known.entry.name });
  }
  return lines;
}

/** The `defaults` section that a proxy reads first: the one it names, or the last one before it, in whatever file. */
export function defaultsOf(section: Section, unit: Unit): Section | undefined {
  const { words } = section.directive;
  const from = words.findIndex((word) => word.value === "from");
  const wanted = from > 0 ? words[from + 1]?.value : undefined;
  let last: Section | undefined;
  for (const other of sectionsIn(unit)) {
    if (other.directive === section.directive) break;
    if (other.kind !== "defaults") continue;
    if (wanted === undefined || other.name?.value === wanted) last = other;
  }
  return last;
}

/** The lines of a proxy and those it takes over from `defaults`, its own last. */
export function allLinesOf(section: Section, unit: Unit): Line[] {
  const chain: Section[] = [section];
  for (let next = defaultsOf(section, unit); next !== undefined && !chain.includes(next); ) {
    chain.unshift(next);
    // A `defaults` takes over from another only where it says so.
    next = next.directive.words.some((word) => word.value === "from") ? defaultsOf(next, unit) : undefined;
  }
  return chain.flatMap(linesOf);
}

/** `tcp`, `http`, …; `undefined` where a template or a condition decides. */
export function modeOf(section: Section, unit: Unit): string | undefined {
  let mode: string | undefined = "tcp";
  for (const { keyword, directive, known } of allLinesOf(section, unit)) {
    if (keyword !== "mode") continue;
    const value = directive.words[1];
    mode = value === undefined || value.unknown !== undefined || known.conditional ? undefined : value.value;
  }
  return mode;
}

export function isDisabled(section: Section, unit: Unit): boolean {
  return allLinesOf(section, unit).some((line) => line.keyword === "disabled");
}

/**
 * True where the daemon reads nothing that is not here. A file without `global` and `defaults` is one of several that
 * are given to it together; a template may make sections that can not be seen.
 */
export function isComplete(unit: Unit): boolean {
  if (unit.partial) return false;
  const found = sectionsIn(unit);
  if (!found.some((s) => s.kind === "global" || s.kind === "defaults")) return false;
  const hidden = unit.files.some((file) => file.tree.templated || file.tree.children.some((n) => n.kind === "directive" && n.words[0].unknown !== undefined));
  return !hidden && !found.some((s) => s.name?.unknown !== undefined);
}

export interface UnitName {
  readonly file: SourceFile;
  readonly name: PlacedName;
}

export function definitionsOf(unit: Unit, kinds: readonly string[]): UnitName[] {
  return unit.files.flatMap((file) =>
    file.model.names
      .filter((name) => name.role === "definition" && name.kinds.some((kind) => kinds.includes(kind)))
      .map((name) => ({ file, name })),
  );
}

/** Uses of a name of one of these kinds, those left out that the daemon may skip. */
export function referencesOf(file: SourceFile, kind: string): PlacedName[] {
  return file.model.names.filter(
    (name) => name.role === "reference" && name.kinds.includes(kind) && !file.checked.known.get(name.directive)?.conditional,
  );
}

/** The section that a name use stands in. */
export function sectionOf(file: SourceFile, name: PlacedName): Section | undefined {
  const [outermost] = name.parents;
  return sectionsOf(file).find((section) => section.directive === outermost);
}

/** A section's header, without its lines. */
export function headerOf({ directive }: Section): Span {
  const last = directive.words[directive.words.length - 1] ?? directive.words[0];
  return span(directive.words[0].start, last.end);
}

/** The head of a line. */
export function headOf({ words, prefixes }: Directive): Span {
  const last = words[words.length - 1] ?? words[0];
  return span((prefixes[0] ?? words[0]).start, last.end);
}
