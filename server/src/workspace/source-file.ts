/** One file, read once: its tree, what the catalogue says of it and its model. Immutable; a changed text is a new one. */
import { Catalogue } from "../catalogue/catalogue.ts";
import { type CheckedTree, checkTree } from "../catalogue/check.ts";
import type { Dialect } from "../dialect.ts";
import type { FileModel } from "../model/file-model.ts";
import { LineIndex } from "../text/line-index.ts";

export class SourceFile {
  readonly path: string;
  readonly text: string;
  readonly dialect: Dialect;
  readonly checked: CheckedTree;
  readonly model: FileModel;
  #lines: LineIndex | undefined;

  /** `rootScope` is the scope its includer gives it; absent: as path and content tell. */
  constructor(path: string, text: string, dialect: Dialect, target: string, rootScope?: string) {
    this.path = path;
    this.text = text;
    this.dialect = dialect;
    const catalogue = catalogueFor(dialect, target);
    const tree = dialect.parse(text);
    this.checked = checkTree(tree, catalogue, rootScope ?? dialect.rootScope(tree, catalogue, path));
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

const catalogues = new Map<string, Catalogue>();

/** The catalogue of a dialect for a target version, built on first use. */
export function catalogueFor(dialect: Dialect, target: string): Catalogue {
  const key = `${dialect.id} ${target}`;
  let catalogue = catalogues.get(key);
  if (catalogue === undefined) {
    catalogue = new Catalogue(dialect.data(), dialect.types, target);
    catalogues.set(key, catalogue);
  }
  return catalogue;
}
