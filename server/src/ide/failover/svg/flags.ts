/** Labels of events like flags on their poles: in rows above the plot, none on another and no pole through a flag. */

import { types } from "./look.ts";
import { fitted, textWidth } from "./measure.ts";

export interface Event {
  /** Where its pole stands. */
  readonly x: number;
  readonly time: string;
  readonly text: string;
}

export interface Flag extends Event {
  readonly left: number;
  readonly width: number;
  /** 0 is the lowest. */
  readonly row: number;
  /** The text that fits. */
  readonly shown: string;
  /** The flag hangs to the left of its pole. */
  readonly isTurned: boolean;
}

export const flagPadding = 6;
/** Between the time and the text. */
export const timeGap = 5;
const distance = 5;

/**
 * From the best arrangement to one that always works: whole texts before short ones, few rows before many. Where events
 * are many, poles may go behind flags.
 */
const attempts = [
  { longest: 320, isStrict: true },
  { longest: 220, isStrict: true },
  { longest: 320, isStrict: false },
  { longest: 220, isStrict: false },
  { longest: 160, isStrict: false },
  { longest: 110, isStrict: false },
  { longest: 80, isStrict: false },
];
const mostRows = 5;
/** Rather to the left of the pole than shorter. */
const shortest = 150;

export function flagsOf(events: readonly Event[], start: number, end: number): readonly Flag[] {
  const inOrder = [...events].sort((a, b) => a.x - b.x);
  let flags: readonly Flag[] = [];
  for (const { longest, isStrict } of attempts) {
    flags = arranged(
      inOrder.map((event) => cutOut(event, longest, start, end)),
      isStrict,
    );
    if (rowCount(flags) <= mostRows) break;
  }
  return flags;
}

export function rowCount(flags: readonly Flag[]): number {
  return Math.max(0, ...flags.map(({ row }) => row + 1));
}

function cutOut(event: Event, most: number, start: number, end: number): Flag {
  const { x, time, text } = event;
  const around = 2 * flagPadding + textWidth(time, types.tiny) + (time === "" ? 0 : timeGap);
  const whole = around + textWidth(text, types.small);
  const wanted = Math.min(most, whole);
  const isTurned = Math.min(wanted, shortest) > end - x && x - start > end - x;
  const room = Math.min(wanted, isTurned ? x - start : end - x);
  const shown = room === whole ? text : fitted(text, room - around, types.small);
  const width = around + textWidth(shown, types.small);
  return { ...event, shown, width, isTurned, left: isTurned ? x - width : x, row: 0 };
}

/** In a strict arrangement a flag that hangs over the pole of another is above it. */
function arranged(flags: readonly Flag[], isStrict: boolean): readonly Flag[] {
  const placed: Flag[] = [];
  const waiting = new Set(flags);
  while (waiting.size > 0) {
    const [next] = [...waiting].sort((a, b) => uncertain(a) - uncertain(b));
    if (next === undefined) break;
    waiting.delete(next);
    const below = placed.filter((other) => isStrict && covers(next, other)).map(({ row }) => row + 1);
    let row = Math.max(0, ...below);
    while (placed.some((other) => other.row === row && overlaps(next, other))) row++;
    placed.push({ ...next, row });
  }
  return placed.sort((a, b) => a.x - b.x);

  /** How many of those that it hangs over have no place yet; of equals the one on the right comes first. */
  function uncertain(flag: Flag): number {
    return [...waiting].filter((other) => other !== flag && covers(flag, other)).length - flag.x / 1e6;
  }
}

function covers(flag: Flag, other: Flag): boolean {
  return other.x > flag.left + 1 && other.x < flag.left + flag.width - 1;
}

function overlaps(a: Flag, b: Flag): boolean {
  return a.left < b.left + b.width + distance && b.left < a.left + a.width + distance;
}
