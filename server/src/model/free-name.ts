/** A name for a new pool or proxy. */
import type { FileModel } from "./file-model.ts";

/** The name, or that with the first number that makes it another than all that the files have. */
export function freeName(base: string, files: readonly FileModel[]): string {
  let name = base;
  const isTaken = () =>
    files.some(
      ({ proxy }) =>
        proxy?.pools.some((pool) => pool.name.value === name) ||
        proxy?.listeners.some(({ owner }) => owner === name),
    );
  for (let number = 2; isTaken(); number++) name = `${base}${number}`;
  return name;
}
