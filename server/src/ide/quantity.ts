/** Spells a written quantity out: `5000` in milliseconds is 5 seconds, `90m` of a time is 90 minutes. */
import type { Locale } from "../text/locale.ts";
import { say, type TextId } from "./say.ts";

interface Unit {
  /** The text with its name. */
  readonly name: TextId;
  /** How many of it make one of the next larger unit. */
  readonly perLarger?: number;
  readonly larger?: string;
}

const units: Readonly<Record<string, Unit>> = {
  us: { name: "microsecond", perLarger: 1000, larger: "ms" },
  ms: { name: "millisecond", perLarger: 1000, larger: "s" },
  s: { name: "second", perLarger: 60, larger: "m" },
  m: { name: "minute", perLarger: 60, larger: "h" },
  h: { name: "hour", perLarger: 24, larger: "d" },
  d: { name: "day" },
  w: { name: "week" },
  M: { name: "month" },
  y: { name: "year" },
  bytes: { name: "byte", perLarger: 1024, larger: "KiB" },
  KiB: { name: "KiB", perLarger: 1024, larger: "MiB" },
  MiB: { name: "MiB", perLarger: 1024, larger: "GiB" },
  GiB: { name: "GiB" },
};

const spellings: Readonly<Record<string, string>> = {
  microseconds: "us",
  milliseconds: "ms",
  seconds: "s",
  second: "s",
  minutes: "m",
  hours: "h",
  days: "d",
  B: "bytes",
  byte: "bytes",
};

const sizeSuffixes: Readonly<Record<string, string>> = { k: "KiB", m: "MiB", g: "GiB" };

/** Longer words are no quantities that somebody wrote. */
const maxLength = 40;

/** The unit's name in the plural, as prose has it: `s` is `seconds`. Others stay as they are. */
export function unitName(unit: string, locale: Locale): string {
  const known = units[spellings[unit] ?? unit];
  return known === undefined ? unit : nameOf(known, 2, locale);
}

/** A quantity in words, or `undefined` where the text is none. `unit` counts where the text has no suffix of its own. */
export function quantityText(text: string, unit: string, locale: Locale): string | undefined {
  const known = spellings[unit] ?? unit;
  if (/^\d+(\.\d+)?$/.test(text)) return spell(Number(text), known, unit, locale);
  if (text.length > maxLength) return undefined;
  const isSize = known === "bytes" || known.endsWith("iB");
  if (!isSize && units[known] === undefined) return undefined;
  const parts = [...text.matchAll(/(\d+)(us|ms|[a-zA-Z])/gy)];
  if (parts.length === 0 || parts.map((p) => p[0]).join("") !== text) return undefined;
  const spelled = parts.map(([, count = "", suffix = ""]) => {
    const own = isSize ? sizeSuffixes[suffix.toLowerCase()] : suffix;
    return own === undefined || units[own] === undefined ? undefined : counted(Number(count), own, locale);
  });
  return spelled.includes(undefined) ? undefined : spelled.join(" ");
}

function spell(count: number, known: string, written: string, locale: Locale): string {
  if (units[known] === undefined) return `${count} ${written}`;
  const plain = counted(count, known, locale);
  const larger = inLargerUnit(count, known, locale);
  return larger === undefined ? plain : `${plain} (${larger})`;
}

/** The same in the largest unit that divides it. */
function inLargerUnit(count: number, unit: string, locale: Locale): string | undefined {
  let [amount, at] = [count, unit];
  for (let u = units[at]; u?.perLarger !== undefined && u.larger !== undefined; u = units[at]) {
    if (amount < u.perLarger || amount % (u.perLarger / 2) !== 0) break;
    amount /= u.perLarger;
    at = u.larger;
  }
  return at === unit ? undefined : counted(amount, at, locale);
}

function counted(count: number, unit: string, locale: Locale): string {
  const known = units[unit];
  return `${count} ${known === undefined ? unit : nameOf(known, count, locale)}`;
}

/** The texts hold one form, or two: for one and for more. */
function nameOf({ name }: Unit, count: number, locale: Locale): string {
  const [one = "", more = one] = say(locale, name).split(" | ");
  return count === 1 ? one : more;
}
