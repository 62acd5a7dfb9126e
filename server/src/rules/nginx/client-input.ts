/**
 * What of a text a client can choose: the variables in it are followed through `set`, `map` and the groups of regular
 * expressions to the parts of a request that they are made of.
 */
import type { Piece, PlacedName } from "../../catalogue/check.ts";
import { readLocation } from "../../dialects/nginx/location.ts";
import { type CapturedGroup, capturedGroups } from "../../dialects/nginx/regex-groups.ts";
import type { Directive, Word } from "../../syntax/tree.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Snapshot, Unit } from "../../workspace/snapshot.ts";
import { allBlocks, type Block, isCalled, outward, type Statement } from "./blocks.ts";

/** One part of a request that ends up in a text. */
export interface ClientInput {
  /** As it is written there: `$arg_url`, `$1`. */
  readonly variable: string;
  /** The part of the request behind it, where that is another: `$uri`. */
  readonly origin: string;
  /** Characters that the client can have in it. */
  readonly canHold: (character: string) => boolean;
  /** It always begins with a slash: a path. */
  readonly isPath: boolean;
  /** Nothing stands before it in the text that the variable is. */
  readonly begins: boolean;
  /** Nothing stands behind it there but a port and a path. */
  readonly ends: boolean;
}

/** Follows no longer chain than this from variable to variable. */
const maxDepth = 8;

/** The parts of a request in a word that stands in a block, at most one for each variable of the word. */
export function clientInputs(unit: Unit, snapshot: Snapshot, block: Block, word: Word): ClientInput[] {
  if (word.unknown !== undefined) return [];
  const follower = new Follower(definitionsIn(unit, snapshot));
  return [...variablesOf(word.value)].flatMap((name) => {
    const found = follower.follow(name, { block, before: word.start }, 0);
    return found === undefined ? [] : [{ ...found, variable: `$${name}` }];
  });
}

/** The names of the variables in a text, captures among them, in lower case as nginx compares them. */
export function variablesOf(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/\$(?:\{(\w+)\}|([1-9](?!\w)|[A-Za-z_]\w*|\d))/g)].map((m) =>
      (m[1] ?? m[2] ?? "").toLowerCase(),
    ),
  );
}

type Origin = Omit<ClientInput, "variable">;

interface Place {
  readonly block: Block;
  /** Only what stands before it in its own file has been done. */
  readonly before: number;
}

/** A variable's definition with the blocks that its directive stands in. */
interface Definition {
  readonly statement: Statement;
  readonly blocks: ReadonlySet<Block>;
}

const definitionsIn = remembered(
  (unit: Unit, snapshot: Snapshot): ReadonlyMap<string, readonly Definition[]> => {
    const found = new Map<string, Definition[]>();
    const names = unit.files.flatMap(({ checked }) => checked.pieces.flatMap(variablesIn));
    if (names.length === 0) return found;
    const places = new Map<Directive, { statement: Statement; blocks: Set<Block> }>();
    const definers = new Set(names.map(definer));
    for (const block of allBlocks(unit, snapshot)) {
      for (const statement of block.statements) {
        if (!definers.has(statement.directive)) continue;
        const known = places.get(statement.directive);
        if (known === undefined) places.set(statement.directive, { statement, blocks: new Set([block]) });
        else known.blocks.add(block);
      }
    }
    for (const name of names) {
      const place = places.get(definer(name));
      if (place === undefined) continue;
      const same = found.get(name.name);
      if (same === undefined) found.set(name.name, [place]);
      else if (!same.includes(place)) same.push(place);
    }
    return found;
  },
);

const variablesIn = remembered(({ names }: Piece): readonly PlacedName[] =>
  names.filter(({ role, kinds }) => role === "definition" && kinds.includes("variable")),
);

/** A group in the key of a `map` is the map's; all else defines where it stands. */
function definer({ directive, parents }: PlacedName): Directive {
  const map = parents.at(-1);
  return map?.words[0].value === "map" ? map : directive;
}

