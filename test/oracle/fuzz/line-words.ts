/**
 * Argument lists made of a form of the catalogue: right ones, in which every alternative and every option has its
 * turn, and broken ones, each with one mistake.
 */
import type { Entry } from "../../../server/src/catalogue/entry.ts";
import { type Form, type Leaf, parseForm } from "../../../server/src/catalogue/form.ts";

/** A word, what it was made of, and the keyword it belongs to. */
export interface Token {
  readonly text: string;
  readonly leaf: Leaf | undefined;
  readonly keyword: string;
}

export interface WordSource {
  entriesIn(scope: string): readonly Entry[];
  /** Words that fit a leaf behind the keyword; a value of several words has blanks. */
  good(leaf: Leaf, keyword: string): readonly string[];
  /** Words that may not fit it. */
  bad(leaf: Leaf, keyword: string): readonly string[];
}

type Line = readonly Token[];

/** Lists that fit the form; the first is the shortest that has all that is needed. */
export function fitting(form: Form, keyword: string, source: WordSource): Line[] {
  switch (form.kind) {
    case "literal":
      return [[{ text: form.text, leaf: form, keyword }]];
    case "value":
      return source.good(form, keyword).map((text) => [{ text, leaf: form, keyword }]);
    case "rest":
      return [[], ...source.good(form, keyword).map((text) => [{ text, leaf: form, keyword }])];
    case "choice":
      return form.options.flatMap((option) => fitting(option, keyword, source));
    case "optional":
      return [[], ...fitting(form.item, keyword, source)];
    case "repeat": {
      const one = fitting(form.item, keyword, source);
      const [first = []] = one;
      const two = one.length > 1 ? (one.at(-1) ?? []) : first;
      return [...(form.atLeastOnce ? [] : [[]]), ...one, [...first, ...two]];
    }
    case "sequence":
      return sequences(form.items, keyword, source);
    case "entry":
      return source.entriesIn(form.scope).flatMap((entry) => optionsOf(entry, source));
  }
}

/** Each item has all its turns while the others have their first; then all their last at once. */
function sequences(items: readonly Form[], keyword: string, source: WordSource): Line[] {
  const lists: Line[][] = [];
  for (const [i, item] of items.entries()) {
    const before = items[i - 1];
    // What a word in front means decides which value fits: `errorfile PATH`, `len 80`.
    lists.push(fitting(item, before?.kind === "literal" ? before.text : keyword, source));
  }
  // Nothing is known that would fit.
  if (lists.some((list) => list.length === 0)) return [];
  const first = lists.map((list) => list[0] ?? []);
  const lines = [first.flat()];
  for (const [i, list] of lists.entries())
    for (const other of list.slice(1)) lines.push(first.with(i, other).flat());
  const last = lists.map((list) => list.at(-1) ?? []);
  lines.push(last.flat());
  return lines;
}

/** An option and its arguments, the ways it can be written. */
function optionsOf(entry: Entry, source: WordSource): Line[] {
  const { name, args, paren } = entry;
  const token = (text: string): Token => ({ text, leaf: { kind: "literal", text: name }, keyword: name });
  const named = parenthesised(name, paren).map(token);
  const [first = token(name), ...others] = named;
  const lines = fitting(parseForm(args), name, source);
  const [shortest = []] = lines;
  if (name.endsWith("="))
    return lines.map(([value, ...rest]) => [token(name + (value?.text ?? "")), ...rest]);
  return [...lines.map((line) => [first, ...line]), ...others.map((other) => [other, ...shortest])];
}

/** What stands between the parentheses of `set-var(txn.x)`, by the name in front of them. */
const inParentheses: Readonly<Record<string, readonly string[]>> = {
  "set-var": ["txn.x", "txn.x,ifexists", "x", "", "txn.x-y"],
  "set-var-fmt": ["txn.x", "sess.x,ifnotexists", "x"],
  "unset-var": ["txn.x", "nope.x", ""],
  "do-resolve": ["txn.x,rs,ipv4", "txn.x,rs", "txn.x", "txn.x,nope"],
  hdr: ["host", ""],
  random: ["2", "0", "x"],
  "rdp-cookie": ["msts", ""],
  "set-proxy-v2-tlv-fmt": ["0x20", "300", "x", ""],
  "sc-add-gpc": ["0,0", "0", "x,0", "0,x", "0,0,0", "99,0", "0,100"],
  "sc-inc-gpc": ["0,0", "0", "x,0", "0,x", "0,0,0", "99,0", "0,100"],
  "sc-set-gpt": ["0,0", "0", "x,0", "0,x", "0,0,0", "99,0", "0,100"],
  "sc-inc-gpc0": ["0", "0,0", "x", "", "99"],
  "sc-inc-gpc1": ["0", "0,0", "x", "", "99"],
  "sc-set-gpt0": ["0", "0,0", "x", "", "99"],
};
const files = ["add-acl", "del-acl", "add-map", "set-map", "del-map"];

function parenthesised(name: string, paren: Entry["paren"]): readonly string[] {
  if (paren === undefined || paren === "ignored") return [name, `${name}(x)`];
  const inner = files.includes(name) ? ["/etc/haproxy/lines/list", ""] : (inParentheses[name] ?? ["1", ""]);
  const all = [...inner.map((text) => `${name}(${text})`), `${name}(${inner[0]}`, `${name}(${inner[0]})x`];
  return paren === "required" ? [...all, name] : [name, ...all];
}

/** The lists with one mistake each: a word lost, one too many, a wrong one, two in the wrong order. */
export function broken(lines: readonly Line[], keyword: string, source: WordSource): Line[] {
  const surplus = (text: string): Token => ({ text, leaf: undefined, keyword });
  const spoiled = new Set<string>();
  return lines.flatMap((line) => {
    const [lost, ...more] = line.map((_, i) => line.filter((_, j) => j !== line.length - 1 - i));
    const swapped = line.slice(1).map((token, i) => line.with(i, token).with(i + 1, line[i] ?? token));
    const wrong = line.flatMap((token, i) => {
      if (token.leaf === undefined) return [];
      const key = `${token.keyword} ${JSON.stringify(token.leaf)}`;
      if (spoiled.has(key)) return [];
      spoiled.add(key);
      return source.bad(token.leaf, token.keyword).map((text) => line.with(i, { ...token, text }));
    });
    const few = line.length <= 3 ? [...more, ...swapped] : [...more.slice(-1), ...swapped.slice(-1)];
    return [...(lost === undefined ? [] : [lost]), [...line, surplus("surplus")], ...few, ...wrong];
  });
}
