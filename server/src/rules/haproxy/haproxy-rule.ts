/** Makes a rule on HAProxy's files, and holds what such rules ask alike: sections, their lines, names and modes. */
import type { KnownDirective, Piece, PlacedName } from "../../catalogue/check.ts";
import { haproxy } from "../../dialects/haproxy/haproxy.ts";

import type { Directive, Word } from "../../syntax/tree.ts";

import { wholeLines } from "../../text/line-start.ts";
import { type Span, span } from "../../text/span.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type Locality, namesHere } from "../locality.ts";
import { type FileRule, type FileSubject, type Fix, fileRule } from "../rule.ts";
import { isWritten } from "../written.ts";
import { faceOf } from "./section-face.ts";

interface HaproxyRule extends Omit<FileRule, "over" | "group" | "dialect" | "locality"> {
  /** Texts of which one at least stands in whatever it finds: a configuration without them is not looked through. */
  readonly needs?: readonly string[];
  /** It looks at one section at a time, and at `global`, at `defaults` and at the faces of sections that are tied to it. */
  readonly isLocal?: true;
}

export function haproxyRule({ needs, isLocal, check, ...rule }: HaproxyRule): FileRule {
  return fileRule({
    ...rule,
    group: "haproxy",
    dialect: "haproxy",
    ...(isLocal === true ? { locality } : {}),
    check(subject, report) {
      const isNeeded = needs === undefined || subject.within !== undefined;
      if (isNeeded || needs.some((text) => isWritten(text, subject.unit))) check(subject, report);
    },
  });
}

const locality: Locality = {
  faceOf,
  shared: ({ file, unit }) => [
    unit.partial,
    isComplete(unit),
    ...unit.files.filter((other) => other !== file),
  ],
};

/** A section with the file it stands in. */
export interface Section {
  readonly file: SourceFile;
  readonly directive: Directive;
  readonly piece: Piece;
  /** `frontend`, `userlist`, … */
  readonly kind: string;
  readonly name: Word | undefined;
  readonly lines: readonly Line[];
}

/** A line of a section that the catalogue knows. */
export interface Line {
  readonly file: SourceFile;
  readonly directive: Directive;
  readonly known: KnownDirective;
  /** The keyword, of as many words as it has. */
  readonly keyword: string;
}

/** The sections of a file in the order the daemon reads them. */
export const sectionsOf = remembered((file: SourceFile): readonly Section[] => {
  const sections: Section[] = [];
  for (const piece of file.checked.pieces) {
    const { node, known } = piece;
    if (node.kind === "directive" && node.body !== undefined && known[0]?.directive === node)
      sections.push(new SectionOfFile(file, node, piece));
  }
  return sections;
});

class SectionOfFile implements Section {
  readonly file: SourceFile;
  readonly directive: Directive;
  readonly piece: Piece;
  readonly kind: string;
  readonly name: Word | undefined;
  #lines: readonly Line[] | undefined;

  constructor(file: SourceFile, directive: Directive, piece: Piece) {
    const [keyword, name] = directive.words;
    const isName = name !== undefined && !(keyword.value === "defaults" && name.value === "from");
    this.file = file;
    this.directive = directive;
    this.piece = piece;
    this.kind = keyword.value;
    this.name = isName ? name : undefined;
  }

  get lines(): readonly Line[] {
    this.#lines ??= linesIn(this.file, this.directive);
    return this.#lines;
  }
}

/** Those that a local rule is to look at. */
export const sectionsHere = remembered(({ file, within }: FileSubject): readonly Section[] =>
  within === undefined ? sectionsOf(file) : sectionsOf(file).filter(({ directive }) => within.has(directive)),
);

export const sectionsIn = remembered((unit: Unit): readonly Section[] => unit.files.flatMap(sectionsOf));

function linesIn(file: SourceFile, section: Directive): Line[] {
  const lines: Line[] = [];
  for (const node of section.body?.children ?? []) {
    const known = node.kind === "directive" ? file.checked.known.get(node) : undefined;
    if (known !== undefined)
      lines.push({ file, directive: known.directive, known, keyword: known.entry.name });
  }
  return lines;
}

/** Those of its lines that begin with one of these words. Where there are none it costs little. */
export function linesCalled(section: Section, ...names: readonly string[]): readonly Line[] {
  const written = firstWordsIn(section.piece);
  if (!names.some((name) => written.has(name))) return [];
  return section.lines.filter(({ directive }) => names.includes(directive.words[0].value));
}

const firstWordsIn = remembered(
  ({ known }: Piece): ReadonlySet<string> => new Set(known.map(({ directive }) => directive.words[0].value)),
);

export function isProxy(section: Section): boolean {
  return section.kind === "frontend" || section.kind === "backend" || section.kind === "listen";
}

/** A proxy that can listen. */
export function isFrontend(section: Section): boolean {
  return section.kind === "frontend" || section.kind === "listen";
}

/** A proxy that can send to servers. */
export function isBackend(section: Section): boolean {
  return section.kind === "backend" || section.kind === "listen";
}

