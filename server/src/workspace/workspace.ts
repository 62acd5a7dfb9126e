/**
 * Holds the texts of a workspace (from disk, or as an editor has them) and makes snapshots of them. A snapshot is
 * made anew from what changed; files whose text, target and place did not change are shared.
 */
import type { Dialect, DialectId } from "../dialect.ts";
import { dialectById, recogniseDialect } from "../dialects/all.ts";
import { type EditedText, plainText } from "../text/edit.ts";
import { ClusterFinder } from "./clusters.ts";
import { type Config, defaultConfig, readConfig } from "./config.ts";
import { discover, discoverFile, excluder, headLength, isBinary } from "./discovery.ts";
import type { FileSystem } from "./file-system.ts";
import { haproxyConfigurations } from "./haproxy-configurations.ts";
import { type Found, findIncluded } from "./includes.ts";
import { basename, below, dirname, join } from "./paths.ts";
import { RememberingFileSystem } from "./remembering-file-system.ts";
import type { Cluster, Snapshot, Unit } from "./snapshot.ts";
import { SourceFile } from "./source-file.ts";
import { type FileSource, isFragment, resolveUnits } from "./units.ts";

/** A path that was asked for and could not be taken up. */
export interface LoadProblem {
  readonly path: string;
  /** A few words for a message, such as `permission denied`. */
  readonly reason: string;
}

export interface TextOptions {
  /** Read as this dialect, whatever path and content say. */
  readonly dialect?: DialectId;
  /** Scope in which a fragment's top level is read. */
  readonly scope?: string;
}

interface Held extends TextOptions {
  readonly text: string;
}

/** What is wrong with a file whose name and content tell of no dialect. */
export const notRecognised = "is no keepalived, nginx or HAProxy configuration";

export class Workspace {
  readonly #fileSystem: FileSystem;
  readonly #remembering: RememberingFileSystem;
  readonly #ownConfig: Config;
  #config: Config;
  #configFile: EditedText | undefined;
  readonly #clusters = new ClusterFinder();
  readonly #excluded: (path: string) => boolean;
  /** Texts of an editor: they stand over what the disk has. */
  readonly #overlays = new Map<string, Held>();
  readonly #disk = new Map<string, Held>();
  /** Directories that were searched. */
  readonly #searched = new Set<string>();
  /** The newest reading of each file. */
  readonly #built = new Map<string, Built>();
  /** Where includes lead, by pattern and place. */
  readonly #included = new Map<string, Found>();
  readonly #units = new WeakMap<SourceFile, Unit>();
  readonly #recognised = new WeakMap<Held, Dialect>();
  /** Those of all texts, sorted. */
  #paths: readonly string[] | undefined;
  /** The names that nginx's files go by, by their real paths. */
  #byRealPath: ReadonlyMap<string, string> = new Map();
  #snapshot: Snapshot | undefined;

  constructor(fileSystem: FileSystem, config: Config = defaultConfig) {
    this.#fileSystem = fileSystem;
    this.#remembering = new RememberingFileSystem(fileSystem, (path) => this.#overlays.has(path));
    this.#ownConfig = config;
    this.#config = config;
    if (config.file !== undefined) this.#configFile = plainText(config.file.path, config.file.text);
    this.#excluded = excluder(config.exclude, config.directory ?? "");
  }

  get config(): Config {
    return this.#config;
  }

  /** The files around those that were taken up. */
  get fileSystem(): FileSystem {
    return this.#remembering;
  }

  /** The version that files of a dialect are checked for. */
  target(dialect: DialectId): string {
    const { targets } = dialectById(dialect).data();
    return this.#config.targets[dialect] ?? targets.at(-1) ?? "";
  }

