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
  if (!isAbsolute(pattern)) {
    const base = dirname(includer.dialect === "nginx" ? includer.main : includer.file);
    const paths = expand(fileSystem, join(base, pattern));
    return paths === undefined ? { paths: [], outcome: "missing" } : { paths, outcome: "found" };
  }
  let reachable = false;
  for (const candidate of standIns(fileSystem, pattern, includer.main)) {
    const paths = expand(fileSystem, candidate);
    if (paths !== undefined) return { paths, outcome: "found" };
    reachable ||= candidate === pattern;
  }
  return { paths: [], outcome: reachable ? "missing" : "elsewhere" };
}

export function isGlob(pattern: string): boolean {
  return /[*?[{]/.test(pattern);
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
    const matches = picomatch(part);
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
