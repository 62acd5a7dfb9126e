/** A dialect's catalogue seen from one target version: look-up by scope and words, near names, completion lists. */
import type { CatalogueData, Entry } from "./entry.ts";
import type { MatchSource } from "./match.ts";
import { nearestName } from "./near.ts";
import { commonTypes, type ValueTypes } from "./value-type.ts";

export interface Found {
  readonly entry: Entry;
  /** How many words the name takes. */
  readonly length: number;
}

export class Catalogue implements MatchSource {
  readonly target: string;
  readonly targets: readonly string[];
  readonly types: ValueTypes;
  readonly #byName = new Map<string, Entry[]>();
  readonly #byScope = new Map<string, readonly Entry[]>();
  /** Answers given so far, by scope and name; `null` where a known name has no place in the scope. */
  readonly #lookups = new Map<string, Map<string, Entry | null>>();
  /** Scopes that some entry opens. */
  #beginnings: readonly Entry[] | undefined;
  #opened: ReadonlySet<string | undefined> | undefined;
  /** First words of names of several words, with the longest such name's length. */
  readonly #longNames = new Map<string, number>();

  constructor(data: CatalogueData, types: ValueTypes, target: string) {
    this.target = target;
    this.targets = data.targets;
    this.types = { ...commonTypes, ...types };
    for (const raw of data.entries) {
      const change = raw.byVersion?.[target];
      const entry = change === undefined ? raw : { ...raw, ...change };
      const same = this.#byName.get(entry.name);
      if (same === undefined) this.#byName.set(entry.name, [entry]);
      else same.push(entry);
      if (entry.name.includes(" ")) {
        const [first = "", ...others] = entry.name.split(" ");
        this.#longNames.set(first, Math.max(this.#longNames.get(first) ?? 1, others.length + 1));
      }
    }
  }

  /** The entry of a scope that the words begin with: the longest name wins, a `*` entry is the last resort. */
  find(scope: string, words: readonly string[]): Found | undefined {
    const [first = ""] = words;
    for (let length = Math.min(this.#longNames.get(first) ?? 1, words.length); length > 0; length--) {
      const entry = this.#in(scope, length === 1 ? first : words.slice(0, length).join(" "));
      if (entry !== undefined && entry.name !== "*") return { entry, length };
    }
    const line = this.#in(scope, "*");
    return line === undefined ? undefined : { entry: line, length: 0 };
  }

  /** True where names of several words begin with this one. */
  beginsLongName(word: string): boolean {
    return this.#longNames.has(word);
  }

  entryOf(scope: string, word: string): Entry | undefined {
    const entry = this.#in(scope, word);
    if (entry !== undefined) return entry.paren === "required" ? undefined : entry;
    const equals = word.indexOf("=");
    const assigned = equals > 0 ? this.#in(scope, word.slice(0, equals + 1)) : undefined;
    if (assigned !== undefined) return assigned;
    const open = word.indexOf("(");
    const named = open <= 0 ? undefined : this.#in(scope, word.slice(0, open));
    return named?.paren === undefined ? this.#begun(scope, word) : named;
  }

  #begun(scope: string, word: string): Entry | undefined {
    this.#beginnings ??= [...this.#byName.values()].flat().filter(({ begins }) => begins === true);
    return this.#beginnings.find((entry) => word.startsWith(entry.name) && entry.in.includes(scope));
  }

  /** All entries with this name, whatever their scope. */
  named(words: readonly string[]): readonly Entry[] {
    const [first = ""] = words;
    for (let length = Math.min(this.#longNames.get(first) ?? 1, words.length); length > 0; length--) {
      const entries = this.#byName.get(words.slice(0, length).join(" "));
      if (entries !== undefined) return entries;
    }
    return [];
  }

  entriesIn(scope: string): readonly Entry[] {
    let entries = this.#byScope.get(scope);
    if (entries === undefined) {
      entries = [...this.#byName.values()]
        .flat()
        .filter((e) => e.in.includes(scope) || isEverywhere(e, scope));
      this.#byScope.set(scope, entries);
    }
    return entries;
  }

  namesIn(scope: string): readonly string[] {
    return this.entriesIn(scope)
      .filter((entry) => entry.name !== "*" && this.knows(entry))
      .map((entry) => entry.name);
  }

  /** True of the scope of a main file's top level: nothing opens it. */
  isTopLevel(scope: string): boolean {
    this.#opened ??= new Set([...this.#byName.values()].flat().flatMap((e) => [e.opens, e.opensNamed]));
    return !this.#opened.has(scope);
  }

  /** True where the target version has it. */
  knows(entry: Entry): boolean {
    return entry.versions === undefined || entry.versions.includes(this.target);
  }

  near(scope: string, name: string): string | undefined {
    return nearestName(name, this.namesIn(scope));
  }

  #in(scope: string, name: string): Entry | undefined {
    let known = this.#lookups.get(scope);
    if (known === undefined) {
      known = new Map();
      this.#lookups.set(scope, known);
    }
    let entry = known.get(name);
    if (entry === undefined) {
      const entries = this.#byName.get(name);
      if (entries === undefined) return undefined;
      entry =
        entries.find((e) => e.in.includes(scope)) ?? entries.find((e) => isEverywhere(e, scope)) ?? null;
      known.set(name, entry);
    }
    return entry ?? undefined;
  }
}

function isEverywhere(entry: Entry, scope: string): boolean {
  return entry.in.includes("*") && entry.notIn?.includes(scope) !== true && !scope.endsWith("-option");
}
