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
  /** A bare number or an address at the end of a name counts also where it counts something else: it needs more evidence. */
  readonly weak: boolean;
}

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
    const named = [...part.matchAll(role), ...part.matchAll(numbered)];
    const matches =
      named.length > 0
        ? named
        : [...part.matchAll(isName ? address : addressOrNumber), ...(isName ? part.matchAll(number) : [])];
    for (const match of matches) {
      const token = match[0];
      const replaced = `${part.slice(0, match.index)}*${part.slice(match.index + token.length)}`;
      const pattern = [...parts.slice(0, i), replaced, ...parts.slice(i + 1)].join("/");
      tokens.push({ token, pattern, fromEnd: parts.length - 1 - i, weak: named.length === 0 && !isName });
    }
    // A host of an inventory has a directory of its own, whatever its name.
    if (!isName && matches.length === 0 && i > 0 && hostFolders.test(parts[i - 1] ?? "") && part !== "") {
      const pattern = [...parts.slice(0, i), "*", ...parts.slice(i + 1)].join("/");
      tokens.push({ token: part, pattern, fromEnd: parts.length - 1 - i, weak: true });
    }
  }
  return tokens;
}

/** What a node is there for, alone or counted. */
const role =
  /(?<![a-z])(?:master|backup|slave|primary|secondary|standby|main|active|passive)s?[-_]?\d{0,3}(?![a-z0-9])/gi;

/** A kind of machine with a number or a letter. */
const numbered =
  /(?<![a-z])(?:node|ka|lb|ha|proxy|haproxy|nginx|server|srv|host|vm|web|gw|gateway|router|fw|site|replica|keepalived(?=\d))[-_]?(?:\d{1,3}|[a-d](?![a-z0-9]))(?![a-z0-9]|\.\d)/gi;

const address = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g;

const number = /(?<=[a-z][-_.]?)\d{1,3}(?=$|[-_.])/gi;

const addressOrNumber = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|^\d{1,3}$|(?<=[a-z][-_]?)\d{1,3}$/gi;

const hostFolders = /^(?:host_vars|hosts|nodes|rendered|machines)$/i;