/** The `defaults` section that each section reads first: the one it names, or the last one before it, in whatever file. */
const defaultsIn = remembered((unit: Unit): ReadonlyMap<Section, Section> => {
  const found = new Map<Section, Section>();
  const byName = new Map<string, Section>();
  let last: Section | undefined;
  for (const section of sectionsIn(unit)) {
    const { words } = section.directive;
    const from = words.findIndex((word, i) => i > 0 && word.value === "from");
    const wanted = from < 0 ? undefined : words[from + 1]?.value;
    // A `defaults` takes over from another only where it says so.
    const defaults = wanted !== undefined ? byName.get(wanted) : isProxy(section) ? last : undefined;
    if (defaults !== undefined) found.set(section, defaults);
    if (section.kind !== "defaults") continue;
    last = section;
    if (section.name !== undefined) byName.set(section.name.value, section);
  }
  return found;
});

/** The `defaults` section that a section takes over from. */
export function defaultsOf(section: Section, unit: Unit): Section | undefined {
  return defaultsIn(unit).get(section);
}

/** What a proxy is made of: its own lines and those of its `defaults`. */
export interface Effective {
  /** Those of `defaults` first. */
  readonly lines: readonly Line[];
  readonly inherited: readonly Line[];
  /** `tcp`, `http`, …; `undefined` where a template or a condition decides. */
  readonly mode: string | undefined;
  readonly disabled: boolean;
}

const effectiveIn = remembered((_unit: Unit) => new Map<Section, Effective>());

export function effective(section: Section, unit: Unit): Effective {
  const all = effectiveIn(unit);
  let found = all.get(section);
  if (found === undefined) {
    const inherited = inheritedLines(section, unit);
    const lines = [...inherited, ...section.lines];
    const disabled =
      lines.findLast((line) => line.keyword === "disabled" || line.keyword === "enabled")?.keyword ===
      "disabled";
    found = { lines, inherited, mode: modeOf(lines), disabled };
    all.set(section, found);
  }
  return found;
}

/** The proxies of a file that are not turned off. */
export function proxiesOf(file: SourceFile, unit: Unit): readonly Section[] {
  return sectionsOf(file).filter((section) => isProxy(section) && !effective(section, unit).disabled);
}

/** Those that a local rule is to look at. */
export function proxiesHere(subject: FileSubject): readonly Section[] {
  return sectionsHere(subject).filter(
    (section) => isProxy(section) && !effective(section, subject.unit).disabled,
  );
}

const checkOptions = new Set(
  ["external-check", "httpchk", "ldap-check", "mysql-check", "pgsql-check", "redis-check", "smtpchk"]
    .concat(["spop-check", "ssl-hello-chk", "tcp-check"])
    .map((name) => `option ${name}`),
);

/** The option that says how servers are checked, where it is not the connection alone: the last one counts. */
export function checkOptionOf(section: Section, unit: Unit): Line | undefined {
  return effective(section, unit).lines.findLast(({ keyword }) => checkOptions.has(keyword));
}

/** The lines of all `global` sections, which the daemon reads as one. */
export const globalLines = remembered((unit: Unit): readonly Line[] =>
  sectionsIn(unit)
    .filter(({ kind }) => kind === "global")
    .flatMap(({ lines }) => lines),
);

/** False where another file must have the `global` section: what it may allow is not known then. */
export function knowsGlobal(unit: Unit): boolean {
  return isComplete(unit) && sectionsIn(unit).some(({ kind }) => kind === "global");
}

/** True for a rule with `if` or `unless`, be there a condition behind it or not. */
export function hasCondition({ words }: Directive): boolean {
  return words.some(({ value }) => value === "if" || value === "unless");
}

/** True where a template or a condition of the file decides what a line says. */
export function isUncertain({ known, directive }: Line): boolean {
  return known.conditional || directive.words.some((word) => word.unknown !== undefined);
}

function inheritedLines(section: Section, unit: Unit): Line[] {
  const chain: Section[] = [];
  const defaults = defaultsIn(unit);
  for (
    let next = defaults.get(section);
    next !== undefined && !chain.includes(next);
    next = defaults.get(next)
  )
    chain.unshift(next);
  return chain.flatMap((other) => other.lines);
}

function modeOf(lines: readonly Line[]): string | undefined {
  const line = lines.findLast(({ keyword }) => keyword === "mode");
  if (line === undefined) return "tcp";
  const value = line.directive.words[1];
  return value === undefined || value.unknown !== undefined || line.known.conditional
    ? undefined
    : value.value;
}

/**
 * True where the daemon reads nothing that is not here. A file without `global` and `defaults` is one of several that
 * are given to it together; a template may make sections that can not be seen.
 */
export const isComplete = remembered((unit: Unit): boolean => {
  if (unit.partial) return false;
  const found = sectionsIn(unit);
  if (!found.some((section) => section.kind === "global" || section.kind === "defaults")) return false;
  if (found.some((section) => section.name?.unknown !== undefined)) return false;
  return unit.files.every(
    ({ tree }) =>
      !tree.templated &&
      !tree.children.some((n) => n.kind === "directive" && n.words[0].unknown !== undefined),
  );
});