  /**
   * Takes up files and directories. A file that is named is taken even where only its content tells its dialect; a
   * directory is searched for files that name and content claim. Gives back what could not be read or is no such file.
   */
  add(paths: readonly string[], options: TextOptions = {}): LoadProblem[] {
    const problems: LoadProblem[] = [];
    for (const path of paths) {
      if (this.#fileSystem.kind(path) === "directory") for (const _ of this.search(path));
      else problems.push(...this.#addFile(path, options));
    }
    return problems;
  }

  /** Searches a directory and takes up what it finds, a file at each step, so that a server can do other work between. */
  *search(directory: string): Generator<string> {
    this.#searched.add(directory);
    for (const { path, text } of discover(this.#fileSystem, directory, this.#excluded)) {
      this.#disk.set(path, { text });
      this.#changed();
      yield path;
    }
  }

  /**
   * Sets a text as an editor (or standard input) has it. `undefined` takes it back: what was taken up from the disk
   * counts again, anything else is forgotten. Of kalint.json what it says of files that belong together counts at once.
   */
  setText(path: string, text: string | undefined, options: TextOptions = {}): void {
    if (path === this.#ownConfig.file?.path) {
      this.#setConfig(path, text);
      return;
    }
    const isNew = text === undefined || !this.#overlays.has(path);
    if (text === undefined) this.#overlays.delete(path);
    else this.#overlays.set(path, { text, ...options });
    // A keystroke moves no file: where they lie and where includes lead is known still.
    if (isNew) {
      this.#included.clear();
      this.#paths = undefined;
    }
    this.#snapshot = undefined;
  }

  /** Reads again what changed, appeared or vanished on the disk. A new file counts where a searched directory holds it. */
  reload(paths: readonly string[]): void {
    for (const path of paths) {
      const old = this.#disk.get(path);
      const read = this.#fileSystem.read(path);
      if (old !== undefined && read.ok) this.#disk.set(path, { ...old, text: read.text });
      else if (old !== undefined) this.#disk.delete(path);
      else if (this.#isSearched(path)) {
        const found = discoverFile(this.#fileSystem, path);
        if (found !== undefined) this.#disk.set(path, { text: found.text });
      }
    }
    this.#changed();
  }

  /** Forgets a file or everything under a directory. */
  remove(path: string): void {
    for (const texts of [this.#overlays, this.#disk]) {
      for (const held of texts.keys())
        if (held === path || below(path, held) !== undefined) texts.delete(held);
    }
    this.#searched.delete(path);
    this.#changed();
  }

  snapshot(): Snapshot {
    this.#snapshot ??= this.#makeSnapshot();
    return this.#snapshot;
  }

  #addFile(path: string, options: TextOptions): LoadProblem[] {
    const read = this.#fileSystem.read(path);
    if (!read.ok) return [{ path, reason: read.reason }];
    if (isBinary(read.text)) return [{ path, reason: "is a binary file" }];
    if (
      options.dialect === undefined &&
      recogniseDialect(path, read.text.slice(0, headLength)) === undefined
    ) {
      return [{ path, reason: notRecognised }];
    }
    this.#disk.set(path, { text: read.text, ...options });
    this.#changed();
    return [];
  }

  #changed(): void {
    this.#remembering.forgetAnswers();
    this.#included.clear();
    this.#paths = undefined;
    this.#snapshot = undefined;
  }

  #setConfig(path: string, text: string | undefined): void {
    const own = this.#ownConfig;
    this.#configFile = plainText(path, text ?? own.file?.text);
    this.#config = text === undefined ? own : { ...own, ...groupingIn(text, path), directory: dirname(path) };
    this.#snapshot = undefined;
  }

  #isSearched(path: string): boolean {
    if (this.#excluded(path)) return false;
    for (const directory of this.#searched) if (below(directory, path) !== undefined) return true;
    return false;
  }

  #makeSnapshot(): Snapshot {
    const held = (path: string) => this.#overlays.get(path) ?? this.#disk.get(path);
    this.#paths ??= this.#findPaths();
    const source: FileSource = {
      findIncluded: (include, includer) => {
        const key = [include.pattern, includer.dialect, includer.file, includer.main].join("\n");
        const known = this.#included.get(key);
        if (known !== undefined) return known;
        const found = findIncluded(this.#remembering, include, includer);
        const named = { ...found, paths: [...new Set(found.paths.map((path) => this.#nameOf(path)))] };
        this.#included.set(key, named);
        return named;
      },
      haproxyConfigurations: (paths) => {
        const { directory = "", haproxy } = this.#config;
        const configured = (haproxy?.configurations ?? []).map((places) =>
          places.map((place) => join(directory, place)),
        );
        return haproxyConfigurations(this.#remembering, paths, configured);
      },
      last: this.#units,
      paths: this.#paths,
      draft: (path) => this.#draft(path, held(path)),
      root: (path) => this.#read(path, held(path)),
      included: (path, dialect, scope) => {
        const own = held(path) ?? this.#fromDisk(path);
        return own === undefined
          ? undefined
          : this.#read(path, { dialect: dialect.id, ...(scope === undefined ? {} : { scope }), ...own });
      },
    };
    const graph = resolveUnits(source);
    for (const path of this.#built.keys()) if (!graph.files.has(path)) this.#built.delete(path);
    const grouping = this.#clusters.find(graph.units, this.#config);
    const clusterOf = new Map<SourceFile, Cluster>();
    for (const cluster of grouping.clusters) {
      for (const { units } of cluster.nodes)
        for (const { files } of units)
          for (const file of files) if (!clusterOf.has(file)) clusterOf.set(file, cluster);
    }
    const peersOf = new Map(
      grouping.possiblePeers.flatMap((peers) => peers.units.map((unit) => [unit, peers] as const)),
    );
    const unitOf = (file: SourceFile) => graph.unitOf.get(file) ?? { files: [file], partial: true };
    return {
      ...grouping,
      files: graph.files,
      units: graph.units,
      ...(this.#configFile === undefined ? {} : { configFile: this.#configFile }),
      unitOf,
      clusterOf: (file) => clusterOf.get(file),
      possiblePeersOf: (file) => peersOf.get(unitOf(file)),
      includesOf: (file) => graph.includes.get(file) ?? [],
    };
  }

  /** A link of nginx's that leads to another of the files (`sites-enabled`) is that file, not one more. */
  #findPaths(): readonly string[] {
    const all = [...new Set([...this.#disk.keys(), ...this.#overlays.keys()])].sort();
    const isNginx = (path: string) => {
      const held = this.#overlays.get(path) ?? this.#disk.get(path);
      return held !== undefined && this.#dialectOf(path, held)?.id === "nginx";
    };
    const names = new Map<string, string>();
    // What an editor has open goes by the name that it is open under.
    const isNamed = (path: string) => this.#overlays.has(path) || !this.#isLink(path);
    for (const path of all.filter(isNginx).filter(isNamed)) {
      const real = this.#remembering.realPath(path);
      if (!names.has(real) || this.#overlays.has(path)) names.set(real, path);
    }
    this.#byRealPath = names;
    return all.filter((path) => this.#nameOf(path) === path || this.#isMain(path));
  }

  #nameOf(path: string): string {
    if (this.#overlays.has(path)) return path;
    const name = this.#byRealPath.get(this.#remembering.realPath(path)) ?? path;
    return this.#isLink(path) || this.#isLink(name) ? name : path;
  }

  /** True where the last part of a path is a link. */
  #isLink(path: string): boolean {
    const real = this.#remembering.realPath(path);
    return real !== path && real !== join(this.#remembering.realPath(dirname(path)), basename(path));
  }

  /** Relative paths count from where a main file lies: elsewhere it is another one. */
  #isMain(path: string): boolean {
    const file = this.#draft(path, this.#disk.get(path));
    return file !== undefined && !isFragment(file);
  }

  #fromDisk(path: string): Held | undefined {
    if (this.#excluded(path)) return undefined;
    const read = this.#remembering.read(path);
    return read.ok && !isBinary(read.text) ? { text: read.text } : undefined;
  }

  /** The file as it was read last, if its text is the same; else as it stands alone, which is enough to see its includes. */
  #draft(path: string, held: Held | undefined): SourceFile | undefined {
    if (held === undefined) return undefined;
    const last = this.#built.get(path);
    if (last?.file.text === held.text && (held.dialect ?? last.file.dialect.id) === last.file.dialect.id)
      return last.file;
    if (last === undefined || held.scope !== undefined || held.dialect !== undefined)
      return this.#read(path, held);
    return this.#read(path, {
      ...held,
      dialect: last.file.dialect.id,
      ...(last.scope === undefined ? {} : { scope: last.scope }),
    });
  }

  #read(path: string, held: Held | undefined): SourceFile | undefined {
    if (held === undefined) return undefined;
    const dialect = this.#dialectOf(path, held);
    if (dialect === undefined) return undefined;
    const last = this.#built.get(path);
    const { text, scope } = held;
    if (
      last !== undefined &&
      last.file.text === text &&
      last.file.dialect === dialect &&
      last.scope === scope
    )
      return last.file;
    const options = dialect.id === "haproxy" ? undefined : this.#config[dialect.id];
    const file = new SourceFile(path, text, dialect, this.target(dialect.id), scope, options, last?.file);
    this.#built.set(path, { file, scope });
    return file;
  }

  #dialectOf(path: string, held: Held): Dialect | undefined {
    if (held.dialect !== undefined) return dialectById(held.dialect);
    const known = this.#recognised.get(held);
    if (known !== undefined) return known;
    const dialect = recogniseDialect(path, held.text.slice(0, headLength));
    if (dialect !== undefined) this.#recognised.set(held, dialect);
    return dialect;
  }
}

/** What kalint.json says of which files belong together. */
function groupingIn(text: string, path: string): Pick<Config, "clusters" | "haproxy"> {
  const { clusters, haproxy } = readConfig(text, path).config;
  return { clusters, haproxy };
}

interface Built {
  readonly file: SourceFile;
  /** The scope that its includer gave it. */
  readonly scope: string | undefined;
}
