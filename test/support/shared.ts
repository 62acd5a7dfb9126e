/** Where the measuring material lies, if it does: it is no part of the project. Tests that need it say so when it is missing. */
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const folder = path.resolve(repository, "../shared");

/** The path of a piece of the material, or `undefined` with a visible line where it is not there. */
export function shared(name: string, wantedBy: string): string | undefined {
  const found = path.join(folder, name);
  if (existsSync(found)) return found;
  console.warn(`SKIPPED ${wantedBy}: the measuring material ${name} is not beside this checkout`);
  return undefined;
}
