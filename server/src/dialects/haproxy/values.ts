/** HAProxy's value types: numbers, times, sizes, addresses and names, as strict as the daemon and not stricter. */
import {
  type EntryUse,
  type NameUse,
  type ValueProblem,
  type ValueType,
  type ValueTypes,
  wordType,
} from "../../catalogue/value-type.ts";
import type { Word } from "../../syntax/tree.ts";
import { addressProblem, addressUses, canonicalAddress } from "./address.ts";
import { fileCondition } from "./file-condition.ts";
import { nameTypes, reference } from "./names.ts";
import { numberTypes } from "./numbers.ts";
import { argumentTypes } from "./sample-arguments.ts";
import { sampleTypes } from "./samples.ts";
import { wordTypes } from "./word-forms.ts";
import { placeInWord } from "./words.ts";

const anything = wordType(() => undefined);

export const haproxyTypes: ValueTypes = {
  ...nameTypes,
  ...sampleTypes,
  ...argumentTypes,
  ...numberTypes,
  ...wordTypes,
  address: {
    read(words, index, form, text, place) {
      const word = words[index];
      const use = addressUses[form.param];
      if (word === undefined || use === undefined) return undefined;
      const parts =
        form.param === "bind" || form.param === "dgram-bind" ? word.value.split(",") : [word.value];
      // A comma at the end is nothing; one at the beginning leaves an empty address.
      if (parts.length > 1 && parts.at(-1) === "") parts.pop();
      const wrong = parts
        .map((part) => addressProblem(part, use, place?.target ?? ""))
        .find((problem) => problem !== undefined);
      const uses = familiesOf(word, text);
      const names = word.value.includes("@") ? addressNames(word, text) : [];
      if (wrong === undefined) return { used: 1, uses, names };
      return {
        used: 1,
        uses,
        problem: { kind: "invalid-value", message: wrong, params: { value: word.value } },
      };
    },
    canonical: (text, form) =>
      text
        .split(",")
        .map((part) => canonicalAddress(part, form.param))
        .sort()
        .join(","),
  },
  /** A name that this line gives; the parameter is its kind. */
  name: {
    read(words, index, form) {
      const word = words[index];
      if (word === undefined) return undefined;
      if (word.unknown !== undefined) return { used: 1 };
      const names: NameUse[] = [{ role: "definition", kinds: [form.param], name: word.value, span: word }];
      const problem = nameProblem(word.value);
      return problem === undefined ? { used: 1, names } : { used: 1, names, problem };
    },
  },
  /** Actions, services and the like that a Lua script registers. */
  lua: {
    read(words, index, _form, _text, place) {
      // `tune.stick-counters` may allow more than those that have an entry; 2.6 does not have it.
      const look = place?.target === "2.6" ? /^lua\./ : /^(?:lua\.|track-sc\d{2,}$)/;
      return look.test(words[index]?.value ?? "") ? { used: 1 } : undefined;
    },
  },
  /** A word that does not begin a condition. */
  word: {
    read(words, index) {
      const value = words[index]?.value;
      return value === undefined || value === "if" || value === "unless" ? undefined : { used: 1 };
    },
  },
  "file-condition": fileCondition,
  path: anything,
} satisfies Record<string, ValueType>;

/** What an address names: `ring@name` and `backend@name`, where a log may go to, and `rhttp@backend/server`. */
function addressNames(word: Word, text: string): NameUse[] {
  const [, family, name = "", server] =
    /^(ring|backend|rhttp|rev)@([^/,]+)(?:\/([^/,]+))?$/.exec(word.value) ?? [];
  if (family === undefined || word.unknown !== undefined) return [];
  const place = placeInWord(text, word);
  const at = family.length + 1;
  const kinds = family === "ring" ? ["ring"] : ["backend", "listen"];
  const first: NameUse = {
    ...reference(kinds, name, place(at), place(at + name.length - 1) + 1),
    unchecked: true,
  };
  if (server === undefined) return [first];
  const from = at + name.length + 1;
  const span = reference(["server"], server, place(from), place(from + server.length - 1) + 1);
  return [first, { ...span, within: name, unchecked: true }];
}

/** The families that are written in an address, `ipv4@` and the like: not every version knows each. */
function familiesOf(word: Word, text: string): EntryUse[] {
  if (!word.value.includes("@") || word.value.includes("$")) return [];
  const place = placeInWord(text, word);
  return [...word.value.matchAll(/(?:^|,)(?:(?:stream|dgram|quic)\+)*([a-z0-9]+)@/g)].map(
    (match): EntryUse => {
      const family = match[1] ?? "";
      const start = match.index + match[0].length - family.length - 1;
      const name: Word = {
        value: family,
        quoted: false,
        start: place(start),
        end: place(start + family.length),
      };
      return { scope: "address family", name, args: [] };
    },
  );
}

function nameProblem(name: string): ValueProblem | undefined {
  const wrong = /[^A-Za-z0-9_:.-]/.exec(name)?.[0];
  if (wrong === undefined) return undefined;
  return {
    kind: "invalid-value",
    message: "name-character",
    params: { value: name, character: wrong },
    verdict: "reject",
  };
}
