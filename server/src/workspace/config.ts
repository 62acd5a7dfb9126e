/** kalint.json: what a project says about its files. Read by hand, field by field: a wrong one is named and the rest still counts. */
import { nearestName } from "../catalogue/near.ts";
import type { ParseOptions } from "../dialect.ts";
import { dialects } from "../dialects/all.ts";
import type { FileSystem } from "./file-system.ts";
import { ancestors, dirname, isAbsolute, join } from "./paths.ts";
import type { FileOptions } from "./source-file.ts";

export type Severity = "error" | "warning" | "info" | "hint";

export interface Config {
  /** Target version by daemon (`"keepalived": "2.2"`); absent: the newest. */
  readonly targets: Readonly<Record<string, string>>;
  /** Severity by rule name or code. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  /** Globs of paths that are not read. */
  readonly exclude: readonly string[];
  /** Findings of this severity and above make the run fail. */
  readonly failOn: Severity;
  readonly clusters: readonly ConfiguredCluster[];
  /** What keepalived is told beside its files. */
  readonly keepalived?: ParseOptions;
  readonly nginx?: Pick<FileOptions, "directives">;
  readonly haproxy?: HaproxyConfig | undefined;
  /** How files are put into shape. */
  readonly format?: FormatConfig;
  /** The directory that globs are relative to: that of kalint.json. Absent: where the search began. */
  readonly directory?: string;
  /** kalint.json itself, as it is on the disk or where it would be made. */
  readonly file?: { readonly path: string; readonly text: string | undefined };
}

export interface FormatConfig {
  /** Words of neighbouring lines stand in columns. */
  readonly align: boolean;
}

export interface HaproxyConfig {
  /** What HAProxy is started with: for each configuration its files and directories, in that order, relative to the directory of kalint.json. */
  readonly configurations: readonly (readonly string[])[];
}

export interface ConfiguredCluster {
  readonly name: string;
  /** Globs relative to the directory of kalint.json. */
  readonly nodes: readonly { readonly name: string; readonly files: readonly string[] }[];
}

export const defaultConfig: Config = { targets: {}, rules: {}, exclude: [], failOn: "error", clusters: [] };

export const configName = "kalint.json";

export interface ReadConfig {
  readonly config: Config;
  /** What is wrong, one line each, beginning with the field's path: `clusters[0].nodes[1].name: …`. */
  readonly problems: readonly string[];
}

/** The nearest kalint.json from a directory upwards. */
export function findConfig(fileSystem: FileSystem, directory: string): string | undefined {
  // A relative directory says nothing of what lies above it; its real path does.
  const from = directory === "" ? "." : directory;
  const start = isAbsolute(from) ? from : (fileSystem.realPath?.(from) ?? from);
  for (const at of [start, ...ancestors(start)]) {
    const path = join(at, configName);
    if (fileSystem.kind(path) === "file") return path;
  }
  return undefined;
}

/** Reads the text of a kalint.json. Fields that are wrong keep their default. */
export function readConfig(text: string, path: string): ReadConfig {
  const problems: string[] = [];
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    return {
      config: defaultConfig,
      problems: [`is no JSON: ${error instanceof Error ? error.message : String(error)}`],
    };
  }
  const reader = new FieldReader(problems);
  const known = [
    "$schema",
    "targets",
    "rules",
    "exclude",
    "failOn",
    "clusters",
    "keepalived",
    "nginx",
    "haproxy",
    "format",
  ];
  const fields = reader.object(json, "", known);
  const config: Config = {
    targets: readTargets(reader, fields.targets),
    rules: readRules(reader, fields.rules),
    exclude: reader.strings(fields.exclude, "exclude"),
    failOn: reader.oneOf(fields.failOn, "failOn", severities) ?? defaultConfig.failOn,
    clusters: reader
      .list(fields.clusters, "clusters")
      .map((cluster, i) => readCluster(reader, cluster, `clusters[${i}]`)),
    ...readDaemon(reader, fields.keepalived, "keepalived"),
    ...readNginx(reader, fields.nginx),
    ...readHaproxy(reader, fields.haproxy),
    ...readFormat(reader, fields.format),
    directory: dirname(path),
  };
  return { config, problems };
}

/** What is wrong with an id, or `undefined`: it is one word. */
export function configIdProblem(id: unknown): string | undefined {
  if (typeof id === "string" && /^\S+$/.test(id)) return undefined;
  return `must be one word, not ${spell(id)}`;
}

/** What `kalint init` writes: every field with what holds without it. */
export function startingConfig(): string {
  const targets = Object.fromEntries(dialects.map((d) => [d.id, d.data().targets.at(-1) ?? ""]));
  const starting = { targets, rules: {}, exclude: [], failOn: defaultConfig.failOn, clusters: [] };
  return `${JSON.stringify(starting, undefined, 2)}\n`;
}

const severities: readonly Severity[] = ["error", "warning", "info", "hint"];

function readTargets(reader: FieldReader, value: unknown): Record<string, string> {
  const targets: Record<string, string> = {};
  if (value === undefined) return targets;
  const fields = reader.object(
    value,
    "targets",
    dialects.map((d) => d.id),
  );
  for (const dialect of dialects) {
    const version = fields[dialect.id];
    if (version === undefined) continue;
    const found = reader.oneOf(version, `targets.${dialect.id}`, dialect.data().targets);
    if (found !== undefined) targets[dialect.id] = found;
  }
  return targets;
}

