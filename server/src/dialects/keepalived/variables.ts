/**
 * The `$NAME`s of keepalived: where a text defines one and where one is put in. A reference is only what the daemon
 * puts a value in for; `$NAME/24` and `"$NAME"` it takes as they stand.
 */
import type { PlacedName } from "../../catalogue/check.ts";
import type { BuiltInName } from "../../dialect.ts";
import { type Definition, type Directive, type Tree, walk } from "../../syntax/tree.ts";

export interface WrittenVariable {
  /** With its `$` and braces. */
  readonly written: string;
  readonly name: string;
  readonly at: number;
  readonly isBare: boolean;
}

/** All that looks like a variable in a text. */
export function* variablesIn(text: string): Generator<WrittenVariable> {
  for (const match of text.matchAll(/\$\{([^\s{}]*)[^{}\n]*\}|\$([A-Za-z_]\w*)/g)) {
    const [written, braced, bare] = match;
    yield { written, name: braced ?? bare ?? "", at: match.index, isBare: braced === undefined };
  }
}

/** True where a bare `$NAME` is put in before this character; a comment counts as the line's end. */
export function mayFollow(character: string): boolean {
  return /[\s,)#!]/.test(character);
}

/** The variables that a `~SEQ(…)` or `~LST(…)` line makes, with their offsets in the line. */
export function sequenceNames(line: string): { readonly name: string; readonly at: number }[] {
  const head = /^~(?:SEQx?|LST)\(\s*(?:\{([^{}]*)\}|(\w+))/.exec(line);
  const list = head?.[1] ?? head?.[2];
  if (head === null || list === undefined) return [];
  const from = head[0].length - list.length - (head[1] === undefined ? 0 : 1);
  return [...list.matchAll(/[A-Za-z_]\w*/g)].map((match) => ({ name: match[0], at: from + match.index }));
}

/** Directives around a name that are kept. */
const maxParents = 32;

/** The definitions and references of variables in a tree. */
export function variableNames(tree: Tree): PlacedName[] {
  const { text } = tree;
  const names: PlacedName[] = [];
  if (!/\$|~(?:SEQ|LST)/.test(text)) return names;
  for (const { node, parents } of walk(tree)) {
    if (node.kind === "stray") continue;
    const kept = () => parents.slice(-maxParents);
    const uses = (start: number, end: number, directive: Directive) => {
      for (const { written, name, at, isBare } of variablesIn(text.slice(start, end))) {
        const behind = start + at + written.length;
        if (isBare && !mayFollow(text[behind] ?? "\n")) continue;
        if (!/^[A-Za-z_]\w*$/.test(name)) continue;
        const from = start + at + (isBare ? 1 : 2);
        const span = { start: from, end: from + name.length };
        names.push({ role: "reference", kinds: [kind], name, span, directive, parents: kept() });
      }
    };
    if (node.kind === "definition") {
      const directive = standIn(node);
      const { start, end, value } = node.name;
      const facts = { role: "definition", kinds: [kind], name: value } as const;
      names.push({ ...facts, span: { start, end }, directive, parents: kept(), text: node.value });
      uses(node.value.start, node.value.end, directive);
      continue;
    }
    const [first] = node.words;
    if (first.value.startsWith("~")) {
      for (const { name, at } of sequenceNames(first.value)) {
        const span = { start: first.start + at, end: first.start + at + name.length };
        names.push({
          role: "definition",
          kinds: [kind],
          name,
          span,
          directive: node,
          parents: kept(),
          text: first,
        });
      }
    }
    for (const word of node.words) {
      if (text.slice(word.start, word.end).includes("$")) uses(word.start, word.end, node);
    }
  }
  return names;
}

/** What keepalived itself defines. */
export const builtInVariables: readonly BuiltInName[] = [
  "_PWD",
  "_INSTANCE",
  "_RANDOM",
  "_HASH",
  "_BANG",
].map((name) => ({ name }));

const kind = "variable";

/** A name belongs to a directive; a definition is none. */
function standIn({ start, end, name, prefixes }: Definition): Directive {
  const conditional = prefixes.length > 0 ? { conditional: true } : {};
  return { kind: "directive", start, end, prefixes, words: [name], ...conditional };
}
