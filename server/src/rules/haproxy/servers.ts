/** The servers of a backend with the options that they have in the end: their own and those of `default-server`. */
import { matchOf } from "../../catalogue/check.ts";
import type { Word } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { effective, type Line, type Section } from "./haproxy-rule.ts";

export interface Server {
  readonly line: Line;
  readonly name: Word;
  readonly address: Word;
  /** The words behind each option, what a later `no-…` undoes left out. */
  readonly options: ReadonlyMap<string, readonly Word[]>;
  /** Some of it could not be read: what is missing may be there. */
  readonly unclear: boolean;
}

const serversIn = remembered((_unit: Unit) => new Map<Section, readonly Server[]>());

/** `server` and `server-template` lines of a section. */
export function serversOf(section: Section, unit: Unit): readonly Server[] {
  const known = serversIn(unit);
  let servers = known.get(section);
  if (servers === undefined) {
    servers = readServers(section, unit);
    known.set(section, servers);
  }
  return servers;
}

function readServers(section: Section, unit: Unit): Server[] {
  const servers: Server[] = [];
  const inherited: Options = new Map();
  let unclear = false;
  for (const line of effective(section, unit).lines) {
    const { keyword, known } = line;
    const [, name, second, third] = line.directive.words;
    if (keyword === "default-server") unclear = !addOptions(inherited, line) || known.conditional || unclear;
    const address = keyword === "server" ? second : keyword === "server-template" ? third : undefined;
    if (name === undefined || address === undefined) continue;
    const options: Options = new Map(inherited);
    const isClear = addOptions(options, line);
    servers.push({ line, name, address, options, unclear: unclear || !isClear || known.conditional });
  }
  return servers;
}

type Options = Map<string, readonly Word[]>;

/** Adds the options of a line, and tells whether all of it could be read. */
function addOptions(options: Options, { file, known, directive: { words } }: Line): boolean {
  const { matched, failure } = matchOf(file.checked, known);
  const own = matched.flatMap(({ leaf, index }) =>
    leaf.kind === "entry" ? [{ index, name: leaf.entry.name }] : [],
  );
  own.forEach(({ index, name }, i) => {
    options.delete(name.startsWith("no-") ? name.slice(3) : `no-${name}`);
    options.set(name, words.slice(index + 1, own[i + 1]?.index));
  });
  return failure === undefined && words.every(({ unknown }) => unknown === undefined);
}

/** True where nothing tells HAProxy that the server is gone: no check, no agent, no server it tracks, no name that stops resolving. */
export function isUnchecked({ options }: Server): boolean {
  return !["check", "agent-check", "track", "resolvers"].some((option) => options.has(option));
}