function readDaemon(reader: FieldReader, value: unknown, at: string): Pick<Config, "keepalived"> {
  if (value === undefined) return {};
  const { configId } = reader.object(value, at, ["configId"]);
  const problem = configId === undefined ? undefined : configIdProblem(configId);
  if (problem !== undefined) reader.wrong(`${at}.configId`, problem);
  return typeof configId === "string" && problem === undefined ? { keepalived: { configId } } : {};
}

function readNginx(reader: FieldReader, value: unknown): Pick<Config, "nginx"> {
  if (value === undefined) return {};
  const { directives } = reader.object(value, "nginx", ["directives"]);
  return { nginx: { directives: reader.strings(directives, "nginx.directives") } };
}

function readHaproxy(reader: FieldReader, value: unknown): Pick<Config, "haproxy"> {
  if (value === undefined) return {};
  const { configurations } = reader.object(value, "haproxy", ["configurations"]);
  const read = reader
    .list(configurations, "haproxy.configurations")
    .map((places, i) => reader.strings(places, `haproxy.configurations[${i}]`));
  return { haproxy: { configurations: read.filter((places) => places.length > 0) } };
}

function readFormat(reader: FieldReader, value: unknown): Pick<Config, "format"> {
  if (value === undefined) return {};
  const { align } = reader.object(value, "format", ["align"]);
  return align === undefined ? {} : { format: { align: reader.boolean(align, "format.align") } };
}

/** Whether a name is that of a rule is for those to say who know the rules. */
function readRules(reader: FieldReader, value: unknown): Record<string, Severity | "off"> {
  const rules: Record<string, Severity | "off"> = {};
  if (value === undefined) return rules;
  for (const [name, severity] of Object.entries(reader.object(value, "rules"))) {
    const found = reader.oneOf(severity, `rules.${name}`, [...severities, "off" as const]);
    if (found !== undefined) rules[name] = found;
  }
  return rules;
}

function readCluster(reader: FieldReader, value: unknown, at: string): ConfiguredCluster {
  const fields = reader.object(value, at, ["name", "nodes"], ["name", "nodes"]);
  const nodes = reader.list(fields.nodes, `${at}.nodes`).map((node, i) => {
    const place = `${at}.nodes[${i}]`;
    const own = reader.object(node, place, ["name", "files"], ["name", "files"]);
    return {
      name: reader.string(own.name, `${place}.name`),
      files: reader.strings(own.files, `${place}.files`),
    };
  });
  if (Array.isArray(fields.nodes) && nodes.length < 2)
    reader.wrong(`${at}.nodes`, "a cluster has at least two nodes");
  for (const [i, node] of nodes.entries()) {
    if (node.name !== "" && nodes.findIndex((n) => n.name === node.name) < i) {
      reader.wrong(`${at}.nodes[${i}].name`, `another node is called \`${node.name}\` already`);
    }
  }
  return { name: reader.string(fields.name, `${at}.name`), nodes };
}

/** Takes values apart and notes, under their path, what they should have been. */
class FieldReader {
  readonly #problems: string[];

  constructor(problems: string[]) {
    this.#problems = problems;
  }

  wrong(at: string, problem: string): void {
    this.#problems.push(at === "" ? problem : `${at}: ${problem}`);
  }

  object(
    value: unknown,
    at: string,
    known?: readonly string[],
    needed: readonly string[] = [],
  ): Record<string, unknown> {
    if (!isObject(value)) {
      this.wrong(at, `must be an object, not ${spell(value)}`);
      return {};
    }
    for (const key of Object.keys(value)) {
      if (known === undefined || known.includes(key)) continue;
      const near = nearestName(key, known);
      const help =
        near === undefined
          ? `known are ${known.filter((k) => !k.startsWith("$")).join(", ")}`
          : `did you mean \`${near}\`?`;
      this.wrong(at === "" ? key : `${at}.${key}`, `unknown field; ${help}`);
    }
    for (const key of needed) if (value[key] === undefined) this.wrong(`${at}.${key}`, "is missing");
    return value;
  }

  list(value: unknown, at: string): readonly unknown[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.wrong(at, `must be a list, not ${spell(value)}`);
    return [];
  }

  string(value: unknown, at: string): string {
    if (typeof value === "string" && value !== "") return value;
    if (value !== undefined) this.wrong(at, `must be a text that is not empty, not ${spell(value)}`);
    return "";
  }

  strings(value: unknown, at: string): string[] {
    return this.list(value, at)
      .map((item, i) => this.string(item, `${at}[${i}]`))
      .filter((item) => item !== "");
  }

  boolean(value: unknown, at: string): boolean {
    if (typeof value !== "boolean") this.wrong(at, `must be true or false, not ${spell(value)}`);
    return value === true;
  }

  oneOf<T extends string>(value: unknown, at: string, known: readonly T[]): T | undefined {
    if (value === undefined) return undefined;
    const found = known.find((k) => k === value);
    if (found === undefined) this.wrong(at, `unknown value ${spell(value)}; known are ${known.join(", ")}`);
    return found;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function spell(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
