/**
 * Checks a tree against a catalogue in one pass: names, places, arguments, repetition, versions. What it finds are
 * facts with parameters; rules/catalogue gives them a code, a severity and words. The same pass notes which entry
 * each directive is and which names it defines and uses, for everything that comes after.
 */
import { type Directive, headSpan, type Mutable, type Node, type Tree, type Word } from "../syntax/tree.ts";
import { moveSpan, type TreeEdit } from "../syntax/tree-edit.ts";
import type { Span } from "../text/span.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Entry, Verdict } from "./entry.ts";
import { parseForm } from "./form.ts";
import { type Expected, type Match, matchForm } from "./match.ts";
import { nearestName, nearestOption } from "./near.ts";
import type { EntryUse, NameUse, ValueProblem, ValueProblemKind } from "./value-type.ts";

export type CatalogueProblemKind =
  | ValueProblemKind
  | "unknown-directive"
  | "misplaced-directive"
  | "missing-argument"
  | "surplus-argument"
  | "duplicate-directive"
  | "unavailable-directive"
  | "deprecated-directive"
  | "missing-block"
  | "unexpected-block";

export interface CatalogueProblem extends Span {
  readonly kind: CatalogueProblemKind;
  /** The id of the wording beside the kind's rule. */
  readonly message: string;
  readonly params: Readonly<Record<string, string>>;
  readonly verdict: Verdict;
  readonly related?: Span;
  /** A replacement of the span, where only one thing can be meant. */
  readonly replacement?: string;
  /** The directive that is not to be written any more, or that holds such an option. */
  readonly directive?: Directive;
}

/** A directive whose keyword the catalogue knows at its place. */
export interface KnownDirective {
  readonly directive: Directive;
  readonly scope: string;
  readonly entry: Entry;
  /** How many words the keyword takes; 0 for a line without keyword. */
  readonly nameLength: number;
  /** It stands in a part that the daemon may skip unread. */
  readonly conditional: boolean;
  /** Kept of a line without keyword: what its words are is asked again when the list is read. */
  readonly match: Match | undefined;
}

/** An entry that the daemon takes only where another directive allows it. */
export interface Exposed extends Span {
  readonly name: string;
  readonly exposedBy: string;
}

/** A name use with the directive it stands in and the directives around that. */
export interface PlacedName extends NameUse {
  readonly directive: Directive;
  readonly parents: readonly Directive[];
  /** Where the text is that a definition gives the name, if it stands for a text: a later definition takes its place. */
  readonly text?: Span;
}

/** What the check has found, in document order. */
interface Found {
  readonly problems: readonly CatalogueProblem[];
  readonly names: readonly PlacedName[];
  readonly exposed: readonly Exposed[];
}

/** What it has found in one piece of the text (syntax/tree-edit.ts); in a frame, at its head. */
export interface Piece extends Found {
  readonly node: Node;
  readonly known: readonly KnownDirective[];
  /** What was found at its head rests on pieces beside it too. */
  readonly hangsOnOthers: boolean;
}

interface DraftPiece extends Piece {
  readonly known: KnownDirective[];
  readonly problems: CatalogueProblem[];
  readonly names: PlacedName[];
  readonly exposed: Exposed[];
  hangsOnOthers: boolean;
}

export interface CheckedTree extends Found {
  readonly tree: Tree;
  readonly catalogue: Catalogue;
  /** Scope of the top level; absent where the fragment's place is not known. */
  readonly rootScope: string | undefined;
  readonly known: KnownDirectives;
  readonly pieces: readonly Piece[];
}

/** The directives whose keywords are known. */
export class KnownDirectives {
  readonly #byDirective: Map<Directive, KnownDirective>;
  readonly #pieces: readonly Piece[];
  #all: readonly KnownDirective[] | undefined;

  constructor(pieces: readonly Piece[], byDirective = byDirectiveIn(pieces)) {
    this.#pieces = pieces;
    this.#byDirective = byDirective;
  }

