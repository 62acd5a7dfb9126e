/**
 * One file, read once: its tree, what the catalogue says of it and its model. A changed text is a new one, which takes
 * over what the change left alone.
 */
import { Catalogue } from "../catalogue/catalogue.ts";
import { type CheckedTree, checkTree, recheckTree } from "../catalogue/check.ts";
import type { Entry } from "../catalogue/entry.ts";
import type { Dialect, ParseOptions } from "../dialect.ts";
import type { FileModel } from "../model/file-model.ts";
import type { Tree } from "../syntax/tree.ts";
import { editTree } from "../syntax/tree-edit.ts";
import { LineIndex } from "../text/line-index.ts";
import type { Span } from "../text/span.ts";

/** What is said of a file beside its text. */
export interface FileOptions extends ParseOptions {
  /** Directives of modules that the catalogue does not know: any words, anywhere, with or without a block. */
  readonly directives?: readonly string[];
}

const noOptions: FileOptions = {};

/** What decides how a text is read. */
interface Given {
  readonly dialect: Dialect;
  readonly rootScope: string | undefined;
  readonly options: FileOptions;
  readonly catalogue: Catalogue;
}

function same(a: Given, b: Given): boolean {
  return (
    a.dialect === b.dialect &&
    a.rootScope === b.rootScope &&
    a.options === b.options &&
    a.catalogue === b.catalogue
  );
}

export class SourceFile {
  readonly path: string;
  readonly text: string;
  readonly dialect: Dialect;
  /** The scope of its top level was given, not found out from path and content. */
  readonly isPlaced: boolean;
  readonly #checked: CheckedTree;
  readonly #given: Given;
  #model: FileModel | undefined;
  #lines: LineIndex | undefined;
  #isOver = false;
  /** Texts that were looked for and are not written. */
  readonly #absent = new Set<string>();

  /**
   * `rootScope` is the scope its includer gives it; absent: as path and content tell. `last` is the file before an
   * edit: what the edit left alone is taken over from it, and it must not be asked for its tree any more.
   */
  constructor(
    path: string,
    text: string,
    dialect: Dialect,
    target: string,
    rootScope?: string,
    options: FileOptions = noOptions,
    last?: SourceFile,
  ) {
    this.path = path;
    this.text = text;
    this.dialect = dialect;
    this.isPlaced = rootScope !== undefined;
    const catalogue = catalogueFor(dialect, target, options.directives);
    this.#given = { dialect, rootScope, options, catalogue };
    this.#checked = this.#afterEdit(last) ?? this.#read(this.#parse(text));
  }

  get checked(): CheckedTree {
    if (this.#isOver) throw new Error(`${this.path} was asked for a tree that an edit has taken away`);
    return this.#checked;
  }

  get model(): FileModel {
    const { checked } = this;
    this.#model ??= this.dialect.bind(checked);
    return this.#model;
  }

  get tree(): CheckedTree["tree"] {
    return this.checked.tree;
  }

  get target(): string {
    return this.checked.catalogue.target;
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }

  /** True where a text of at most a line is written in it. After an edit what was not there is looked for where that was. */
  holds(text: string): boolean {
    if (this.#absent.has(text)) return false;
    const isThere = this.text.includes(text);
    if (!isThere) this.#absent.add(text);
    return isThere;
  }

  #parse(text: string): Tree {
    const { options, catalogue } = this.#given;
    return this.dialect.parse(text, { ...options, target: catalogue.target });
  }

  #read(tree: Tree): CheckedTree {
    const { dialect, catalogue } = this.#given;
    return checkTree(tree, catalogue, this.#scopeOf(tree), dialect.cut?.frames);
  }

  #afterEdit(last: SourceFile | undefined): CheckedTree | undefined {
    const { cut } = this.dialect;
    if (last === undefined || cut === undefined || last.#isOver || !same(last.#given, this.#given))
      return undefined;
    const edit = editTree(last.tree, this.text, cut, (text) => this.#parse(text));
    if (edit === undefined) return undefined;
    const checked =
      this.#scopeOf(edit.tree) === last.checked.rootScope ? recheckTree(last.checked, edit) : undefined;
    last.#isOver = true;
    for (const text of last.#absent) if (!edit.come.includes(text)) this.#absent.add(text);
    return checked ?? this.#read(edit.tree);
  }

  #scopeOf(tree: Tree): string | undefined {
    const { dialect, catalogue, rootScope } = this.#given;
    const given = dialect.splitsBlocks === true && closesOther(tree) ? undefined : rootScope;
    return given ?? dialect.rootScope(tree, catalogue, this.path);
  }
}

function anywhere(name: string): Entry {
  return { name, in: ["*"], args: "...", opens: "any", bodyOptional: true, build: "another module" };
}

/** Where something is. */
export interface Place {
  readonly file: SourceFile;
  readonly span: Span;
}

/** True where a brace closes a block of the file that includes this one: what is below stands further out. */
function closesOther(tree: Tree): boolean {
  return tree.problems.some(({ kind, params }) => kind === "stray-brace" && params?.brace === "}");
}

const catalogues = new Map<string, Catalogue>();

/** The catalogue of a dialect for a target version, with directives of modules that it does not know, built on first use. */
export function catalogueFor(
  dialect: Dialect,
  target: string,
  directives: readonly string[] = [],
): Catalogue {
  const key = [dialect.id, target, ...directives].join(" ");
  let catalogue = catalogues.get(key);
  if (catalogue === undefined) {
    const data = dialect.data();
    const entries = [...data.entries, ...directives.map(anywhere)];
    catalogue = new Catalogue({ ...data, entries }, dialect.types, target);
    catalogues.set(key, catalogue);
  }
  return catalogue;
}
