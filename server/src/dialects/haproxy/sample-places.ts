/**
 * Where a fetch has its data: the places of a line's expressions as the columns of HAProxy's own table, one bit for
 * each. What a place is, `tcp-request content set-var` in a frontend, is data of the catalogue.
 */
import type { ValuePlace } from "../../catalogue/value-type.ts";
import { bitsOf, haproxyData } from "./tables.ts";

/** A place of which nothing is known: every fetch fits. */
export const anywhere = 0;

const known = new Map<string, number>();

/** The columns of the place of a value, or of the condition of its line. */
export function columnsAt(place: ValuePlace | undefined, part: "value" | "condition"): number {
  if (place === undefined) return anywhere;
  const key = `${place.keyword}/${part === "value" ? place.option : "if"}/${place.scope}`;
  let columns = known.get(key);
  if (columns === undefined) {
    columns = lookUp(place, part);
    known.set(key, columns);
  }
  return columns;
}

function lookUp({ keyword, option, scope }: ValuePlace, part: "value" | "condition"): number {
  const { places } = haproxyData;
  const found =
    part === "condition" ? places[`${keyword} if`] : (places[`${keyword} ${option}`] ?? places[keyword]);
  const section = scope.replace(/\(.*/, "");
  const columns = found?.[section] ?? found?.["*"];
  return columns === undefined ? anywhere : bitsOf(columns);
}
