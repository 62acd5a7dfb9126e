/** The configurations of nginx and HAProxy, by where they lie and which node's token they carry: they join the node of a keepalived. */
import { ancestors, basename, dirname } from "./paths.ts";
import type { Unit } from "./snapshot.ts";
import type { UnitEvidence } from "./unit-evidence.ts";

export class OtherDaemons {
  readonly #byDirectory = new Map<string, Unit[]>();
  /** By token and each of the three nearest directories. */
  readonly #byToken = new Map<string, Unit[]>();

  constructor(units: readonly UnitEvidence[]) {
    for (const { unit, path, tokens: all } of units) {
      if (unit.files[0]?.dialect.id === "keepalived") continue;
      const directories = ancestors(path);
      for (const directory of directories) push(this.#byDirectory, directory, unit);
      const tokens = new Set(all.map(({ token }) => token.toLowerCase()));
      for (const token of tokens)
        for (const directory of directories.slice(0, 3)) push(this.#byToken, `${token} ${directory}`, unit);
    }
  }

  get isEmpty(): boolean {
    return this.#byDirectory.size === 0;
  }

  below(directory: string): readonly Unit[] {
    return this.#byDirectory.get(directory) ?? [];
  }

  /**
   * Those with the token beside or below what carries it (a file, a directory), and where that lies in a folder for
   * keepalived, in the folders beside that one. Never more than two directories further down.
   */
  withToken(token: string, carrier: string): readonly Unit[] {
    const folder = dirname(carrier);
    const place = daemonFolder.test(basename(folder)) ? dirname(folder) : folder;
    return this.#byToken.get(`${token.toLowerCase()} ${place}`) ?? [];
  }
}

const daemonFolder = /^(?:keepalived?|vrrp|lvs|ha|etc|conf(?:ig)?s?|configurations?|files|templates)$/i;

export function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
