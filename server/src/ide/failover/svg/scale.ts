/** Time as a place on a line. Long stretches in which nothing happens may be cut out of it. */
import type { Stretch } from "../fates.ts";

const second = 1_000_000;

export interface Scale {
  readonly from: number;
  readonly to: number;
  /** The time that counts as 0. */
  readonly origin: number;
  /** Pixels. */
  readonly perSecond: number;
  /** Where the line begins and ends. */
  readonly start: number;
  readonly end: number;
  /** Places at which a stretch is cut out. */
  readonly breaks: readonly number[];
  /** The place of a time. */
  at(time: number): number;
  /** Whether the time is shown, not cut out. */
  shows(time: number): boolean;
}

/** The parts of the time that are shown, one behind the other, with room between them for a sign. */
export function scaleOf(shown: readonly Stretch[], start: number, perSecond: number, origin: number): Scale {
  const parts: { from: number; to: number; place: number }[] = [];
  let place = start;
  for (const { from, to } of shown) {
    if (parts.length > 0) place += breakWidth;
    parts.push({ from, to, place });
    place += ((to - from) / second) * perSecond;
  }
  const [first, last] = [parts[0], parts.at(-1)];
  const at = (time: number) => {
    const part = parts.findLast(({ from }) => from <= time) ?? first;
    if (part === undefined) return start;
    const inside = Math.min(Math.max(time, part.from), part.to);
    const reached = part.place + ((inside - part.from) / second) * perSecond;
    // Inside of a cut: the middle of the sign.
    return time > part.to && part !== last ? reached + breakWidth / 2 : reached;
  };
  return {
    from: first?.from ?? 0,
    to: last?.to ?? 0,
    origin,
    perSecond,
    start,
    end: place,
    breaks: parts.slice(1).map((part) => part.place - breakWidth / 2),
    at,
    shows: (time) => parts.some(({ from, to }) => from <= time && time <= to),
  };
}

export const breakWidth = 26;

/** The parts of a window in which something happens, with some time around it. */
export function busyParts(
  window: Stretch,
  times: readonly number[],
  {
    before,
    after,
    worthCutting,
  }: { readonly before: number; readonly after: number; readonly worthCutting: number },
): readonly Stretch[] {
  const happening = [...new Set(times)]
    .filter((t) => t >= window.from && t <= window.to)
    .sort((a, b) => a - b);
  const parts: { from: number; to: number }[] = [{ from: window.from, to: window.from }];
  for (const time of [...happening, window.to]) {
    const part = parts.at(-1);
    if (part === undefined) break;
    const restart = time === window.to ? time : time - before;
    if (restart - (part.to + after) < worthCutting) part.to = time;
    else {
      part.to += after;
      parts.push({ from: restart, to: time });
    }
  }
  return parts.filter(({ from, to }) => to > from);
}

/** Distances between ticks that people count in, in seconds. */
const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

/** The smallest of them that leaves enough room for the labels. */
export function tickStep(perSecond: number, room: number): number {
  return steps.find((step) => step * perSecond >= room) ?? 7200;
}

/** The times of the ticks in seconds, counted from the origin. */
export function ticksOf(scale: Scale, step: number): readonly number[] {
  const ticks: number[] = [];
  const { origin } = scale;
  const first = Math.ceil((scale.from - origin) / second / step - 1e-9);
  const last = Math.floor((scale.to - origin) / second / step + 1e-9);
  for (let i = first; i <= last; i++) {
    const at = Math.round(i * step * 1000) / 1000;
    if (scale.shows(at * second + origin)) ticks.push(at);
  }
  return ticks;
}
