/**
 * Searches directories for the files kalint reads. A name makes a file a candidate, its content decides: a `.conf` of
 * another program is never taken. What the files then mean to each other is not asked here.
 */
import picomatch from "picomatch/posix.js";
import type { Dialect } from "../dialect.ts";
import { recogniseDialect } from "../dialects/all.ts";
import type { FileSystem } from "./file-system.ts";
import { basename, below, dirname, join } from "./paths.ts";

export interface Discovered {
  readonly path: string;
  readonly text: string;
  readonly dialect: Dialect;
}

/** How much of a text tells its dialect. */
export const headLength = 4096;

/** Larger files are data, not configuration that somebody wrote. */
const maxBytes = 10 * 1024 * 1024;

/** A byte that no text has, near its beginning. */
export function isBinary(text: string): boolean {
  return text.slice(0, headLength).includes("\0");
}

/** True for paths that one of the globs names: as a path below the directory they are written in, or as a name alone. */
export function excluder(globs: readonly string[], directory: string): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const matches = picomatch(
    globs.map((glob) => glob.replace(/^\.\//, "").replace(/\/$/, "")),
    { dot: true },
  );
  return (path) => {
    const relative = below(directory, path) ?? path;
    return matches(relative) || matches(basename(relative));
  };
}

/** All files under a directory that are of a dialect, by path. Links are followed, each directory is searched once. */
export function* discover(
  fileSystem: FileSystem,
  directory: string,
  excluded: (path: string) => boolean,
): Generator<Discovered> {
  const searched = new Set<string>();
  const stack = [directory];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const real = fileSystem.realPath?.(at) ?? at;
    if (searched.has(real)) continue;
    searched.add(real);
    const directories: string[] = [];
    for (const name of fileSystem.list(at)) {
      const path = join(at, name);
      if (excluded(path)) continue;
      const kind = fileSystem.kind(path);
      if (kind === "directory" && !skippedDirectories.has(name)) directories.push(path);
      if (kind !== "file") continue;
      const found = discoverFile(fileSystem, path);
      if (found !== undefined) yield found;
    }
    stack.push(...directories.reverse());
  }
}

/** The file at a path, if a search would take it. */
export function discoverFile(fileSystem: FileSystem, path: string): Discovered | undefined {
  if (!isCandidate(path) || (fileSystem.size?.(path) ?? 0) > maxBytes) return undefined;
  const read = fileSystem.read(path);
  if (!read.ok || read.text.length > maxBytes || isBinary(read.text)) return undefined;
  const head = read.text.slice(0, headLength);
  const dialect = recogniseDialect(path, head);
  if (dialect === undefined || (dialect.recognise(path, head) === 1 && isForeign(path, head)))
    return undefined;
  return { path, text: read.text, dialect };
}

/** What only the name claims (an empty file, one full of mistakes) may as well be what another program keeps for that daemon. */
function isForeign(path: string, head: string): boolean {
  return foreignDirectory.test(path) || foreignLine.test(head);
}

const foreignDirectory =
  /(?:^|\/)(?:(?:logrotate|rsyslog|sysctl|limits|apparmor|cron|sudoers|tmpfiles|modprobe|security|profile)\.d|fail2ban|supervisord?|systemd|monit|nagios|icinga2?|zabbix|collectd|telegraf|filebeat|fluent(?:d|-bit)?|prometheus|apache2?|httpd)\//i;

/** `[section]`, `<Tag …>`, `name.part = value`, `define kind {`: no line of ours. */
const foreignLine =
  /^[ \t]*(?:\[[^\]\n]+\][ \t]*\r?$|<[A-Za-z][^%>\n]*>|[a-z][\w-]*\.[\w.-]+[ \t]*=|define[ \t]+\w+[ \t]*\{)/m;

/** Whether a name is worth a look at the content. Copies that an editor or a package manager left behind are not. */
export function isCandidate(path: string): boolean {
  const name = basename(path);
  if (leftBehind.test(name)) return false;
  return candidateName.test(name) || candidateDirectory.test(basename(dirname(path)));
}

const skippedDirectories = new Set([
  ".git",
  ".hg",
  ".svn",
  "node_modules",
  "__pycache__",
  ".venv",
  ".terraform",
  ".vagrant",
]);

const leftBehind =
  /(?:~|[._-](?:bak|backup[._-]?\d{4,}|old|orig|save|sav|swp|swo|rpmsave|rpmnew|rpmorig|ucf-\w+|dpkg-\w+|tmp|rej|patch|diff|md|html?|sh|py|rb|js|ts|go|c|h|lua|service|gz|xz|zip|pem|crt|key|png|json|ya?ml))$/i;

/** `.conf` and `.cfg` at the end or followed by more (`keepalived.conf.j2`, `haproxy.cfg-node1`), or a daemon's name. */
const candidateName =
  /\.(?:conf|cfg|tmpl|tpl|vhost|nginx)(?:$|[._-])|keepalived|haproxy|nginx|\.(?:inc|j2|erb|template|in|ctmpl|mustache)$|^(?:default|conf)$/i;

/** Directories whose files have any name. */
const candidateDirectory =
  /^(?:sites[-_.]\w+|conf\.d|vhosts?(?:\.d)?|servers|nginx|haproxy|keepalived|snippets)$/i;
