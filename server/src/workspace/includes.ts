/**
 * Where the files lie that an include names. nginx counts relative patterns from the main file's directory, keepalived
 * from the including file's. A path of the running host (`/etc/nginx/conf.d/*.conf`) is looked for beside the main
 * file first: a repository holds the host's directories under its own.
 */
import picomatch from "picomatch/posix.js";
import type { DialectId } from "../dialect.ts";
import type { Include } from "../model/file-model.ts";
import type { FileSystem } from "./file-system.ts";
import { ancestors, basename, below, dirname, isAbsolute, join } from "./paths.ts";

export interface Found {
  readonly paths: readonly string[];
  /**
   * `found`: all that it names is in `paths` (for a glob that may be nothing). `missing`: the place is there, the file
   * is not. `elsewhere`: it names a place of the host that is not part of what is checked, or it is a template.
   */
  readonly outcome: "found" | "missing" | "elsewhere";
  /** Alternatives in braces that name no file, and globs that match none, where the place is known. */
  readonly unmatched?: readonly string[];
}

export interface Includer {
  readonly dialect: DialectId;
  /** The including file. */
  readonly file: string;
  /** The main file of its configuration. */
  readonly main: string;
}

export function findIncluded(fileSystem: FileSystem, include: Include, includer: Includer): Found {
  const { pattern } = include;
  if (pattern === "" || include.unknown === true) return { paths: [], outcome: "elsewhere" };
  return expandAll(fileSystem, alternatives(pattern), (one) => placesOf(fileSystem, one, includer));
}

/** The file that a path names, no pattern, if it is one of those at hand. */
export function findFile(fileSystem: FileSystem, path: string, includer: Includer): string | undefined {
  return placesOf(fileSystem, path, includer).find((place) => fileSystem.kind(place) === "file");
}

/** The directory that a path names, if it is one of those at hand; that of the file itself for `""`. */
export function findDirectory(fileSystem: FileSystem, path: string, includer: Includer): string | undefined {
  // Asked with something in it: the directory of the daemon itself stands for that of the main file.
  const inside = path === "" ? "x" : `${path.replace(/\/+$/, "")}/x`;
  return placesOf(fileSystem, inside, includer)
    .map(dirname)
    .find((place) => fileSystem.kind(place === "" ? "." : place) === "directory");
}

function placesOf(fileSystem: FileSystem, path: string, includer: Includer): readonly string[] {
  return isAbsolute(path) ? standIns(fileSystem, path, includer.main) : [join(baseOf(includer), path)];
}

/** The directory that relative paths count from. */
function baseOf({ dialect, file, main }: Includer): string {
  return dirname(dialect === "keepalived" ? file : main);
}

/** What all alternatives of a pattern name together, each looked for in its places. */
function expandAll(
  fileSystem: FileSystem,
  patterns: readonly string[],
  placesFor: (pattern: string) => readonly string[],
): Found {
  const found = new Set<string>();
  const unmatched: string[] = [];
  let outcome: Found["outcome"] = "elsewhere";
  for (const pattern of patterns) {
    const places = placesFor(pattern);
    const paths = places.map((place) => expand(fileSystem, place)).find((some) => some !== undefined);
    for (const path of paths ?? []) found.add(path);
    const isReachable = !isAbsolute(pattern) || places.includes(pattern);
    if (paths !== undefined) outcome = "found";
    else if (isReachable && outcome === "elsewhere") outcome = "missing";
    if ((paths ?? []).length === 0 && (paths !== undefined || isReachable)) unmatched.push(pattern);
  }
  return { paths: [...found], outcome, ...(unmatched.length === 0 ? {} : { unmatched }) };
}

/** Most patterns that alternatives in braces are multiplied to. */
const maxAlternatives = 100;

/** The patterns that a pattern with `{a,b}` stands for, in their order. */
function alternatives(pattern: string): readonly string[] {
  let patterns = [pattern];
  for (;;) {
    const next = patterns.flatMap((one) => {
      // The innermost first: what holds no brace of its own.
      const match = /^(.*)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(one);
      if (match === null) return [one];
      const [, before = "", list = "", behind = ""] = match;
      return list.split(",").map((part) => `${before}${part}${behind}`);
    });
    if (next.length === patterns.length || next.length > maxAlternatives) return [...new Set(patterns)];
    patterns = next;
  }
}

function isGlob(pattern: string): boolean {
  return /[*?[]/.test(pattern);
}

/** Paths that an absolute pattern may stand for, the likeliest first. */
function standIns(fileSystem: FileSystem, pattern: string, main: string): string[] {
  const found: string[] = [];
  const directory = dirname(main);
  const home = fileSystem.realPath?.(directory === "" ? "." : directory) ?? directory;
  const within = below(home, pattern);
  if (within !== undefined) return [join(directory, within)];
  for (const host of hostDirectories) {
    const rest = below(host, pattern);
    if (rest !== undefined) found.push(join(directory, rest));
  }
  const parts = pattern.split("/");
  for (const ancestor of ancestors(main)) {
    const at = ancestor === "" ? -1 : parts.indexOf(basename(ancestor));
    if (at > 0) found.push(join(ancestor, parts.slice(at + 1).join("/")));
    // The root of a copied host: `ka1/etc/nginx/nginx.conf` for `/etc/nginx/nginx.conf`.
    if (basename(ancestor) === parts[1]) found.push(join(dirname(ancestor), pattern.slice(1)));
  }
  // A file of this very host counts only for a main file that is one too, so that a check gives the same everywhere.
  if (!isAbsolute(home) || home.split("/")[1] === parts[1]) found.push(pattern);
  return [...new Set(found)];
}

/** Directories that the daemons are built to read their main file from. */
const hostDirectories = [
  "/etc/nginx",
  "/usr/local/etc/nginx",
  "/usr/local/nginx/conf",
  "/usr/local/openresty/nginx/conf",
  "/etc/keepalived",
  "/usr/local/etc/keepalived",
  "/etc/haproxy",
  "/usr/local/etc/haproxy",
];

/** The files that a path or a glob names; `undefined` where a path is no file or the directories of a glob are not there. */
function expand(fileSystem: FileSystem, pattern: string): string[] | undefined {
  if (!isGlob(pattern)) return fileSystem.kind(pattern) === "file" ? [pattern] : undefined;
  const parts = pattern.split("/");
  const first = parts.findIndex(isGlob);
  const base = parts.slice(0, first).join("/") || (pattern.startsWith("/") ? "/" : "");
  if (fileSystem.kind(base === "" ? "." : base) !== "directory") return undefined;
  let directories = [base];
  for (const [i, part] of parts.slice(first).entries()) {
    const matches = picomatch(part, { nobrace: true, noextglob: true, nonegate: true });
    const last = first + i === parts.length - 1;
    const next: string[] = [];
    for (const directory of directories) {
      for (const name of fileSystem.list(directory === "" ? "." : directory)) {
        if (!matches(name)) continue;
        const path = join(directory, name);
        const kind = fileSystem.kind(path);
        if (kind === (last ? "file" : "directory")) next.push(path);
      }
    }
    directories = next;
  }
  return directories.sort();
}
