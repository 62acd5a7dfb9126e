/** Whether a configuration says that the daemon is to refuse what it warns of otherwise (HAProxy `zero-warning`). */
import { remembered } from "../workspace/remembered.ts";
import type { Unit } from "../workspace/snapshot.ts";

export const refusesWarnings = remembered((unit: Unit): boolean =>
  unit.files.some(({ dialect: { refusesWarnings: name }, text, checked }) => {
    if (name === undefined || !text.includes(name)) return false;
    return [...checked.known.values()].some((known) => known.entry.name === name && !known.conditional);
  }),
);
