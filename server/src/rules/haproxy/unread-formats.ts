/** Formats of the log that HAProxy never looks into: a later line has taken their place, or no proxy writes with them. */
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { effective, isBackend, isComplete, isFrontend, type Line, sectionsIn } from "./haproxy-rule.ts";

/** Each with what takes its place. */
const frontendFormats = [/^(?:log-format|option (?:http|https|tcp)log)$/, /^log-format-sd$/];
const proxyFormats = [/^error-log-format$/, /^unique-id-format$/];

export const unreadFormats = remembered((unit: Unit): readonly Line[] => {
  if (!isComplete(unit)) return [];
  const all = [...frontendFormats, ...proxyFormats];
  const unread = new Set(
    sectionsIn(unit).flatMap(({ lines }) =>
      lines.filter(({ keyword }) => all.some((format) => format.test(keyword))),
    ),
  );
  if (unread.size === 0) return [];
  for (const section of sectionsIn(unit)) {
    const { lines, disabled } = effective(section, unit);
    if (disabled) continue;
    if (isFrontend(section)) for (const format of all) takeLast(lines, format, unread);
    else if (isBackend(section)) for (const format of proxyFormats) takeLast(section.lines, format, unread);
  }
  return [...unread];
});

/** Takes away the last line that counts for sure, and those behind it. */
function takeLast(lines: readonly Line[], format: RegExp, unread: Set<Line>): void {
  const own = lines.filter(({ keyword }) => format.test(keyword));
  const last = own.findLastIndex(
    ({ known, directive }) => !known.conditional && directive.prefixes.length === 0,
  );
  for (const line of own.slice(Math.max(last, 0))) unread.delete(line);
}
