/**
 * What can be written at an offset: the directives of the block around it, and behind a directive what its form, the
 * option lists and the names defined elsewhere offer there. All of it comes from the catalogue of the target version.
 */
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Entry } from "../catalogue/entry.ts";
import { parseForm, type Value } from "../catalogue/form.ts";
import { type Expected, expectedAt, type Matched, matchForm } from "../catalogue/match.ts";
import { samplesOf } from "../catalogue/value-type.ts";
import type { Dialect, WritingPlace } from "../dialect.ts";
import type { Directive, Word } from "../syntax/tree.ts";
import type { Locale } from "../text/locale.ts";
import type { Span } from "../text/span.ts";
import type { FileSystem } from "../workspace/file-system.ts";
import { remembered } from "../workspace/remembered.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { type BlockStyle, blockStyle } from "./block-style.ts";
import { type Completion, ranked, rarity } from "./completion-item.ts";
import { type Cursor, cursorAt, inComment, scopeAt } from "./cursor.ts";
import { builtInDoc, entryDoc } from "./entry-doc.ts";
import { writtenMode } from "./haproxy/written-mode.ts";
import { builtInsAt, kindText, placeText, visibleNames } from "./names.ts";
import { pathCompletions } from "./paths-completion.ts";
import { type Probed, probe } from "./probe.ts";
import { say } from "./say.ts";
import { signature, valueText } from "./signature.ts";
import { blockSnippet, escaped, parenSnippet, statementSnippet } from "./snippet.ts";
import { variableCompletions } from "./variable-completion.ts";
import { hostNames, writingPlace } from "./writing-place.ts";

export interface CompletionRequest {
  /** The character whose typing asked for it; absent where a person asked. */
  readonly trigger?: string;
  /** Absent: English. */
  readonly locale?: Locale;
  /** Where paths are looked for; absent: nowhere. */
  readonly fileSystem?: FileSystem;
}

export function completionsAt(
  snapshot: Snapshot,
  file: SourceFile,
  offset: number,
  request: CompletionRequest = {},
): Completion[] {
  if (inComment(file.tree, offset)) return [];
  const variables = variableCompletions(snapshot, file, offset);
  if (variables !== undefined) return ranked(variables);
  const { fileSystem } = request;
  const paths = fileSystem === undefined ? [] : pathCompletions(snapshot, file, offset, fileSystem);
  const place = new CompletionPlace(snapshot, file, offset, request.locale ?? "en");
  if (request.trigger === "/")
    return ranked([...paths, ...place.values().filter(({ kind }) => kind === "name")]);
  // A blank in the indentation asks for nothing.
  const wantsKeywords = request.trigger === undefined;
  return ranked([
    ...paths,
    ...place.values(),
    ...(wantsKeywords ? place.keywords() : place.continuedKeywords()),
  ]);
}

/** The explanation of a completion, by the entry it names, or by the kind and the name of what the daemon defines. */
export function completionDoc(
  file: SourceFile,
  { scope, name }: { scope: string; name: string },
  locale: Locale = "en",
): string | undefined {
  const { catalogue } = file.checked;
  const entry = catalogue.entriesIn(scope).find((e) => e.name === name);
  if (entry !== undefined) return entryDoc(file.dialect, catalogue, scope, entry, locale);
  const [own, ...others] = (file.dialect.builtIns?.(scope) ?? []).filter((one) => one.name === name);
  return own && builtInDoc(file.dialect, [scope], own.name, [own, ...others], locale);
}

class CompletionPlace {
  readonly #snapshot: Snapshot;
  readonly #locale: Locale;
  readonly #file: SourceFile;
  readonly #offset: number;
  readonly #cursor: Cursor;
  readonly #style: BlockStyle;
  /** Start and end of the word at the cursor without its quotes. */
  readonly #start: number;
  readonly #end: number;
  #writing: WritingPlace | undefined;
  /** The mode that the section says it has, empty where it says none. */
  #mode: string | undefined;

