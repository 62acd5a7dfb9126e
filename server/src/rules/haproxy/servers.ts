/** The servers of a backend with the options that they have in the end: their own and those of `default-server`. */
import type { Directive, Word } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { effective, type Line, type Section } from "./haproxy-rule.ts";
import { addOptions, type Option, type Options } from "./options.ts";

export interface Server {
  readonly line: Line;
  readonly name: Word;
  readonly address: Word;
  /** The last of each name, what a later `no-…` undoes left out. */
  readonly options: Options;
  /** Some of the options could not be read: what is missing may be there. */
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
  const inherited = new Map<string, Option>();
  let unclear = false;
  for (const line of effective(section, unit).lines) {
    const { keyword, known } = line;
    const { words } = line.directive;
    if (keyword === "default-server")
      unclear =
        !addOptions(inherited, words.slice(1), "default-server-option") || known.conditional || unclear;
    const from = optionsFrom(line.directive);
    const [name, address] = [words[1], words[from - 1]];
    const isServer = keyword === "server" || keyword === "server-template";
    if (!isServer || name === undefined || address === undefined) continue;
    const options = new Map(inherited);
    const isClear = addOptions(options, words.slice(from), "server-option");
    const isCounted = words.slice(0, from).every(({ unknown }) => unknown !== "several");
    servers.push({
      line,
      name,
      address,
      options,
      unclear: unclear || !isClear || !isCounted || known.conditional,
    });
  }
  return servers;
}

/** Where the options of a `server` or `server-template` line begin. */
export function optionsFrom({ words }: Directive): number {
  return words[0].value === "server-template" ? 4 : 3;
}

/** Where to speak of an option of a server: at its own word, or at the name of a server that takes it over. */
export function placeOf({ line, name }: Server, word: Word): Word {
  return line.directive.words.includes(word) ? word : name;
}

/** True where nothing tells HAProxy that the server is gone: no check, no agent, no server it tracks, no name that stops resolving. */
export function isUnchecked({ options }: Server): boolean {
  return !["check", "agent-check", "track", "resolvers"].some((option) => options.has(option));
}
