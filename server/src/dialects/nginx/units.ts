/** nginx's numbers with units: times and sizes (ngx_parse.c). */

/**
 * The milliseconds of a time, or `undefined` where nginx refuses it. Units must fall (`1h 30m`), a number without
 * one counts seconds. Places that count in seconds know years and months but no `ms`, the others the reverse.
 */
export function parseTime(text: string, resolution: "seconds" | "milliseconds"): number | undefined {
  const isSeconds = resolution === "seconds";
  const max = isSeconds ? largest : largest / 1000n;
  let step = isSeconds ? 0 : 2;
  let value = 0n;
  let total = 0n;
  let digits = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character >= "0" && character <= "9") {
      value = value * 10n + BigInt(character);
      digits = true;
      continue;
    }
    const name = character === "m" && text[at + 1] === "s" ? "ms" : character;
    const unit = timeUnits[name];
    if (unit === undefined || step >= unit.step || (name === "ms" && isSeconds)) return undefined;
    at += name.length - 1;
    step = unit.step;
    total += value * unit.milliseconds;
    value = 0n;
    while (text[at + 1] === " ") at++;
  }
  total += value * 1000n;
  return digits && total <= max * 1000n ? Number(total) : undefined;
}

/** The largest number nginx counts with (NGX_MAX_INT_T_VALUE). */
export const largest = 2n ** 63n - 1n;

const timeUnits: Readonly<Record<string, { readonly step: number; readonly milliseconds: bigint }>> = {
  y: { step: 1, milliseconds: 31_536_000_000n },
  M: { step: 2, milliseconds: 2_592_000_000n },
  w: { step: 3, milliseconds: 604_800_000n },
  d: { step: 4, milliseconds: 86_400_000n },
  h: { step: 5, milliseconds: 3_600_000n },
  m: { step: 6, milliseconds: 60_000n },
  s: { step: 7, milliseconds: 1000n },
  ms: { step: 8, milliseconds: 1n },
  " ": { step: 9, milliseconds: 1000n },
};

/** The bytes of a size; gigabytes only where the place counts file offsets. */
export function parseSize(text: string, giga: boolean): number | undefined {
  const match = /^(\d+)([kKmMgG]?)$/.exec(text);
  const unit = match?.[2]?.toLowerCase() ?? "";
  if (match === null || (unit === "g" && !giga)) return undefined;
  const bytes =
    BigInt(match[1] ?? "") *
    BigInt(unit === "k" ? 2 ** 10 : unit === "m" ? 2 ** 20 : unit === "g" ? 2 ** 30 : 1);
  return bytes > largest ? undefined : Number(bytes);
}