  constructor(snapshot: Snapshot, file: SourceFile, offset: number, locale: Locale) {
    this.#snapshot = snapshot;
    this.#locale = locale;
    this.#file = file;
    this.#offset = offset;
    this.#cursor = cursorAt(file.tree, offset);
    this.#style = blockStyle(file.dialect);
    const { word } = this.#cursor;
    const quote =
      word?.quoted === true && /["']/.test(file.text[word.start] ?? "") && offset > word.start ? 1 : 0;
    this.#start = (word?.start ?? offset) + quote;
    this.#end = Math.max(
      offset,
      word === undefined ? offset : word.end - (quote === 1 ? this.#closingQuote(word) : 0),
    );
  }

  /** Directives of the block around the cursor; in a body without braces also what can begin the next one. */
  keywords(): Completion[] {
    const { index, startsLine, inDefinition } = this.#cursor;
    if (inDefinition) return [];
    // Where a mark ends statements, a line that begins behind a forgotten one is meant as a new statement.
    if (index > 0 && !(startsLine && this.#style.terminator !== "")) return this.continuedKeywords();
    const scope = this.#scope();
    const rootScope = this.#rootScope();
    const inSection = !this.#style.braces && this.#cursor.parents.length > 0 && rootScope !== undefined;
    return [
      ...(scope === undefined ? [] : this.#directives(scope, 1)),
      ...(inSection && scope !== rootScope ? this.#directives(rootScope, 2) : []),
    ];
  }

  /** The rest of names of several words whose beginning is written. */
  continuedKeywords(): Completion[] {
    const { directive, index } = this.#cursor;
    const scope = this.#scope();
    if (directive === undefined || index < 1 || scope === undefined) return [];
    const beginning = `${this.#valuesBefore(directive, index).join(" ")} `;
    return this.#entries(scope)
      .filter((entry) => entry.name.startsWith(beginning))
      .map((entry) => this.#directive(scope, entry, 1, entry.name.slice(beginning.length)));
  }

  /** What the form of the directive at the cursor takes there. */
  values(): Completion[] {
    const { directive, index } = this.#cursor;
    const scope = this.#scope();
    if (scope === undefined || index < 0) return [];
    const words = directive?.words ?? [];
    const before = words.slice(0, index);
    const { catalogue } = this.#file.checked;
    const found = catalogue.find(
      scope,
      before.slice(0, 4).map((w) => w.value),
    );
    if (found === undefined || index < found.length || !this.#isUseful(scope, found.entry)) return [];
    const form = parseForm(found.entry.args);
    const options = {
      text: this.#file.text,
      ignoreCase: found.entry.ignoreCase ?? false,
      scope,
      keyword: found.entry.name,
    };
    const expected = expectedAt(form, before, found.length, index, catalogue, options);
    if (expected.length === 0) return this.#parts(scope, found.entry, found.length, before);
    const owner = { scope, entry: found.entry };
    const taken = matchForm(form, before, found.length, catalogue, options).matched.filter(isOption);
    const single = new Set(
      taken.flatMap(({ leaf }) => (leaf.entry.again === "reject" ? [leaf.entry.name] : [])),
    );
    return [
      ...this.#parts(scope, found.entry, found.length, before),
      ...expected
        .flatMap((e) => this.#expected(taken.at(-1)?.leaf ?? owner, e))
        .filter((completion) => completion.kind !== "option" || !single.has(completion.label)),
    ];
  }

  /** `owner` is the option whose value is asked for, or the directive. */
  #expected(owner: Owner, expected: Expected): Completion[] {
    switch (expected.kind) {
      case "literal":
        return [this.#value(expected.text, "", { scope: owner.scope, name: owner.entry.name })];
      case "value":
        return this.#samples(owner, expected);
      case "entry":
        return this.#options(expected.scope);
      case "rest":
      case "end":
        return [];
    }
  }

  /** The entries of an option list or, behind the `=` of one that is being written, its values. */
  #options(scope: string): Completion[] {
    const entries = this.#entries(scope).filter((entry) => entry.in.includes(scope));
    const typed = this.#typed();
    const begun = entries.find((entry) => entry.name.endsWith("=") && typed.startsWith(entry.name));
    if (begun === undefined) return entries.map((entry) => this.#option(scope, entry));
    const { catalogue } = this.#file.checked;
    const behind = this.#behind(begun.name);
    const named = { scope, name: begun.name };
    return expectedAt(parseForm(begun.args), [], 0, 0, catalogue, { text: "" }).flatMap((e) => {
      if (e.kind === "literal") return [this.#value(e.text, "", named, behind)];
      if (e.kind !== "value") return [];
      return samplesOf(catalogue.types[e.type], e).map((sample) =>
        this.#value(sample, valueText(e), named, behind),
      );
    });
  }

  #samples(owner: Owner, value: Value): Completion[] {
    const { catalogue } = this.#file.checked;
    const samples = owner.entry.samples ?? samplesOf(catalogue.types[value.type], value);
    const entry = { scope: owner.scope, name: owner.entry.name };
    if (value.prefix === "")
      return [
        ...samples.map((sample) => this.#value(sample, valueText(value), entry)),
        ...this.#markedNames(catalogue.types[value.type]?.markedNames ?? []),
      ];
    if (this.#typed().startsWith(value.prefix)) {
      const behind = this.#behind(value.prefix);
      return samples.map((sample) => this.#value(sample, valueText(value), entry, behind));
    }
    return [{ ...this.#value(value.prefix, valueText(value), entry), kind: "option" }];
  }

  /** Names whose mark is still to be written; once it is, the word at the cursor is one of them. */
  #markedNames(kinds: readonly string[]): Completion[] {
    const typed = this.#typed();
    const names = kinds.length === 0 ? [] : this.#names({ kind: "name", kinds, span: this.#word() });
    return names.filter(({ label }) => typed === "" || !label.startsWith(typed));
  }

  /** Names and entries that fit inside the word at the cursor. */
  #parts(scope: string, entry: Entry, from: number, before: readonly Word[]): Completion[] {
    const found = probe(this.#file, scope, entry, from, before, this.#cursor.word, this.#offset);
    const { fits } = this.#file.dialect;
    return found.flatMap((part) => {
      if (part.kind === "name") return this.#names(part);
      const { wanted } = part;
      const entries = this.#entries(part.scope).filter(
        (e) =>
          e.in.includes(part.scope) &&
          (wanted === undefined || (fits?.(part.scope, e.name, wanted, this.#file.target) ?? true)),
      );
      return entries.map((e) => this.#option(part.scope, e, part.span));
    });
  }

  #names({ kinds, span, within, owners = [] }: Probed & { readonly kind: "name" }): Completion[] {
    const { directive, parents } = this.#cursor;
    const own = directive === undefined ? parents : [...parents, directive];
    const onHost = hostNames(this.#snapshot, this.#file, kinds, this.#offset).map(
      (occurrence): Completion => {
        const detail = `${kindText(occurrence.name.kinds, this.#locale)}, ${say(this.#locale, "named-at", { place: placeText(occurrence) })}`;
        return { ...this.#value(occurrence.name.name, detail, undefined, span), kind: "name", rank: 0 };
      },
    );
    const named = visibleNames(this.#snapshot, this.#file, kinds, own, within);
    const defined = named.map((occurrence): Completion => {
      const detail = `${kindText(occurrence.name.kinds, this.#locale)}, ${say(this.#locale, "defined-at", { place: placeText(occurrence) })}`;
      return { ...this.#value(occurrence.name.name, detail, undefined, span), kind: "name", rank: 0 };
    });
    const builtIn = builtInsAt(this.#file, kinds, own).map((name): Completion => {
      const entry = { scope: kinds[0] ?? "", name: name.name };
      return { ...this.#value(name.name, kindText(kinds, this.#locale), entry, span), kind: "name" };
    });
    return [...onHost, ...defined, ...builtIn, ...this.#owners(owners, span)];
  }

  /** The blocks that a local name of another block is written with. */
  #owners(owners: readonly string[], span: Span): Completion[] {
    return visibleNames(this.#snapshot, this.#file, owners, []).map(({ name }) => {
      const detail = kindText(name.kinds.slice(0, 1), this.#locale);
      return { ...this.#value(`${name.name}/`, detail, undefined, span), kind: "name" };
    });
  }

  #directives(scope: string, rank: number): Completion[] {
    const used = this.#refusedTwice();
    return this.#entries(scope)
      .filter((entry) => !(entry.again === "reject" && used.has(entry.name)) && this.#isUseful(scope, entry))
      .filter((entry) => this.#fitsMode(entry))
      .map((entry) => this.#directive(scope, entry, rank, entry.name));
  }

  #directive(scope: string, entry: Entry, rank: number, name: string): Completion {
    const named = name === entry.name ? entry : { ...entry, name };
    const plain = escaped(name);
    const snippet = this.#lineGoesOn()
      ? plain
      : entry.opens !== undefined && entry.bodyOptional !== true
        ? (this.#newBlock(scope, entry) ??
          blockSnippet(named, this.#style, (value) => this.#placeholder(value)))
        : this.#style.terminator === ""
          ? plain
          : statementSnippet(named, this.#style);
    return {
      label: name,
      kind: entry.opens === undefined ? "directive" : "block",
      detail: signature(entry).slice(entry.name.length).trim(),
      insert: snippet,
      isSnippet: snippet !== plain,
      plain: name,
      ...this.#spans(name === entry.name && name.includes(" ") ? this.#wholeName() : this.#word()),
      deprecated: entry.deprecated !== undefined,
      rank: rank + rarity(entry),
      entry: { scope, name: entry.name },
    };
  }

  #option(scope: string, entry: Entry, span = this.#word()): Completion {
    const needsParen = entry.paren === "required" && !this.#file.text.startsWith("(", span.end);
    return {
      label: entry.name,
      kind: "option",
      detail: signature(entry).slice(entry.name.length).trim(),
      insert: needsParen ? parenSnippet(entry) : entry.name,
      isSnippet: needsParen,
      plain: entry.name,
      ...this.#spans(span),
      deprecated: entry.deprecated !== undefined,
      rank: 2 + rarity(entry),
      entry: { scope, name: entry.name },
    };
  }

  #value(text: string, detail: string, entry?: Completion["entry"], span = this.#word()): Completion {
    return {
      label: text,
      kind: "value",
      detail,
      insert: text,
      isSnippet: false,
      plain: text,
      ...this.#spans(span),
      deprecated: false,
      rank: 1,
      ...(entry === undefined ? {} : { entry }),
    };
  }

  /** What the dialect would write. */
  #newBlock(scope: string, { name }: Entry): string | undefined {
    return this.#file.dialect.snippet?.(name, this.#place(scope));
  }

  #isUseful(scope: string, { name }: Entry): boolean {
    return this.#file.dialect.isUseful?.(name, this.#place(scope)) ?? true;
  }

  /** False where the section has another mode than the one without which the directive does nothing. */
  #fitsMode({ name }: Entry): boolean {
    const needed = this.#file.dialect.needsMode?.(name);
    if (needed === undefined) return true;
    this.#mode ??= writtenMode(this.#snapshot.unitOf(this.#file), this.#file, this.#cursor.parents[0]) ?? "";
    return this.#mode === "" || this.#mode === needed;
  }

  #place(scope: string): WritingPlace {
    if (this.#writing?.scope !== scope)
      this.#writing = writingPlace(this.#snapshot, this.#file, scope, this.#offset);
    return this.#writing;
  }

  #scope(): string | undefined {
    return this.#cursor.parents.length === 0 ? this.#rootScope() : scopeAt(this.#file.checked, this.#cursor);
  }

  /** A file of which nothing is known yet is taken for what an empty one at its path is. */
  #rootScope(): string | undefined {
    const { dialect, checked, path } = this.#file;
    return checked.rootScope ?? dialect.rootScope(dialect.parse(""), checked.catalogue, path);
  }

  /** Entries of a scope that the target version has, the usual ones first. */
  #entries(scope: string): readonly Entry[] {
    const { dialect, checked } = this.#file;
    const sorted = sortedEntries(checked.catalogue);
    const known = sorted.get(scope) ?? entriesInOrder(checked.catalogue, dialect, scope);
    sorted.set(scope, known);
    return known;
  }

  /** Names that stand in this body already, the one at the cursor left out. */
  #refusedTwice(): Set<string> {
    const { siblings, directive } = this.#cursor;
    const used = new Set<string>();
    for (const node of siblings) {
      if (node.kind !== "directive" || node === directive) continue;
      const known = this.#file.checked.known.get(node);
      if (known?.entry.again === "reject") used.add(known.entry.name);
    }
    return used;
  }

  /** A name for a new definition: the next number behind those that are there, else what it is. */
  #placeholder(value: Value): string {
    const { type, prefix, param } = value;
    const what = valueText({ kind: "value", type, prefix, param });
    if (value.type !== "def") return what;
    const names = visibleNames(this.#snapshot, this.#file, value.param.split(","), this.#cursor.parents);
    const numbered = /^(.*?)(\d+)$/.exec(names.at(-1)?.name.name ?? "");
    return numbered === null ? what : `${numbered[1]}${Number(numbered[2]) + 1}`;
  }

  /** Something that this line needs already stands behind the cursor. */
  #lineGoesOn(): boolean {
    const { text } = this.#file;
    const lineEnd = text.indexOf("\n", this.#end);
    const rest = text.slice(this.#end, lineEnd < 0 ? text.length : lineEnd).trim();
    return rest !== "" && rest !== "}" && !rest.startsWith("#");
  }

  #typed(): string {
    return this.#file.text.slice(this.#start, this.#offset);
  }

  /** The whole word at the cursor. */
  #word(): Span {
    return { start: this.#start, end: this.#end };
  }

  /** The word at the cursor with those behind it that belong to the same name. */
  #wholeName(): Span {
    const { directive } = this.#cursor;
    const known = directive === undefined ? undefined : this.#file.checked.known.get(directive);
    const last = directive?.words[(known?.nameLength ?? 1) - 1];
    return { start: this.#start, end: Math.max(this.#end, last?.end ?? 0) };
  }

  /** The rest of the word behind what it begins with. */
  #behind(beginning: string): Span {
    return { start: this.#start + beginning.length, end: this.#end };
  }

  #spans(replaceSpan: Span): Pick<Completion, "insertSpan" | "replaceSpan"> {
    return { insertSpan: { start: replaceSpan.start, end: this.#offset }, replaceSpan };
  }

  #closingQuote(word: Word): number {
    const { text } = this.#file;
    return word.end - word.start > 1 && text[word.end - 1] === text[word.start] ? 1 : 0;
  }

  #valuesBefore(directive: Directive, index: number): string[] {
    return directive.words.slice(0, index).map((w) => w.value);
  }
}

/** By scope. */
const sortedEntries = remembered((_: Catalogue) => new Map<string, readonly Entry[]>());

function entriesInOrder(catalogue: Catalogue, dialect: Dialect, scope: string): readonly Entry[] {
  const usual = dialect.usualIn?.(scope) ?? [];
  const order = (entry: Entry) => (usual.includes(entry.name) ? usual.indexOf(entry.name) : usual.length);
  return catalogue
    .entriesIn(scope)
    .filter((entry) => /\w/.test(entry.name) && catalogue.knows(entry))
    .sort((a, b) => order(a) - order(b) || (a.name < b.name ? -1 : 1));
}

/** An entry with the scope it was met in. */
interface Owner {
  readonly scope: string;
  readonly entry: Entry;
}

function isOption(
  matched: Matched,
): matched is Matched & { readonly leaf: Owner & { readonly kind: "entry" } } {
  return matched.leaf.kind === "entry";
}
