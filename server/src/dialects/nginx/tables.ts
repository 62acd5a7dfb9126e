/** The stored catalogue with the tables beside it: the variables nginx and its modules define. */
import type { CatalogueData } from "../../catalogue/entry.ts";
import data from "./catalogue.json" with { type: "json" };

export interface BuiltInVariable {
  /** In lower case, without the `$`; of a family (`http_`), the beginning all its members share. */
  readonly name: string;
  readonly in: "http" | "stream";
  readonly prefix?: boolean;
  /** `set` and `map` may give it a value of their own. */
  readonly settable?: boolean;
  /** Target versions that know it; absent: all. */
  readonly versions?: readonly string[];
  readonly since?: string;
  readonly module: string;
  /** A module or an edition that must be there. */
  readonly build?: string;
}

export interface NginxData extends CatalogueData {
  readonly variables: readonly BuiltInVariable[];
}

export function catalogueData(): NginxData {
  return data as NginxData;
}

/** The variable that a name means in http or stream, whatever its version; `undefined` for one nginx does not define. */
export function builtInVariable(name: string, family: "http" | "stream"): BuiltInVariable | undefined {
  if (index === undefined) {
    index = new Map();
    for (const variable of catalogueData().variables) {
      if (variable.prefix === true) families.push(variable);
      else index.set(`${variable.in} ${variable.name}`, variable);
    }
  }
  return index.get(`${family} ${name}`) ?? families.find((v) => v.in === family && name.startsWith(v.name));
}

let index: Map<string, BuiltInVariable> | undefined;
const families: BuiltInVariable[] = [];