  get(directive: Directive): KnownDirective | undefined {
    return this.#byDirective.get(directive);
  }

  has(directive: Directive): boolean {
    return this.#byDirective.has(directive);
  }

  /** In document order. */
  values(): readonly KnownDirective[] {
    this.#all ??= this.#pieces.flatMap(({ known }) => known);
    return this.#all;
  }

  /** Those of other pieces, which take the place of some of these. */
  with(pieces: readonly Piece[], removed: readonly Piece[], added: readonly Piece[]): KnownDirectives {
    for (const { known } of removed) for (const { directive } of known) this.#byDirective.delete(directive);
    for (const { known } of added) for (const one of known) this.#byDirective.set(one.directive, one);
    return new KnownDirectives(pieces, this.#byDirective);
  }
}

function byDirectiveIn(pieces: readonly Piece[]): Map<Directive, KnownDirective> {
  const found = new Map<Directive, KnownDirective>();
  for (const { known } of pieces) for (const one of known) found.set(one.directive, one);
  return found;
}

interface Frame {
  readonly nodes: readonly Node[];
  /** Its nodes are pieces of the text. */
  readonly isCut: boolean;
  readonly scope: string | undefined;
  readonly seen: Map<string, Directive>;
  /** It is the body of a directive that the daemon may leave out. */
  readonly conditional: boolean;
  next: number;
}

/** A keyword that was probably meant, and how many words of the line it stands for. */
interface Near {
  readonly name: string;
  readonly length: number;
}

const none: Near = { name: "", length: 0 };

/** Mistakes of which a near name is looked for: a text with more of them is not of this dialect. */
const maxNearNames = 500;

/** Words that no form is matched with: an endless line is data, not a directive somebody wrote. */
const maxWords = 600;

/** Directives around a name that are kept; deeper nesting than this is no configuration, and all of it for each name would be quadratic. */
const maxParents = 32;

const noFrames: ReadonlySet<string> = new Set();

/** Checks a whole tree. `frames` are the keywords of the blocks in which it is cut into pieces once more. */
export function checkTree(
  tree: Tree,
  catalogue: Catalogue,
  rootScope: string | undefined,
  frames = noFrames,
): CheckedTree {
  const pieces = new TreeChecker(tree, catalogue, frames).run(tree.children, rootScope);
  return { tree, catalogue, rootScope, known: new KnownDirectives(pieces), pieces, ...together(pieces) };
}

/**
 * The checked tree after an edit: what was found in pieces that the edit left alone is taken over and moved with them.
 * `undefined` where more must be looked at than the pieces that are new.
 */
export function recheckTree(
  { catalogue, rootScope, known, pieces }: CheckedTree,
  { tree, frames, removed, added, from, by }: TreeEdit,
): CheckedTree | undefined {
  const checker = new TreeChecker(tree, catalogue, noFrames);
  const innermost = frames.at(-1);
  const frame = innermost === undefined ? undefined : known.get(innermost);
  if (innermost !== undefined && frame === undefined) return undefined;
  const scope = frame === undefined ? rootScope : checker.scopeOfBody(frame);
  const first = pieces.findIndex(({ node }) => node === removed[0]);
  const old = pieces.slice(first, first + removed.length);
  const behind = pieces.slice(first + removed.length);
  if (first < 0 || old.some((piece) => piece.hangsOnOthers)) return undefined;
  const fresh = checker.run(added, scope, frames);
  if (fresh.some((piece) => piece.hangsOnOthers)) return undefined;
  for (const piece of behind) movePiece(piece, from, by);
  const all = [...pieces.slice(0, first), ...fresh, ...behind];
  return { tree, catalogue, rootScope, known: known.with(all, old, fresh), pieces: all, ...together(all) };
}

function together(pieces: readonly Piece[]): Found {
  const problems: CatalogueProblem[] = [];
  const names: PlacedName[] = [];
  const exposed: Exposed[] = [];
  for (const piece of pieces) {
    for (const problem of piece.problems) problems.push(problem);
    for (const name of piece.names) names.push(name);
    for (const one of piece.exposed) exposed.push(one);
  }
  return { problems, names, exposed };
}

/** Moves what was found in a piece along with it. */
function movePiece(piece: Piece, from: number, by: number): void {
  for (const problem of piece.problems) {
    moveSpan(problem, by);
    if (problem.related !== undefined && problem.related.start >= from) moveSpan(problem.related, by);
  }
  for (const name of piece.names) {
    moveSpan(name.span, by);
    if (name.text !== undefined) moveSpan(name.text, by);
  }
  for (const one of piece.exposed) moveSpan(one, by);
  for (const known of piece.known) {
    // What its words are is asked again.
    if (known.match !== undefined) (known as Mutable<KnownDirective>).match = undefined;
  }
}

/** Top-level directives that are looked at to tell where a fragment belongs. */
const maxSamples = 200;

/**
 * What the words of a directive were taken for. Most are found anew at each call: few are ever asked for, and to keep
 * those of a whole file costs more than all the rest.
 */
export function matchOf({ tree, catalogue }: CheckedTree, known: KnownDirective): Match {
  return known.match ?? matchWords(tree, catalogue, known);
}

function matchWords(
  tree: Tree,
  catalogue: Catalogue,
  {
    directive,
    entry,
    nameLength,
    scope,
  }: Pick<KnownDirective, "directive" | "entry" | "nameLength" | "scope">,
): Match {
  const { words, prefixes } = directive;
  if (words.length > maxWords) return { matched: [] };
  const form = prefixes.length > 0 ? (entry.prefixedArgs ?? entry.args) : entry.args;
  const options = { text: tree.text, ignoreCase: entry.ignoreCase ?? false, scope, keyword: entry.name };
  return matchForm(parseForm(form), words, nameLength, catalogue, options);
}

/** Of several scopes the one in which most of the first top-level directives are known; the first of equals; `undefined` where none is. */
export function bestScope(tree: Tree, catalogue: Catalogue, scopes: readonly string[]): string | undefined {
  const samples = tree.children
    .slice(0, maxSamples)
    .flatMap((node) => (node.kind === "directive" ? [values(node)] : []));
  let best: string | undefined;
  let bestCount = 0;
  for (const scope of scopes) {
    const count = samples.filter((words) => {
      const entry = catalogue.find(scope, words)?.entry;
      return entry !== undefined && !entry.in.includes("*") && entry.name !== "*";
    }).length;
    if (count > bestCount) {
      best = scope;
      bestCount = count;
    }
  }
  return best;
}

class TreeChecker {
  readonly #tree: Tree;
  readonly #catalogue: Catalogue;
  readonly #frames: ReadonlySet<string>;
  readonly #pieces: DraftPiece[] = [];
  #piece: DraftPiece = pieceOf({ kind: "stray", start: 0, end: 0 });
  readonly #parents: Directive[] = [];
  /** What names keep of the parents: made once for a body. */
  #kept: readonly Directive[] | undefined;
  /** How many parts that may be skipped are open. */
  #skippable = 0;
  readonly #nearNames = new Map<string, Near>();
  /** What the blocks that are one to the daemon have said so far. */
  readonly #merged = new Map<Entry, Map<string, Directive>>();

