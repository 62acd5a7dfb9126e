/**
 * Names in HAProxy's words, where more than the word alone says what is meant: servers and tables of other sections,
 * variables, members of userlists. What defines and what uses them says the catalogue.
 */
import { commonTypes, type NameUse, type ValueType } from "../../catalogue/value-type.ts";
import type { Word } from "../../syntax/tree.ts";

/** The sections that `section/name` may begin with, by the kind of the name. */
const owners: Readonly<Record<string, readonly string[]>> = {
  server: ["backend", "listen"],
  table: ["peers"],
};

export const nameTypes: Readonly<Record<string, ValueType>> = {
  /** A name; that of a server or of a table may have its section's name before it. */
  ref: {
    read(words, index, form, text) {
      // An empty argument of a fetch or a converter stands for the proxy itself.
      if (words[index]?.value === "") return { used: 1 };
      const reading = commonTypes.ref?.read(words, index, form, text);
      const [name] = reading?.names ?? [];
      return name === undefined ? reading : { used: 1, names: qualified(name) };
    },
  },
  /** A list of names with commas between them. */
  names: {
    read(words, index, form) {
      const word = words[index];
      return word === undefined ? undefined : { used: 1, names: listed(word, form.param) };
    },
  },
  /** An ACL, turned round by a `!`. */
  acl: {
    read(words, index) {
      const word = words[index];
      if (word === undefined) return undefined;
      const marks = /^!*/.exec(word.value)?.[0].length ?? 0;
      const start = isPlain(word) ? word.start + marks : word.start;
      return { used: 1, names: [reference(["acl"], word.value.slice(marks), start, word.end)] };
    },
  },
  /** A path, or a certificate of a `crt-store` section: `@store/alias`. */
  certificate: {
    read(words, index) {
      const word = words[index];
      const [, store = "", alias = ""] = /^@([^/]+)\/(.+)$/.exec(word?.value ?? "") ?? [];
      if (word === undefined) return undefined;
      if (store === "" || !isPlain(word)) return { used: 1 };
      const slash = word.start + 1 + store.length;
      return {
        used: 1,
        names: [
          reference(["crt-store"], store, word.start + 1, slash),
          { ...reference(["certificate"], alias, slash + 1, word.end), within: store },
        ],
      };
    },
  },
};

function qualified(use: NameUse): NameUse[] {
  // A table has the name of its proxy: which proxies have one, only the binding knows.
  const kinds = use.kinds.includes("table") ? ["table"] : use.kinds;
  const slash = use.name.lastIndexOf("/");
  const owner = owners[kinds[0] ?? ""];
  if (owner === undefined) return [use];
  if (slash <= 0 || use.span.end - use.span.start !== use.name.length)
    return [{ ...use, kinds, owners: owner }];
  const within = use.name.slice(0, slash);
  const middle = use.span.start + slash;
  return [
    reference(owner, within, use.span.start, middle),
    { ...reference(kinds, use.name.slice(slash + 1), middle + 1, use.span.end), within },
  ];
}

function listed(word: Word, kind: string): NameUse[] {
  if (!isPlain(word)) return [];
  return [...word.value.matchAll(/[^,]+/g)].map(({ 0: name, index }) =>
    reference([kind], name, word.start + index, word.start + index + name.length),
  );
}

const variableScopes = "proc|sess|txn|req|res|check|psess|ptxn|preq|pres";
export const variableName = new RegExp(`^(?:${variableScopes})\\.[A-Za-z0-9_.]+$`);
const scopedVariable = new RegExp(`^(?:${variableScopes})\\.`);

export function isVariable(name: string): boolean {
  return variableName.test(name);
}

export function hasVariableScope(name: string): boolean {
  return scopedVariable.test(name);
}

/** The variable that a word is. `ptxn.x` is the `txn.x` of the stream that this one was made for. */
export function variableNames(word: Word, role: NameUse["role"]): NameUse[] {
  if (!isVariable(word.value)) return [];
  const parent = /^p(?!roc)/.test(word.value) ? 1 : 0;
  const start = isPlain(word) ? word.start + parent : word.start;
  return [{ role, kinds: ["variable"], name: word.value.slice(parent), span: { start, end: word.end } }];
}

export function reference(kinds: readonly string[], name: string, start: number, end: number): NameUse {
  return { role: "reference", kinds, name, span: { start, end } };
}

/** It is written as it is read: without quotes, escapes or text that is only known later. */
function isPlain({ value, start, end, unknown }: Word): boolean {
  return unknown === undefined && end - start === value.length;
}