/** Names that the unit's sections define, by their kind; those that only their own section knows left out. */
export const definitionsIn = remembered((unit: Unit): ReadonlyMap<string, ReadonlySet<string>> => {
  const names = new Map<string, Set<string>>();
  for (const { kinds, name } of unit.files.flatMap(({ checked }) => checked.pieces.flatMap(definedIn))) {
    const [kind = ""] = kinds;
    const known = names.get(kind);
    if (known === undefined) names.set(kind, new Set([name]));
    else known.add(name);
  }
  return names;
});

const definedIn = remembered(({ names }: Piece): readonly PlacedName[] =>
  names.filter(
    ({ role, kinds: [kind] }) => role === "definition" && !haproxy.localKinds?.includes(kind ?? ""),
  ),
);

/** The ACLs of a section by name, at their first `acl` line. */
export const aclsIn = remembered(({ names, node }: Piece): ReadonlyMap<string, PlacedName> => {
  const acls = new Map<string, PlacedName>();
  for (const name of names) {
    const isAcl = name.role === "definition" && name.kinds[0] === "acl" && name.parents[0] === node;
    if (isAcl && !acls.has(name.name)) acls.set(name.name, name);
  }
  return acls;
});

/** Where a section uses ACLs, in order. */
export const aclUsesIn = remembered(({ names, node }: Piece): readonly PlacedName[] =>
  names.filter(
    ({ role, kinds, parents }) => role === "reference" && kinds.includes("acl") && parents[0] === node,
  ),
);

const sectionByDirective = remembered(
  (file: SourceFile): ReadonlyMap<Directive, Section> =>
    new Map(sectionsOf(file).map((section) => [section.directive, section])),
);

/** The section that a name use stands in; for a name of the header itself, that section. */
export function sectionOf(file: SourceFile, name: PlacedName): Section | undefined {
  return sectionByDirective(file).get(name.parents[0] ?? name.directive);
}

/** Uses of a name of this kind, those left out that the daemon may skip or does not look up when it checks a file. */
export function referencesOf(file: SourceFile, kind: string): readonly PlacedName[] {
  return referencesByKind(file).get(kind) ?? [];
}

/** Those of them that a local rule is to look at. */
export function referencesHere(subject: FileSubject, kind: string): readonly PlacedName[] {
  const { file, within } = subject;
  if (within === undefined) return referencesOf(file, kind);
  return namesHere(subject).filter((name) => name.kinds.includes(kind) && isLookedUp(file, name));
}

const referencesByKind = remembered((file: SourceFile): ReadonlyMap<string, readonly PlacedName[]> => {
  const found = new Map<string, PlacedName[]>();
  for (const name of file.model.names) {
    if (!isLookedUp(file, name)) continue;
    for (const kind of name.kinds) {
      const same = found.get(kind);
      if (same === undefined) found.set(kind, [name]);
      else same.push(name);
    }
  }
  return found;
});

function isLookedUp(file: SourceFile, { role, unchecked, directive }: PlacedName): boolean {
  return (
    role === "reference" && unchecked !== true && file.checked.known.get(directive)?.conditional !== true
  );
}

/** A proxy that a `use_backend` can mean. */
export function backendNamed(unit: Unit, name: string): Section | undefined {
  return backendsByName(unit).get(name);
}

const backendsByName = remembered((unit: Unit): ReadonlyMap<string, Section> => {
  const found = new Map<string, Section>();
  for (const section of sectionsIn(unit)) {
    if (isBackend(section) && section.name !== undefined && !found.has(section.name.value))
      found.set(section.name.value, section);
  }
  return found;
});

/** True for a `default-server` line with no server behind it in its section: nothing takes over what it says. */
export function isUnusedDefault({ kind, lines }: Section, line: Directive): boolean {
  return (
    kind !== "defaults" &&
    line.words[0].value === "default-server" &&
    !lines.some(({ keyword, directive }) => keyword.startsWith("server") && directive.start > line.start)
  );
}

/** The address that old configurations have behind the name of a proxy, where a `bind` line is needed now. */
export function addressBehindName({ kind, directive }: Section): Word | undefined {
  const word = directive.words[2];
  if ((kind !== "listen" && kind !== "frontend") || word === undefined || word.unknown !== undefined)
    return undefined;
  return /:\d|^\//.test(word.value) ? word : undefined;
}

/** The head of a line or of a section. */
export function headOf({ words, prefixes }: Directive): Span {
  const last = words[words.length - 1] ?? words[0];
  return span((prefixes[0] ?? words[0]).start, last.end);
}

/** A fix that takes lines away, which a person must agree to. */
export function removeLines({ text }: SourceFile, lines: readonly Directive[]): Fix {
  const edits = lines.map((line) => ({ span: wholeLines(text, line), text: "" }));
  return { title: { id: "fix" }, safety: "unsafe", edits };
}