  constructor(tree: Tree, catalogue: Catalogue, frames: ReadonlySet<string>) {
    this.#tree = tree;
    this.#catalogue = catalogue;
    this.#frames = frames;
  }

  /** Checks nodes that are pieces and stand in these blocks. */
  run(
    nodes: readonly Node[],
    scope: string | undefined,
    parents: readonly Directive[] = [],
  ): readonly Piece[] {
    this.#parents.push(...parents);
    const stack: Frame[] = [frame(nodes, scope, true)];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const node = top.nodes[top.next++];
      if (node !== undefined && top.isCut) {
        this.#piece = pieceOf(node);
        this.#pieces.push(this.#piece);
      }
      if (node === undefined) {
        stack.pop();
        this.#parents.pop();
        this.#kept = undefined;
        if (top.conditional) this.#skippable--;
      } else if (node.kind === "directive") {
        const conditional = node.conditional === true;
        if (conditional) this.#skippable++;
        const known = this.#directive(node, top);
        // The body of an unknown block is not looked into: one finding at its name says all.
        if (node.body !== undefined && known?.entry.opens !== undefined) {
          this.#parents.push(node);
          this.#kept = undefined;
          const isCut = top.isCut && this.#frames.has(node.words[0].value);
          stack.push(this.#frameOfBody(node.body.children, known, isCut, conditional));
        } else if (conditional) this.#skippable--;
      }
    }
    return this.#pieces;
  }

