/** What the paths of files tell of the nodes they are for: how near they lie, and names for nodes and clusters. */
import { nodeTokens } from "./node-tokens.ts";
import { basename, below, dirname } from "./paths.ts";

export function commonDirectory(paths: readonly string[]): string {
  const [first = ""] = paths;
  const length = commonLength(paths);
  return length === 1 && first.startsWith("/") ? "/" : first.slice(0, Math.max(length - 1, 0));
}

/** Length of what all paths begin with, the last common slash included. */
function commonLength([first = "", ...others]: readonly string[]): number {
  let slash = first.lastIndexOf("/");
  for (const other of others) slash = Math.min(slash, lastCommonSlash(first, other));
  return slash + 1;
}

/**
 * How near two files lie: the length of the path of their nearest common directory. `undefined` where they lie too
 * far apart for files of one cluster: more than three directories below it.
 */
export function nearness(a: string, b: string): number | undefined {
  const slash = lastCommonSlash(a, b);
  return depthFrom(a, slash + 1) <= 3 && depthFrom(b, slash + 1) <= 3 ? slash + 1 : undefined;
}

function lastCommonSlash(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let slash = -1;
  for (let i = 0; i < limit && a.charCodeAt(i) === b.charCodeAt(i); i++)
    if (a.charCodeAt(i) === 47) slash = i;
  return slash;
}

function depthFrom(path: string, start: number): number {
  let depth = 0;
  for (let i = path.indexOf("/", start); i >= 0; i = path.indexOf("/", i + 1)) depth++;
  return depth;
}

/** Names for nodes: tokens of their own, else the directory in which their paths first differ, else the path. */
export function nodeNames(paths: readonly string[]): string[] {
  const tokens = paths.flatMap((path) => nodeTokens(path)[0]?.token ?? []);
  if (tokens.length === paths.length && areDistinct(tokens)) return tokens;
  const start = commonLength(paths);
  const parts = paths.map((path) => {
    const end = path.indexOf("/", start);
    return end < 0 ? path.slice(start) : path.slice(start, end);
  });
  return areDistinct(parts) ? parts : [...paths];
}

function areDistinct(names: readonly string[]): boolean {
  return names.every((name, i) => names.indexOf(name) === i);
}

/** The directory that a path alone among these lies in: where it first differs from them. */
export function ownDirectory(path: string, all: readonly string[]): string | undefined {
  const common = commonDirectory(all);
  const rest = below(common, path) ?? path;
  const slash = rest.indexOf("/", 1);
  if (slash < 0) return undefined;
  const own = path.slice(0, path.length - rest.length + slash);
  return all.every((other) => other === path || below(own, other) === undefined) ? own : undefined;
}

/** The nearest directory with a name of its own that all paths lie in. */
export function clusterName(paths: readonly string[]): string {
  let directory = commonDirectory(paths);
  while (directory !== "" && directory !== "/" && nameless.test(basename(directory)))
    directory = dirname(directory);
  return basename(directory) || "cluster";
}

/** True where the paths differ in one directory only. */
export function haveOneShape(paths: readonly string[]): boolean {
  const common = commonDirectory(paths);
  const rests = paths.map((path) => (below(common, path) ?? path).replace(/^[^/]*/, ""));
  return rests[0] !== "" && rests.every((rest) => rest === rests[0]);
}

const nameless =
  /^(?:etc|conf(?:igs?)?|keepalived|configurations?|files|templates|host_vars|host_files|hosts|nodes|machines|rendered|generated)$/i;
