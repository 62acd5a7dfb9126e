/** Takes up the paths of a command line: finds and reads kalint.json, then the files and standard input. */
import { recogniseDialect } from "../dialects/all.ts";
import {
  absolutePath,
  decode,
  directoryProblem,
  nodeFileSystem,
  reasonOf,
} from "../platform/node/file-system.ts";
import { type Config, configName, defaultConfig, findConfig, readConfig } from "../workspace/config.ts";
import { isBinary } from "../workspace/discovery.ts";
import type { FileSystem } from "../workspace/file-system.ts";
import { below, dirname, join } from "../workspace/paths.ts";
import { notRecognised, type TextOptions, Workspace } from "../workspace/workspace.ts";
import { type Failure, isFailure } from "./command.ts";
import type { Terminal } from "./terminal.ts";

export interface Request {
  /** As written; `-` is standard input. */
  readonly paths: readonly string[];
  /** The kalint.json that is named; absent: the nearest at or above what all paths have in common. */
  readonly config?: string;
  readonly stdinFilename?: string;
  /** What is said in place of kalint.json. */
  readonly targets?: Readonly<Record<string, string>>;
  readonly configId?: string;
  readonly textOptions?: TextOptions;
  /** Told of each file before it is read. */
  readonly onRead?: () => void;
}

export interface Loaded {
  readonly workspace: Workspace;
  readonly config: Config;
  /** What is wrong with kalint.json and what could not be taken up, one line each. The rest holds all the same. */
  readonly problems: readonly string[];
  /** How a file's text is to be read: what was named as the options say, what was found by a search as it says itself. */
  readonly textOptions: (path: string) => TextOptions;
  /** The path that standard input was taken up under. */
  readonly input: string | undefined;
  /** Where kalint.json was read. */
  readonly configPath: string | undefined;
  /** True for what was named and what it includes beside or below itself: the rest is looked into, never reported on or written. */
  readonly isAskedFor: (path: string) => boolean;
  /** A path as the user writes it. */
  readonly show: (path: string) => string;
}

/** What standard input is called where nobody gave it a name. */
const inputName = "<stdin>";

export async function load(request: Request, terminal: Terminal): Promise<Loaded | Failure> {
  const { cwd } = terminal;
  const input = request.paths.includes("-")
    ? absolutePath(request.stdinFilename ?? inputName, cwd)
    : undefined;
  const named = request.paths.filter((path) => path !== "-").map((path) => absolutePath(path, cwd));
  const roots = input === undefined ? named : [...named, input];
  const read = loadConfig(request, roots, cwd);
  if (isFailure(read)) return read;
  const show = (path: string) =>
    path === input && request.stdinFilename === undefined ? inputName : shown(cwd, path);
  const problems = read.problems.map((problem) => `${show(read.path ?? "")}: ${problem}`);

  const { targets, configId } = request;
  const config: Config = {
    ...read.config,
    targets: { ...read.config.targets, ...targets },
    ...(configId === undefined ? {} : { keepalived: { configId } }),
  };
  const workspace = new Workspace(
    watched(request.onRead, (path, reason) => problems.push(`${show(path)}: ${reason}`)),
    config,
  );
  for (const path of named) {
    const reason = nodeFileSystem.kind(path) === "directory" ? directoryProblem(path) : undefined;
    const found = reason === undefined ? workspace.add([path], request.textOptions) : [{ path, reason }];
    for (const problem of found) {
      const line = `${show(problem.path)}: ${withAdvice(problem.reason)}`;
      if (!problems.includes(line)) problems.push(line);
    }
  }
  if (input !== undefined) {
    const reason = await addInput(workspace, input, request.textOptions, terminal);
    if (reason !== undefined) problems.push(`${show(input)}: ${reason}`);
  }
  const places = roots.map((path) => (nodeFileSystem.kind(path) === "directory" ? path : dirname(path)));
  const isAskedFor = (path: string) => places.some((place) => below(place, path) !== undefined);
  const textOptions = (path: string) => (roots.includes(path) ? (request.textOptions ?? {}) : {});
  return { workspace, config, problems, textOptions, input, configPath: read.path, isAskedFor, show };
}

interface FoundConfig {
  readonly config: Config;
  readonly path: string | undefined;
  readonly problems: readonly string[];
}

function loadConfig(request: Request, paths: readonly string[], cwd: string): FoundConfig | Failure {
  const named = request.config;
  const path =
    named === undefined ? findConfig(nodeFileSystem, commonDirectory(paths)) : absolutePath(named, cwd);
  if (path === undefined) {
    const root = commonDirectory(paths);
    // Paths that have nothing in common are of no project that a file could speak for.
    const file = root === "/" ? {} : { file: { path: join(root, configName), text: undefined } };
    return { config: { ...defaultConfig, ...file }, path, problems: [] };
  }
  const read = nodeFileSystem.read(path);
  if (!read.ok) return { failure: `${shown(cwd, path)}: ${read.reason}` };
  const { config, problems } = readConfig(read.text, path);
  return { path, config: { ...config, file: { path, text: read.text } }, problems };
}

async function addInput(
  workspace: Workspace,
  path: string,
  options: TextOptions | undefined,
  terminal: Terminal,
): Promise<string | undefined> {
  try {
    const { text } = decode(await terminal.readInput());
    if (isBinary(text)) return "is a binary file";
    workspace.setText(path, text, options);
  } catch (error) {
    return reasonOf(error);
  }
  if (workspace.snapshot().files.has(path)) return undefined;
  return withAdvice(notRecognised);
}

function withAdvice(reason: string): string {
  return reason === notRecognised ? `${reason} (--dialect says which it is)` : reason;
}

/**
 * The disk, which tells of what it reads, and of what it could not read although the name says that it is one of the
 * files looked for: a search passes over it in silence.
 */
function watched(onRead: Request["onRead"], onProblem: (path: string, reason: string) => void): FileSystem {
  return {
    ...nodeFileSystem,
    read(path) {
      onRead?.();
      const read = nodeFileSystem.read(path);
      if (!read.ok && recogniseDialect(path, "") !== undefined) onProblem(path, read.reason);
      return read;
    },
  };
}

function shown(cwd: string, path: string): string {
  const here = absolutePath(".", cwd);
  return path === here ? "." : (below(here, path) ?? path);
}

function commonDirectory(paths: readonly string[]): string {
  const directories = paths.map((path) => (nodeFileSystem.kind(path) === "directory" ? path : dirname(path)));
  let common = directories[0] ?? "/";
  while (!directories.every((directory) => directory === common || below(common, directory) !== undefined)) {
    const above = dirname(common);
    if (above === common || above === "") return common;
    common = above;
  }
  return common;
}
