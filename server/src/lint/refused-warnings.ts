/** Whether a configuration says that the daemon is to refuse what it warns of otherwise (HAProxy `zero-warning`). */
import { remembered } from "../workspace/remembered.ts";
import type { Unit } from "../workspace/snapshot.ts";

export const refusesWarnings = remembered((unit: Unit): boolean =>
  unit.files.some((file) => {
    const name = file.dialect.refusesWarnings;
    if (name === undefined || !file.holds(name)) return false;
    return file.checked.known.values().some((known) => known.entry.name === name && !known.conditional);
  }),
);
