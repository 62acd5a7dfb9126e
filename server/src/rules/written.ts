/** Whether a text is written anywhere in a configuration: what needs it is not looked for where it is not. */
import type { Unit } from "../workspace/snapshot.ts";

export function isWritten(text: string, unit: Unit): boolean {
  return unit.files.some((file) => file.holds(text));
}