  scopeOfBody(known: KnownDirective): string | undefined {
    const { opens, opensNamed } = known.entry;
    if (opensNamed === undefined) return opens;
    const { matched } = matchWords(this.#tree, this.#catalogue, known);
    const named = matched.some((m) => m.reading?.names?.some((name) => name.role === "definition"));
    return named ? opensNamed : opens;
  }

  #directive(directive: Directive, frame: Frame): KnownDirective | undefined {
    const { scope } = frame;
    const words = values(directive);
    if (directive.words[0].unknown !== undefined) return undefined;
    const found = scope === undefined ? this.#anywhere(words) : this.#catalogue.find(scope, words);
    if (found === undefined) return this.#unplaced(directive, words, scope);
    const { entry, length } = found;
    const place = scope ?? entry.in[0] ?? "";
    const match = matchWords(this.#tree, this.#catalogue, {
      directive,
      entry,
      nameLength: length,
      scope: place,
    });
    const known: KnownDirective = {
      directive,
      scope: place,
      entry,
      nameLength: length,
      conditional: this.#skippable > 0,
      match: length === 0 ? match : undefined,
    };
    this.#piece.known.push(known);
    this.#arguments(known, match);
    this.#availability(directive, entry, length, "directive", undefined, scope);
    this.#body(directive, entry);
    this.#repetition(directive, entry, frame, length);
    if (scope !== undefined) this.#ignored(entry, scope, nameSpan(directive, length));
    return known;
  }