const everything = () => true;
const noLineBreak = (character: string) => character !== "\n" && character !== "\r";
const hostCharacter = (character: string) => /[A-Za-z0-9._:[\]~!$&'()*+,;=%-]/.test(character);

/** What nginx makes of a request, without what it decides itself. The path is decoded: `%0a` is a line break there. */
const fromRequest: readonly (readonly [RegExp, Origin["canHold"]])[] = [
  [/^(?:uri|document_uri|request_filename|fastcgi_script_name|fastcgi_path_info|path_info)$/, everything],
  [/^(?:request_uri|request|args|query_string|request_body|remote_user|ssl_server_name)$/, noLineBreak],
  [/^(?:arg|http|cookie)_\w+$/, noLineBreak],
  [/^host$/, hostCharacter],
];

const paths = /^(?:request_|document_)?uri$/;

class Follower {
  readonly #definitions: ReadonlyMap<string, readonly Definition[]>;

  constructor(definitions: ReadonlyMap<string, readonly Definition[]>) {
    this.#definitions = definitions;
  }

  follow(name: string, place: Place, depth: number): Origin | undefined {
    if (depth > maxDepth) return undefined;
    if (/^\d$/.test(name)) return this.#capture(Number(name), place, depth);
    const definitions = this.#definitions.get(name)?.filter((definition) => reaches(definition, place)) ?? [];
    for (const definition of definitions) {
      const origin = this.#defined(name, definition, place, depth + 1);
      if (origin !== undefined) return origin;
    }
    if (this.#definitions.has(name)) return undefined;
    const canHold = fromRequest.find(([pattern]) => pattern.test(name))?.[1];
    return canHold === undefined
      ? undefined
      : { origin: `$${name}`, canHold, isPath: paths.test(name), begins: true, ends: true };
  }

  /** The first part of a request in a text. */
  #text(text: string, place: Place, depth: number): Origin | undefined {
    for (const name of variablesOf(text)) {
      const origin = this.follow(name, place, depth);
      if (origin !== undefined) return within(text, name, origin);
    }
    return undefined;
  }

  #defined(name: string, { statement, blocks }: Definition, use: Place, depth: number): Origin | undefined {
    const { directive } = statement;
    const [block = use.block] = blocks;
    const place = { block, before: directive.start };
    if (isCalled(statement, "set")) return this.#text(directive.words[2]?.value ?? "", place, depth);
    if (isCalled(statement, "map")) return this.#mapped(name, directive, use, depth);
    const match = matchOf(statement);
    const group =
      match &&
      capturedGroups(match.expression, match.ignoreCase).find((one) => one.name?.toLowerCase() === name);
    // What else sets a variable (`auth_request_set`, `geo`, a module) is not of the client.
    return group === undefined || match === undefined ? undefined : this.#caught(group, match, place, depth);
  }

  /** What a line of a map gives: nearly always a text of the administrator's own. */
  #mapped(name: string, map: Directive, place: Place, depth: number): Origin | undefined {
    const source = map.words[1]?.value ?? "";
    for (const line of map.body?.children ?? []) {
      if (line.kind !== "directive") continue;
      const [key, value] = line.words;
      const expression = /^~\*?/.exec(key.value)?.[0];
      const groups =
        expression === undefined
          ? []
          : capturedGroups(key.value.slice(expression.length), expression === "~*");
      const caught = groups.find((g) => g.name?.toLowerCase() === name);
      if (caught !== undefined) return this.#narrowed(caught, this.#text(source, place, depth));
      for (const used of variablesOf(value?.value ?? "")) {
        const group = groups.find((g) => g.name?.toLowerCase() === used || String(g.number) === used);
        const origin =
          group === undefined
            ? /^\d$/.test(used)
              ? undefined
              : this.follow(used, place, depth)
            : this.#narrowed(group, this.#text(source, place, depth));
        if (origin !== undefined) return within(value?.value ?? "", used, origin);
      }
    }
    return undefined;
  }

  /** `$1` is of the expression that matched last: one above in the block, or that of the location around. */
  #capture(number: number, place: Place, depth: number): Origin | undefined {
    for (const block of outward(place.block)) {
      const above = block.statements.findLast(
        (statement) =>
          statement.directive.start <= place.before &&
          statement.directive.body === undefined &&
          matchOf(statement) !== undefined,
      );
      const match = matchOf(above) ?? matchOf(block.opener);
      if (match === undefined) continue;
      const group = capturedGroups(match.expression, match.ignoreCase)[number];
      return group === undefined ? undefined : this.#caught(group, match, { ...place, block }, depth);
    }
    return undefined;
  }

  #caught(group: CapturedGroup, match: Match, place: Place, depth: number): Origin | undefined {
    return this.#narrowed(group, this.#text(match.subject, place, depth + 1));
  }

  #narrowed(group: CapturedGroup, origin: Origin | undefined): Origin | undefined {
    if (origin === undefined || group.isFixed) return undefined;
    return {
      origin: origin.origin,
      begins: true,
      ends: true,
      isPath: group.beginsWithSlash,
      canHold: (character) => group.canHold(character) && origin.canHold(character),
    };
  }
}

/** The origin of a variable as that of a text in which it stands. */
function within(text: string, name: string, origin: Origin): Origin {
  const used = `\\$(?:${name}\\b|\\{${name}\\})`;
  return {
    ...origin,
    begins: origin.begins && new RegExp(`^${used}`, "i").test(text),
    ends: origin.ends && new RegExp(`${used}(?::[^/]*)?(?:/.*)?$`, "is").test(text),
  };
}

/** True where the definition may have been done when the place is read: in a block around it, or inside one of those. */
function reaches({ statement, blocks }: Definition, { block, before }: Place): boolean {
  if (isCalled(statement, "map")) return true;
  for (const at of outward(block)) {
    if (blocks.has(at))
      return statement.known?.entry.opens !== undefined || statement.directive.start < before || at !== block;
    // A condition that stands beside the place may have set it.
    if (at.blocks.some((inner) => inner.scope?.startsWith("if-in-") && blocks.has(inner))) return true;
  }
  return false;
}

/** A regular expression with the text that it is matched with. */
interface Match {
  readonly subject: string;
  readonly expression: string;
  readonly ignoreCase: boolean;
}

function matchOf(statement: Statement | undefined): Match | undefined {
  const words = statement?.directive.words;
  const [keyword, first, second, third] = words ?? [];
  if (words === undefined || words.some((word) => word.unknown !== undefined)) return undefined;
  switch (keyword?.value) {
    case "rewrite":
      return { subject: "$uri", expression: first?.value ?? "", ignoreCase: false };
    case "location": {
      const match = readLocation(words.slice(1));
      return match?.kind === "regex"
        ? { subject: "$uri", expression: match.path, ignoreCase: match.ignoreCase }
        : undefined;
    }
    case "server_name": {
      const expression = words
        .slice(1)
        .find((word) => word.value.startsWith("~"))
        ?.value.slice(1);
      return expression === undefined ? undefined : { subject: "$host", expression, ignoreCase: true };
    }
    case "if": {
      if (second === undefined || !/^~\*?$/.test(second.value)) return undefined;
      const subject = (first?.value ?? "").replace(/^\(/, "");
      const expression = (third?.value ?? "").replace(/\)$/, "");
      return { subject, expression, ignoreCase: second.value === "~*" };
    }
    default:
      return undefined;
  }
}
