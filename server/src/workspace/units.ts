/**
 * Follows includes from the main files and makes units of what belongs together. An included file is read in the
 * scope that its includer gives it. A circle is cut where it closes; nothing is reported here.
 */
import type { Dialect } from "../dialect.ts";
import { haproxy } from "../dialects/haproxy/haproxy.ts";
import type { Include } from "../model/file-model.ts";
import type { HaproxyConfiguration } from "./haproxy-configurations.ts";
import type { Found, Includer } from "./includes.ts";
import { basename, dirname } from "./paths.ts";
import type { ResolvedInclude, Unit } from "./snapshot.ts";
import type { SourceFile } from "./source-file.ts";

/** Where the files come from. */
export interface FileSource {
  findIncluded(include: Include, includer: Includer): Found;
  /** The files that were taken up, by path. */
  readonly paths: readonly string[];
  /** A file that was taken up, before it is known who includes it. */
  draft(path: string): SourceFile | undefined;
  /** A file as its includer has it read; `undefined` where it can not be read. */
  included(path: string, dialect: Dialect, scope: string | undefined): SourceFile | undefined;
  /** A main file, or a fragment that nothing includes. */
  root(path: string): SourceFile | undefined;
  /** The configurations of several files that these HAProxy files are of. */
  haproxyConfigurations(paths: readonly string[]): readonly HaproxyConfiguration[];
  /** The last unit of each main file: where nothing changed it stands for the new one. */
  readonly last: WeakMap<SourceFile, Unit>;
}

export interface UnitGraph {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly units: readonly Unit[];
  readonly unitOf: ReadonlyMap<SourceFile, Unit>;
  readonly includes: ReadonlyMap<SourceFile, readonly ResolvedInclude[]>;
}

export function resolveUnits(source: FileSource): UnitGraph {
  const { roots, inSeveral } = firstLook(source);
  const walk = new IncludeWalk(source, inSeveral);
  walk.joinHaproxy();
  for (const path of source.paths) if (roots.has(path)) walk.root(path);
  // What is left includes each other in a circle: the first by name stands for the main file.
  for (const path of source.paths) if (!walk.files.has(path)) walk.root(path);
  return walk.finish();
}

interface FirstLook {
  /** Files that no other names, as far as each can be read as a main file of its own. */
  readonly roots: ReadonlySet<string>;
  /** Files that are included into blocks of several kinds: none of them says what may stand in the file. */
  readonly inSeveral: ReadonlySet<string>;
}

function firstLook(source: FileSource): FirstLook {
  const roots = new Set(source.paths);
  const scopes = new Map<string, string | undefined>();
  const inSeveral = new Set<string>();
  for (const path of source.paths) {
    const file = source.draft(path);
    if (file === undefined) continue;
    for (const include of file.model.includes) {
      const includer = { dialect: file.dialect.id, file: path, main: path };
      for (const target of source.findIncluded(include, includer).paths) {
        if (target !== path) roots.delete(target);
        if (file.dialect.splitsBlocks !== true) continue;
        if (scopes.has(target) && scopes.get(target) !== include.scope) inSeveral.add(target);
        scopes.set(target, include.scope);
      }
    }
  }
  return { roots, inSeveral };
}

class IncludeWalk {
  readonly files = new Map<string, SourceFile>();
  readonly #source: FileSource;
  readonly #includes = new Map<SourceFile, readonly ResolvedInclude[]>();
  readonly #roots = new Map<string, Set<SourceFile>>();
  /** Paths that some other file brings in. */
  readonly #included = new Set<string>();
  readonly #inSeveral: ReadonlySet<string>;
  readonly #joined: Unit[] = [];

  constructor(source: FileSource, inSeveral: ReadonlySet<string>) {
    this.#source = source;
    this.#inSeveral = inSeveral;
  }

