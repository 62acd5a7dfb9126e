/**
 * Which files make one HAProxy configuration. HAProxy has no include: it is started with several files and directories.
 * What kalint.json says of them counts. Elsewhere `conf.d` beside `haproxy.cfg` is taken for a second `-f`; files that
 * merely lie side by side are not joined.
 */
import type { FileSystem } from "./file-system.ts";
import { basename, dirname, join } from "./paths.ts";

export interface HaproxyConfiguration {
  /** In the order in which HAProxy reads them. */
  readonly paths: readonly string[];
  /** kalint.json says so. */
  readonly configured: boolean;
  /** False where something that kalint.json names is not there. */
  readonly complete: boolean;
}

const mainName = "haproxy.cfg";
const partDirectories = ["conf.d", "haproxy.d"];

/** Those that the HAProxy files at hand belong to. `configured` are paths of files and directories. */
export function haproxyConfigurations(
  fileSystem: FileSystem,
  atHand: readonly string[],
  configured: readonly (readonly string[])[],
): HaproxyConfiguration[] {
  const said = configured
    .map((places): HaproxyConfiguration => {
      const found = places.map((place) => filesAt(fileSystem, place));
      const paths = [...new Set(found.flatMap((files) => files ?? []))];
      return { paths, configured: true, complete: !found.includes(undefined) };
    })
    .filter(({ paths }) => paths.some((path) => atHand.includes(path)));
  const taken = new Set(said.flatMap(({ paths }) => paths));
  const free = atHand.filter((path) => !taken.has(path));
  const mains = new Set(free.flatMap((path) => mainOf(fileSystem, path, free) ?? []));
  const joined = [...mains].map((main): HaproxyConfiguration => {
    const parts = partDirectories.flatMap((name) => filesAt(fileSystem, join(dirname(main), name)) ?? []);
    return { paths: [main, ...parts], configured: false, complete: true };
  });
  return [...said, ...joined.filter(({ paths }) => paths.length > 1)];
}

/** The main file of the configuration that a file is of by its place; it may be that file itself. */
function mainOf(fileSystem: FileSystem, path: string, atHand: readonly string[]): string | undefined {
  if (basename(path) === mainName) return path;
  const directory = dirname(path);
  if (!partDirectories.includes(basename(directory)) || !isPart(basename(path))) return undefined;
  const named = join(dirname(directory), mainName);
  if (fileSystem.kind(named) === "file") return named;
  const beside = atHand.filter((other) => dirname(other) === dirname(directory));
  return beside.length === 1 ? beside[0] : undefined;
}

/** What HAProxy reads of a `-f`: a file, or those in a directory that it takes. */
function filesAt(fileSystem: FileSystem, place: string): readonly string[] | undefined {
  switch (fileSystem.kind(place)) {
    case "file":
      return [place];
    case "missing":
      return undefined;
    case "directory":
      return [...fileSystem.list(place)]
        .filter(isPart)
        .map((name) => join(place, name))
        .filter((path) => fileSystem.kind(path) === "file")
        .sort();
  }
}

/** Hidden files and those of another name are passed over. */
function isPart(name: string): boolean {
  return name.endsWith(".cfg") && !name.startsWith(".");
}
