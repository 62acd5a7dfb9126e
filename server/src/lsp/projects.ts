/**
 * The folders an editor has open, each a workspace with its own kalint.json, and one workspace for files outside of
 * them. Folders are searched in slices, so that requests are answered in between.
 */
import { dialects } from "../dialects/all.ts";
import { type Config, configName, defaultConfig, findConfig, readConfig } from "../workspace/config.ts";
import type { FileSystem } from "../workspace/file-system.ts";
import { below, dirname, join } from "../workspace/paths.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { Workspace } from "../workspace/workspace.ts";
import type { Documents, OpenDocument } from "./documents.ts";
import { type Settings, withSettings } from "./settings.ts";

export interface ProjectEvents {
  /** Findings anywhere may have changed. */
  changed(): void;
  /** Something in a project's kalint.json is wrong. */
  configProblem(path: string, problems: readonly string[]): void;
}

export interface Project {
  /** Absent for the workspace of files outside of all folders. */
  readonly folder?: string;
  readonly workspace: Workspace;
}

/** A file as one of the projects has it at this moment. */
export interface Located {
  readonly project: Project;
  readonly snapshot: Snapshot;
  readonly file: SourceFile;
}

/** How long one slice of a search may take, in milliseconds. */
const sliceTime = 15;

/** How long a search goes on before what it found is read, in milliseconds. */
const readingPause = 100;

export class Projects {
  readonly #fileSystem: FileSystem;
  readonly #documents: Documents;
  readonly #events: ProjectEvents;
  #settings: Settings = { targets: {}, rules: {} };
  #projects: Project[] = [];
  #loose: Project;
  /** Counts the times everything was read anew: a search that began before then stops. */
  #generation = 0;
  #searching: Promise<void> = Promise.resolve();
  #nextReading = 0;

  constructor(fileSystem: FileSystem, documents: Documents, events: ProjectEvents) {
    this.#fileSystem = fileSystem;
    this.#documents = documents;
    this.#events = events;
    this.#loose = { workspace: new Workspace(fileSystem) };
  }

  /** Ends when the search that is under way has. */
  get searched(): Promise<void> {
    return this.#searching;
  }

  all(): readonly Project[] {
    return [...this.#projects, this.#loose];
  }

  locate(path: string): Located | undefined {
    const project = this.#projectOf(path);
    const snapshot = project.workspace.snapshot();
    const file = snapshot.files.get(path);
    return file === undefined ? undefined : { project, snapshot, file };
  }

  /** Reads everything anew for these folders and settings. */
  reset(folders: readonly string[], settings: Settings): void {
    this.#settings = settings;
    this.#generation++;
    this.#projects = [...new Set(folders)].map((folder) => this.#project(folder));
    this.#loose = { workspace: new Workspace(this.#fileSystem, withSettings(defaultConfig, settings)) };
    for (const document of this.#documents.all()) this.setOpen(document);
    this.#searching = this.#search(this.#generation);
  }

  setOpen(document: OpenDocument): void {
    const dialect = dialects.find((d) => d.id === document.languageId.toLowerCase());
    const options = dialect === undefined ? {} : { dialect: dialect.id };
    this.#projectOf(document.path).workspace.setText(document.path, document.text, options);
  }

  /** Takes back what an editor had: the disk's text counts again, if the file is still there. */
  setClosed(path: string): void {
    const { workspace } = this.#projectOf(path);
    workspace.setText(path, undefined);
    workspace.reload([path]);
  }

  /** Reads again what changed on the disk. Any file may be included by any project, so all are told. */
  reload(paths: readonly string[]): void {
    for (const { workspace } of this.all()) workspace.reload(paths);
  }

  /** True for a file that decides how a project is read. */
  isConfig(path: string): boolean {
    return path.endsWith(`/${configName}`) || path === configName;
  }

  #projectOf(path: string): Project {
    let best = this.#loose;
    for (const project of this.#projects) {
      const { folder } = project;
      if (folder === undefined || below(folder, path) === undefined) continue;
      if (best.folder === undefined || folder.length > best.folder.length) best = project;
    }
    return best;
  }

  #project(folder: string): Project {
    const config = withSettings(this.#config(folder), this.#settings);
    return { folder, workspace: new Workspace(this.#fileSystem, config) };
  }

  #config(folder: string): Config {
    const path = findConfig(this.#fileSystem, folder);
    if (path === undefined)
      return {
        ...defaultConfig,
        directory: folder,
        file: { path: join(folder, configName), text: undefined },
      };
    const read = this.#fileSystem.read(path);
    // An editor makes a file empty before it writes into it.
    if (read.ok && read.text.trim() === "")
      return { ...defaultConfig, directory: dirname(path), file: { path, text: read.text } };
    const { config, problems } = read.ok
      ? readConfig(read.text, path)
      : { config: defaultConfig, problems: [read.reason] };
    if (problems.length > 0) this.#events.configProblem(path, problems);
    const file = read.ok ? { file: { path, text: read.text } } : {};
    return { ...config, directory: config.directory ?? dirname(path), ...file };
  }

  async #search(generation: number): Promise<void> {
    for (const { folder, workspace } of this.#projects) {
      if (folder === undefined) continue;
      const found = workspace.search(folder);
      for (let more = true; more; ) {
        await pause();
        if (generation !== this.#generation) return;
        more = takeSlice(found);
        // The files found so far are read now, a few at a time, instead of all at once by the next request.
        if (Date.now() > this.#nextReading) this.#readAhead(workspace);
      }
    }
    this.#events.changed();
  }

  #readAhead(workspace: Workspace): void {
    workspace.snapshot();
    this.#nextReading = Date.now() + readingPause;
  }
}

/** False when the search is at its end. */
function takeSlice(found: Generator<string>): boolean {
  const end = Date.now() + sliceTime;
  while (Date.now() < end) if (found.next().done === true) return false;
  return true;
}

/** Lets requests that have come in meanwhile go first. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
