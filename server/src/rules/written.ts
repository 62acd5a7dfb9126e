/** Whether a text is written anywhere in a configuration: what needs it is not looked for where it is not. */
import { remembered } from "../workspace/remembered.ts";
import type { Unit } from "../workspace/snapshot.ts";

export function isWritten(text: string, unit: Unit): boolean {
  const known = writtenIn(unit);
  let answer = known.get(text);
  if (answer === undefined) {
    answer = unit.files.some((file) => file.text.includes(text));
    known.set(text, answer);
  }
  return answer;
}

const writtenIn = remembered((_unit: Unit) => new Map<string, boolean>());
