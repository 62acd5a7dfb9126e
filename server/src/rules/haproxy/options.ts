/** The options of a `server`, a `bind` and lines like them: each with its own word and the words that belong to it. */
import { haproxyData } from "../../dialects/haproxy/tables.ts";
import type { Word } from "../../syntax/tree.ts";

export interface Option {
  readonly word: Word;
  readonly values: readonly Word[];
}

export type Options = ReadonlyMap<string, Option>;

/** The scope of the catalogue that has the options of a line. */
type OptionScope = "server-option" | "default-server-option" | "bind-option";

export function optionsIn(words: readonly Word[], scope: OptionScope): Options {
  const options = new Map<string, Option>();
  addOptions(options, words, scope);
  return options;
}

/**
 * Adds options to those that hold already: the last of a name counts, and `no-…` takes away what it undoes. Gives
 * whether each of the words is one of the scope or belongs to one.
 */
export function addOptions(
  options: Map<string, Option>,
  words: readonly Word[],
  scope: OptionScope,
): boolean {
  const known = formsIn(scope);
  const formOf = (word: Word | undefined) => known.get(word?.value.replace(/\(.*/, "") ?? "");
  let isClear = words.every(({ unknown }) => unknown === undefined);
  for (let at = 0; at < words.length; ) {
    const word = words[at];
    const form = formOf(word);
    // What follows an option that takes a value is its own, be it called like another option.
    let end = at + (form === undefined || form === "" || form.startsWith("[") ? 1 : 2);
    while (form !== undefined && form !== "" && end < words.length && formOf(words[end]) === undefined) end++;
    if (word === undefined || form === undefined) isClear = false;
    else {
      const name = word.value.replace(/\(.*/, "");
      options.delete(name.startsWith("no-") ? name.slice(3) : `no-${name}`);
      options.set(name, { word, values: words.slice(at + 1, end) });
    }
    at = end;
  }
  return isClear;
}

const formsByScope = new Map<OptionScope, ReadonlyMap<string, string>>();

/** What each option of a scope takes, as the catalogue writes it. */
function formsIn(scope: OptionScope): ReadonlyMap<string, string> {
  let forms = formsByScope.get(scope);
  if (forms === undefined) {
    const entries = haproxyData.entries.filter((entry) => entry.in.includes(scope));
    forms = new Map(entries.map(({ name, args }) => [name, args]));
    formsByScope.set(scope, forms);
  }
  return forms;
}
