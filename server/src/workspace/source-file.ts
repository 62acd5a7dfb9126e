/** One file, read once: its tree, what the catalogue says of it and its model. Immutable; a changed text is a new one. */
import { Catalogue } from "../catalogue/catalogue.ts";
import { type CheckedTree, checkTree } from "../catalogue/check.ts";
import type { Entry } from "../catalogue/entry.ts";
import type { Dialect, ParseOptions } from "../dialect.ts";
import type { FileModel } from "../model/file-model.ts";
import type { Tree } from "../syntax/tree.ts";
import { LineIndex } from "../text/line-index.ts";
import type { Span } from "../text/span.ts";

/** What is said of a file beside its text. */
export interface FileOptions extends ParseOptions {
  /** Directives of modules that the catalogue does not know: any words, anywhere, with or without a block. */
  readonly directives?: readonly string[];
}

export class SourceFile {
  readonly path: string;
  readonly text: string;
  readonly dialect: Dialect;
  readonly checked: CheckedTree;
  readonly model: FileModel;
  /** The scope of its top level was given, not found out from path and content. */
  readonly isPlaced: boolean;
  #lines: LineIndex | undefined;

  /** `rootScope` is the scope its includer gives it; absent: as path and content tell. */
  constructor(
    path: string,
    text: string,
    dialect: Dialect,
    target: string,
    rootScope?: string,
    options: FileOptions = {},
  ) {
    this.path = path;
    this.text = text;
    this.dialect = dialect;
    const catalogue = catalogueFor(dialect, target, options.directives);
    const tree = dialect.parse(text, { ...options, target });
    this.isPlaced = rootScope !== undefined;
    const scope = dialect.splitsBlocks === true && closesOther(tree) ? undefined : rootScope;
    this.checked = checkTree(tree, catalogue, scope ?? dialect.rootScope(tree, catalogue, path));
    this.model = dialect.bind(this.checked);
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