  #frameOfBody(nodes: readonly Node[], known: KnownDirective, isCut: boolean, conditional: boolean): Frame {
    const body = frame(nodes, this.scopeOfBody(known), isCut, conditional);
    if (known.entry.merged !== true) return body;
    const seen = this.#merged.get(known.entry) ?? body.seen;
    this.#merged.set(known.entry, seen);
    return { ...body, seen };
  }

  /** In a fragment of unknown place the first entry that has the name will do. */
  #anywhere(words: readonly string[]): { entry: Entry; length: number } | undefined {
    const [entry] = this.#catalogue.named(words);
    return entry === undefined ? undefined : { entry, length: entry.name.split(" ").length };
  }

  #unplaced(
    directive: Directive,
    words: readonly string[],
    scope: string | undefined,
  ): KnownDirective | undefined {
    const at = directive.words[0];
    const elsewhere = this.#catalogue.named(words);
    if (elsewhere.length === 0) {
      const near = scope === undefined ? undefined : this.#near(scope, words);
      // `timeout foo`: the word that is wrong is the second, and the name is both.
      const length =
        near?.length ?? (this.#catalogue.beginsLongName(at.value) ? Math.min(2, words.length) : 1);
      const params = { name: words.slice(0, length).join(" "), scope: scope ?? "" };
      const place = nameSpan(directive, length);
      if (near === undefined) this.#report("unknown-directive", "unknown", place, params, "reject");
      else
        this.#report("unknown-directive", "near", place, { ...params, near: near.name }, "reject", near.name);
      return undefined;
    }
    if (scope === undefined) return undefined;
    const [first] = elsewhere;
    if (first === undefined) return undefined;
    const places = [...new Set(elsewhere.flatMap((e) => e.in))];
    const use = successorOf(first) ?? "";
    const hasSuccessor = use !== "" && this.#catalogue.find(scope, [use.slice(1, -1)]) !== undefined;
    if (elsewhere.every((e) => !this.#catalogue.knows(e))) {
      this.#availability(directive, first, first.name.split(" ").length, "directive");
      return undefined;
    }
    this.#report(
      "misplaced-directive",
      hasSuccessor ? "misplaced-use" : this.#catalogue.isTopLevel(scope) ? "misplaced-outside" : "misplaced",
      at,
      { name: first.name, scope, places: list(places), use },
      "reject",
    );
    if (first.opens === undefined || directive.body === undefined) return undefined;
    // Its body is read as what it would be in the right place.
    const known: KnownDirective = {
      directive,
      scope: first.in[0] ?? "",
      entry: first,
      nameLength: first.name.split(" ").length,
      conditional: this.#skippable > 0,
      match: undefined,
    };
    this.#piece.known.push(known);
    return known;
  }

  /** Remembered by scope and words: the same mistake often stands in a file many times. */
  #near(scope: string, words: readonly string[]): Near | undefined {
    const key = [scope, ...words].join(" ");
    let near = this.#nearNames.get(key);
    if (near === undefined && this.#nearNames.size < maxNearNames) {
      near = nearKeyword(this.#catalogue.namesIn(scope), words) ?? none;
      this.#nearNames.set(key, near);
    }
    return near === none ? undefined : near;
  }

  #arguments({ directive, entry }: KnownDirective, match: Match): void {
    const { words } = directive;
    let innermost = entry;
    const seen = new Map<Entry, Word>();
    let wrong = false;
    for (const { index, leaf, reading } of match.matched) {
      if (leaf.kind === "entry") {
        innermost = leaf.entry;
        const word = words[index];
        if (word !== undefined) {
          this.#availability(directive, leaf.entry, 1, "option", word);
          this.#ignored(leaf.entry, leaf.scope, word);
          this.#optionAgain(leaf.entry, word, seen);
        }
      }
      if (reading?.names !== undefined) {
        for (const name of reading.names) {
          this.#place(name, directive);
        }
      }
      const word = words[index];
      const from = this.#piece.problems.length;
      if (reading?.problem !== undefined && word !== undefined) {
        const instead = match.instead?.index === index ? match.instead.expected : [];
        wrong = true;
        this.#value(reading.problem, word, innermost, nearestName(word.value, this.#candidates(instead)));
      }
      for (const use of reading?.uses ?? []) this.#use(directive, use);
      const isExpression = leaf.kind === "value" && this.#catalogue.types[leaf.type]?.isExpression === true;
      const verdict = isExpression ? (innermost.expressions ?? entry.expressions) : undefined;
      if (verdict !== undefined)
        this.#piece.problems.push(
          ...this.#piece.problems.splice(from).map((problem) => ({ ...problem, verdict })),
        );
    }
    if (match.failure !== undefined && !words.some((w) => w.unknown === "several")) {
      const { index, expected } = match.failure;
      // Of a value that is no value the words behind it are a part: said once.
      const isRest = wrong && (innermost.surplus ?? entry.surplus) === "silent" && mayOnlyEnd(expected);
      // `interface {`: the brace tells.
      const isBlock =
        words[index] === undefined && directive.body?.open !== undefined && entry.opens === undefined;
      if (!isRest && !isBlock) this.#failure(directive, entry, innermost, index, expected);
    }
  }

  /** What is accepted at its place and has no effect there. */
  #ignored({ name, ignoredIn }: Entry, scope: string, at: Span): void {
    const verdict = ignoredIn?.[scope];
    if (verdict !== undefined) this.#report("misplaced-directive", "ignored", at, { name, scope }, verdict);
  }

  /** An option that a line may hold once. */
  #optionAgain(entry: Entry, word: Word, seen: Map<Entry, Word>): void {
    if (entry.again === undefined) return;
    const first = seen.get(entry);
    if (first === undefined) seen.set(entry, word);
    else {
      const params = { name: entry.name };
      this.#report("duplicate-directive", entry.again, word, params, entry.again, undefined, first);
    }
  }

  /** An entry inside a value, and its arguments as words of their own. */
  #use(directive: Directive, { scope, name, args, problem }: EntryUse): void {
    const entry = this.#catalogue.entryOf(scope, name.value);
    if (entry === undefined) {
      const near = this.#catalogue.near(scope, name.value);
      const params = { what: scope, value: name.value };
      if (near === undefined) this.#report("unknown-value", "unknown-entry", name, params, "reject");
      else this.#report("unknown-value", "near-entry", name, { ...params, near }, "reject", near);
      return;
    }
    this.#availability(directive, entry, 1, scope, name);
    if (problem !== undefined && this.#catalogue.knows(entry)) this.#value(problem, name, entry, undefined);
    // `lower()` is `lower`.
    if (entry.args === "" && args.length <= 1 && (args[0]?.value ?? "") === "") return;
    const words: [Word, ...Word[]] = [name, ...args];
    const match = matchForm(parseForm(entry.args), words, 1, this.#catalogue, {
      text: this.#tree.text,
      ignoreCase: entry.ignoreCase ?? false,
      scope,
      keyword: entry.name,
    });
    for (const { index, reading } of match.matched) {
      const word = words[index];
      if (word === undefined || reading === undefined) continue;
      for (const name of reading.names ?? []) this.#place(name, directive);
      if (reading.problem !== undefined) this.#value(reading.problem, word, entry, undefined);
      for (const inner of reading.uses ?? []) this.#use(directive, inner);
    }
    if (match.failure !== undefined && !args.some((word) => word.unknown !== undefined)) {
      const { index, expected } = match.failure;
      this.#failure({ ...directive, start: name.start, prefixes: [], words }, entry, entry, index, expected);
    }
  }

  #place(use: NameUse, directive: Directive): void {
    const { role, kinds, name, span, within, unchecked } = use;
    this.#kept ??= this.#parents.slice(-maxParents);
    const at = { start: span.start, end: span.end };
    const placed: PlacedName = { role, kinds, name, span: at, directive, parents: this.#kept };
    // Nearly all have no more than that.
    this.#piece.names.push(within === undefined && unchecked === undefined ? placed : { ...use, ...placed });
  }

  #value(problem: ValueProblem, word: Word, entry: Entry, near: string | undefined): void {
    const at = problem.span ?? word;
    const verdict = problem.verdict ?? entry.invalid ?? "reject";
    if (near !== undefined) {
      this.#report(
        "unknown-value",
        "near",
        word,
        { value: word.value, name: entry.name, near },
        verdict,
        near,
      );
      return;
    }
    const isDefault = problem.kind === "value-out-of-range" && word.value === entry.default;
    const params = {
      value: word.value,
      name: entry.name,
      ...problem.params,
      ...(isDefault ? { default: word.value } : {}),
    };
    this.#report(problem.kind, problem.message, at, params, verdict, problem.replacement);
  }

  #failure(
    directive: Directive,
    entry: Entry,
    innermost: Entry,
    index: number,
    expected: readonly Expected[],
  ): void {
    const word = directive.words[index];
    const name = innermost.name === "*" ? directive.words[0].value : innermost.name;
    const allowed = this.#spell(expected);
    const hasLines = (directive.body?.children.length ?? 0) > 0;
    const aboveLines = hasLines ? entry.surplusAboveLines : undefined;
    if (word === undefined) {
      const isNamed = entry.surplusAboveLines !== undefined && directive.words.length > 1;
      const verdict = innermost.missing ?? (isNamed && !hasLines ? entry.surplus : undefined) ?? "reject";
      this.#report(
        "missing-argument",
        "missing",
        headSpan(directive),
        { name, expected: list(allowed) },
        verdict,
      );
      return;
    }
    const near = nearestOption(word.value, this.#candidates(expected));
    const mayEnd = expected.some((e) => e.kind === "end");
    if (mayEnd && near === undefined) {
      const last = directive.words[directive.words.length - 1] ?? word;
      const message = allowed.length === 0 ? "surplus" : "unexpected";
      const params = { name, value: word.value, expected: list(allowed) };
      const verdict =
        aboveLines ??
        (allowed.length === 0 ? (innermost.surplus ?? entry.surplus) : entry.invalid) ??
        "reject";
      this.#report("surplus-argument", message, { start: word.start, end: last.end }, params, verdict);
      return;
    }
    const params = { name, value: word.value, expected: list(allowed) };
    const verdict = aboveLines ?? innermost.invalid ?? entry.invalid ?? "reject";
    if (near === undefined) this.#report("unknown-value", "unknown", word, params, verdict);
    else this.#report("unknown-value", "near", word, { ...params, near }, verdict, near);
  }

  #candidates(expected: readonly Expected[]): string[] {
    return expected.flatMap((e) => {
      if (e.kind === "literal") return [e.text];
      return e.kind === "entry" ? this.#catalogue.namesIn(e.scope) : [];
    });
  }

  /** What could stand at a place, as a reader of the message would write it. */
  #spell(expected: readonly Expected[]): string[] {
    const spelled = expected.flatMap((e) => {
      if (e.kind === "literal") return [e.text];
      if (e.kind === "value")
        return [`${e.prefix}<${e.type === "ref" || e.type === "def" ? e.param : e.type}>`];
      return e.kind === "entry" ? this.#catalogue.namesIn(e.scope) : [];
    });
    return [...new Set(spelled)];
  }

  #availability(
    directive: Directive,
    entry: Entry,
    length: number,
    what: string,
    word?: Word,
    scope?: string,
  ): void {
    const at = word ?? nameSpan(directive, length);
    const catalogue = this.#catalogue;
    const { name, exposedBy } = entry;
    if (exposedBy !== undefined && catalogue.knows(entry) && this.#skippable === 0)
      this.#piece.exposed.push({ name, exposedBy, start: at.start, end: at.end });
    // Where a keyword stood, its successor need not.
    const fits =
      entry.renamed !== undefined && (scope === undefined || catalogue.entryOf(scope, entry.renamed));
    const renamed = fits ? entry.renamed : undefined;
    if (!catalogue.knows(entry)) {
      if (entry.build !== undefined) return;
      const newest = entry.versions?.at(-1);
      const older =
        newest !== undefined &&
        catalogue.targets.indexOf(newest) < catalogue.targets.indexOf(catalogue.target);
      const use = successorOf(entry);
      const gone = older || (newest === undefined && entry.removed !== undefined);
      const params = {
        name: entry.name,
        what,
        target: catalogue.target,
        since: entry.since ?? entry.versions?.[0] ?? "?",
        removed: entry.removed ?? "?",
        use: use ?? entry.deprecated ?? "",
      };
      const why =
        entry.deprecated === undefined ? "removed" : use === undefined ? "removed-why" : "removed-use";
      this.#report(
        "unavailable-directive",
        gone ? why : "newer",
        at,
        params,
        "reject",
        renamed,
        undefined,
        directive,
      );
    } else if (entry.deprecated !== undefined) {
      const use = successorOf(entry);
      const params = { name: entry.name, use: use ?? entry.deprecated };
      const message = use === undefined ? "deprecated-why" : "deprecated";
      const verdict = entry.deprecatedVerdict ?? "silent";
      this.#report("deprecated-directive", message, at, params, verdict, renamed, undefined, directive);
    }
  }

  #body(directive: Directive, entry: Entry): void {
    const hasBrace = directive.body?.open !== undefined;
    if (hasBrace && entry.opens === undefined) {
      this.#report(
        "unexpected-block",
        "unexpected",
        directive.body?.open ?? directive,
        { name: entry.name },
        "reject",
      );
    }
    if (directive.body === undefined && entry.opens !== undefined && entry.bodyOptional !== true) {
      this.#report("missing-block", "missing", headSpan(directive), { name: entry.name }, "reject");
    }
  }

  #repetition(directive: Directive, entry: Entry, frame: Frame, length: number): void {
    if (frame.isCut) this.#piece.hangsOnOthers ||= hangsOnOthers(entry);
    const { again = entry.alone === undefined ? undefined : "reject" } = entry;
    const { conditional = false, prefixes } = directive;
    if (again === undefined || conditional || this.#tree.templated || prefixes.length > 0) return;
    const { sameArguments: same = 0 } = entry;
    const key = [entry.name, ...values(directive).slice(length, length + same)].join(" ");
    const first = frame.seen.get(key);
    if (first === undefined) {
      frame.seen.set(key, directive);
      return;
    }
    const isAlone = ({ words }: Directive) => words[length]?.value === entry.alone;
    if (entry.again === undefined && !isAlone(first) && !isAlone(directive)) return;
    const at = nameSpan(directive, length);
    const verdict = entry.againIn?.[frame.scope ?? ""] ?? again;
    this.#report(
      "duplicate-directive",
      verdict,
      at,
      { name: entry.name },
      verdict,
      undefined,
      nameSpan(first, length),
    );
  }

  #report(
    kind: CatalogueProblemKind,
    message: string,
    at: Span,
    params: Readonly<Record<string, string>>,
    verdict: Verdict,
    replacement?: string,
    related?: Span,
    directive?: Directive,
  ): void {
    if (this.#skippable > 0 && verdict === "reject") return;
    this.#piece.problems.push({
      kind,
      message,
      start: at.start,
      end: at.end,
      params,
      verdict,
      ...(replacement === undefined ? {} : { replacement }),
      ...(related === undefined ? {} : { related: { start: related.start, end: related.end } }),
      ...(directive === undefined ? {} : { directive }),
    });
  }
}

