/**
 * Finds the part of a path that says which node of a cluster a file is for: `ka1/`, `keepalived-master.conf`,
 * `haproxy.cfg-node2`, `keepalived.conf.backup`. It only cuts paths; whether two files are a pair is decided elsewhere.
 */

export interface NodeToken {
  /** As written: the node's name. */
  readonly token: string;
  /** The path with the token replaced by `*`: the same for all nodes of a cluster. */
  readonly pattern: string;
  /** Index of the path component that holds it, from the end: 0 is the file's name. */
  readonly fromEnd: number;
  readonly kind: TokenKind;
}

/**
 * `node`: what only a node is called so (`master`, `lb2`). `host`: a directory that stands for a machine by its place
 * or its name. `number`: a number that may count something else as well. The latter two need more evidence.
 */
export type TokenKind = "node" | "host" | "number";

/** All node tokens of a path, those of the file's name first, then directory by directory outwards. */
export function nodeTokens(path: string): readonly NodeToken[] {
  let found = known.get(path);
  if (found === undefined) {
    found = findTokens(path);
    if (known.size > 50_000) known.clear();
    known.set(path, found);
  }
  return found;
}

/** Tokens of a path are asked for with every snapshot. */
const known = new Map<string, readonly NodeToken[]>();

function findTokens(path: string): NodeToken[] {
  const parts = path.split("/");
  const tokens: NodeToken[] = [];
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i] ?? "";
    const isName = i === parts.length - 1;
    const found = isName ? tokensOfName(part) : tokensOfDirectory(part, parts[i - 1] ?? "");
    for (const { token, index, kind } of found) {
      const replaced = `${part.slice(0, index)}*${part.slice(index + token.length)}`;
      const pattern = [...parts.slice(0, i), replaced, ...parts.slice(i + 1)].join("/");
      tokens.push({ token, pattern, fromEnd: parts.length - 1 - i, kind });
    }
  }
  return tokens;
}

interface FoundToken {
  readonly token: string;
  readonly index: number;
  readonly kind: TokenKind;
}

function tokensOfName(name: string): FoundToken[] {
  const named = [...matches(name, role, "node"), ...matches(name, numbered, "node")];
  if (named.length > 0) return named;
  // `keepalived-1.conf` counts nodes, `exercise-1.conf` exercises.
  const counts = /keepalived/i.test(name) ? "node" : "number";
  return [...matches(name, address, "node"), ...matches(name, number, counts)];
}

function tokensOfDirectory(name: string, parent: string): FoundToken[] {
  const named = [...matches(name, role, "node"), ...matches(name, numbered, "node")];
  const counted = [...matches(name, address, "host"), ...matches(name, directoryNumber, "number")];
  const own = named.length > 0 ? named : counted;
  // A host of an inventory has a directory of its own, whatever its name.
  const isHost = hostFolders.test(parent) && name !== "";
  return isHost ? [...own, { token: name, index: 0, kind: "host" }] : own;
}

function matches(text: string, pattern: RegExp, kind: TokenKind): FoundToken[] {
  return [...text.matchAll(pattern)].map((match) => ({ token: match[0], index: match.index, kind }));
}

/** What a node is there for, alone or counted. */
const role =
  /(?<![a-z])(?:master|backup|slave|primary|secondary|standby|main|active|passive)s?(?:[-_]?\d{1,3})?(?![a-z0-9])/gi;

/** A kind of machine with a number or a letter. */
const numbered =
  /(?<![a-z])(?:node|ka|lb|ha|proxy|haproxy|nginx|server|srv|host|vm|web|gw|gateway|router|fw|replica|keepalived(?=\d))[-_]?(?:\d{1,3}|[a-d](?![a-z0-9]))(?![a-z0-9]|\.\d)/gi;

const address = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g;

const number = /(?<=[a-z][-_.]?)\d{1,3}(?=$|[-_.])/gi;

const directoryNumber = /^\d{1,3}$|(?<=[a-z][-_]?)\d{1,3}$/gi;

const hostFolders = /^(?:host_vars|host_files|hosts|nodes|machines|rendered|generated)$/i;