  /** Reads the files of HAProxy configurations of several files: none of them is a main file of its own. */
  joinHaproxy(): void {
    const { paths, draft } = this.#source;
    const atHand = paths.filter((path) => draft(path)?.dialect === haproxy);
    if (atHand.length === 0) return;
    for (const { paths: own, configured, complete } of this.#source.haproxyConfigurations(atHand)) {
      const files = own.flatMap((path) => {
        // Started with it, HAProxy reads no line before the first section of a file.
        const scope = configured ? "file" : undefined;
        const file = this.files.get(path) ?? this.#source.included(path, haproxy, scope);
        if (file === undefined || file.dialect !== haproxy) return [];
        this.files.set(path, file);
        return [file];
      });
      const isPartial = !complete || files.length < own.length || (!configured && this.#isPartial(files));
      this.#joined.push(this.#unit(files, isPartial));
    }
  }

  root(path: string): void {
    const file = this.files.get(path) ?? this.#source.root(path);
    if (file === undefined) return;
    this.files.set(path, file);
    const members = new Set<SourceFile>();
    this.#roots.set(path, members);
    this.#visit(file, path, [], members);
  }

  finish(): UnitGraph {
    const mains = [...this.#roots].filter(
      ([path]) => !this.#included.has(path) || !this.#reachedFromOther(path),
    );
    const joined = new Set(this.#joined.flatMap(({ files }) => files));
    const single = mains.flatMap(([path, members]) => {
      const file = this.files.get(path);
      if (file !== undefined && joined.has(file)) return [];
      const files = [...members];
      return [this.#unit(files, this.#isPartial(files))];
    });
    const units = [...this.#joined, ...single].sort(byMainFile);
    const unitOf = new Map<SourceFile, Unit>();
    for (const unit of units) for (const file of unit.files) if (!unitOf.has(file)) unitOf.set(file, unit);
    return { files: this.files, units, unitOf, includes: this.#includes };
  }

  #unit(files: readonly SourceFile[], partial: boolean): Unit {
    const { last } = this.#source;
    const [main] = files;
    const old = main === undefined ? undefined : last.get(main);
    if (
      old?.partial === partial &&
      old.files.length === files.length &&
      old.files.every((f, i) => f === files[i])
    )
      return old;
    const unit = { files, partial };
    if (main !== undefined) last.set(main, unit);
    return unit;
  }

  #visit(file: SourceFile, main: string, chain: readonly string[], members: Set<SourceFile>): void {
    if (members.has(file)) return;
    members.add(file);
    if (file.model.includes.length === 0) return;
    const inner = [...chain, file.path];
    const resolved: ResolvedInclude[] = [];
    for (const include of file.model.includes) {
      const includer = { dialect: file.dialect.id, file: file.path, main };
      const { paths, outcome, unmatched } = this.#source.findIncluded(include, includer);
      const targets: SourceFile[] = [];
      let circular = false;
      let unread = false;
      for (const path of paths) {
        if (inner.includes(path)) {
          circular = true;
          continue;
        }
        const scope = this.#inSeveral.has(path) ? undefined : include.scope;
        const target = this.files.get(path) ?? this.#source.included(path, file.dialect, scope);
        if (target === undefined) {
          unread = true;
          continue;
        }
        this.files.set(path, target);
        this.#included.add(path);
        targets.push(target);
        this.#visit(target, main, inner, members);
      }
      resolved.push({
        include,
        targets,
        outcome: circular ? "circular" : unread ? "elsewhere" : outcome,
        ...(unmatched === undefined ? {} : { unmatched }),
      });
    }
    if (!this.#includes.has(file)) this.#includes.set(file, resolved);
  }

  /** A file of a circle that stands for its main file is reached only from itself. */
  #reachedFromOther(path: string): boolean {
    const file = this.files.get(path);
    for (const [other, members] of this.#roots) {
      if (other !== path && file !== undefined && members.has(file)) return true;
    }
    return false;
  }

  #isPartial(files: readonly SourceFile[]): boolean {
    const [main] = files;
    if (main === undefined || isFragment(main)) return true;
    return files.some((file) =>
      (this.#includes.get(file) ?? []).some(
        ({ outcome }) => outcome === "missing" || outcome === "elsewhere",
      ),
    );
  }
}

function byMainFile({ files: [a] }: Unit, { files: [b] }: Unit): number {
  return (a?.path ?? "") < (b?.path ?? "") ? -1 : 1;
}

/** True where one of the files is a template: the lines of all its branches stand together. */
export function isTemplated(unit: Unit): boolean {
  return unit.files.some((file) => file.tree.templated);
}

/** A file that is no configuration by itself, as far as its place and content tell. */
export function isFragment(file: SourceFile): boolean {
  const inParts = basename(dirname(file.path)).endsWith(".d");
  switch (file.dialect.id) {
    case "nginx":
      return file.checked.rootScope !== "main";
    case "haproxy":
      return inParts;
    case "keepalived":
      return (
        !/^keepalived|keepalived[^/]*\.conf/i.test(basename(file.path)) &&
        (inParts || file.checked.rootScope !== "root")
      );
  }
}