/** A near name of as many words as it has itself, or one near the first word alone. */
function nearKeyword(names: readonly string[], words: readonly string[]): Near | undefined {
  const long = names.filter((n) => n.includes(" "));
  for (let length = Math.min(3, words.length); length > 1; length--) {
    const written = words.slice(0, length).join(" ");
    const name = nearestName(
      written,
      long.filter((n) => n.split(" ").length === length),
    );
    if (name !== undefined) return { name, length };
  }
  const single = nearestName(words[0] ?? "", new Set(names.map((n) => n.split(" ")[0] ?? n)));
  return single === undefined || single === words[0] ? undefined : { name: single, length: 1 };
}

/** What to write in an entry's place, in backticks, where its reason begins with that. */
function successorOf({ deprecated }: Entry): string | undefined {
  return /^use (`.+)$/.exec(deprecated ?? "")?.[1];
}

function mayOnlyEnd(expected: readonly Expected[]): boolean {
  return expected.length > 0 && expected.every(({ kind }) => kind === "end");
}

function frame(
  nodes: readonly Node[],
  scope: string | undefined,
  isCut: boolean,
  conditional = false,
): Frame {
  return { nodes, isCut, scope, seen: new Map(), conditional, next: 0 };
}

function pieceOf(node: Node): DraftPiece {
  return { node, known: [], problems: [], names: [], exposed: [], hangsOnOthers: false };
}

/** True where what is found at it rests on what stands beside it. */
function hangsOnOthers({ again, alone, merged }: Entry): boolean {
  return again !== undefined || alone !== undefined || merged === true;
}

/** The words that a name may have; a blank that is quoted is part of a word. */
function values(directive: Directive): string[] {
  return directive.words.slice(0, 4).map((w) => w.value.replaceAll(" ", "\\ "));
}

/** The keyword's words. */
function nameSpan(directive: Directive, length: number): Span {
  const last = directive.words[Math.max(length, 1) - 1] ?? directive.words[0];
  return { start: directive.words[0].start, end: last.end };
}

/** `a`, `b` and `c`: at most six, the rest counted. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, 6).map((n) => `\`${n}\``);
  return names.length > 6 ? `${shown.join(", ")}, … (${names.length})` : shown.join(", ");
}
