/** Which formats of the log HAProxy looks into: a later line may have taken their place, or no proxy writes with them. */
import type { Span } from "../../text/span.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import {
  effective,
  isBackend,
  isComplete,
  isFrontend,
  type Line,
  type Section,
  sectionsIn,
} from "./haproxy-rule.ts";

/** Each with what takes its place. */
const frontendFormats = [/^(?:log-format|option (?:http|https|tcp)log)$/, /^log-format-sd$/];
const proxyFormats = [/^error-log-format$/, /^unique-id-format$/];
const allFormats = [...frontendFormats, ...proxyFormats];

/** True for a place in such a line that the daemon takes and does not look into. */
export function isInUnreadFormat(file: SourceFile, offset: number, unit: Unit): boolean {
  const holds = ({ start, end }: Span) => start < offset && offset < end;
  const piece = file.checked.pieces.find(({ node }) => holds(node));
  const line = piece?.known.find(({ directive }) => directive.body === undefined && holds(directive));
  if (line === undefined || !allFormats.some((format) => format.test(line.entry.name))) return false;
  return unreadFormats(unit).some(({ directive }) => directive === line.directive);
}

const unreadFormats = remembered((unit: Unit): readonly Line[] => {
  if (!isComplete(unit)) return [];
  const unread = new Set(
    sectionsIn(unit).flatMap(({ lines }) =>
      lines.filter(({ keyword }) => allFormats.some((format) => format.test(keyword))),
    ),
  );
  if (unread.size === 0) return [];
  for (const section of sectionsIn(unit))
    for (const line of formatsOf(section, unit).flat()) unread.delete(line);
  return [...unread];
});

/** The lines that say how a proxy writes: of each format the last that counts for sure, and what may take its place. */
export function formatsOf(section: Section, unit: Unit): readonly (readonly Line[])[] {
  const { lines, disabled } = effective(section, unit);
  if (disabled) return [];
  if (isFrontend(section)) return allFormats.map((format) => lastOf(lines, format));
  return isBackend(section) ? proxyFormats.map((format) => lastOf(section.lines, format)) : [];
}

function lastOf(lines: readonly Line[], format: RegExp): readonly Line[] {
  const own = lines.filter(({ keyword }) => format.test(keyword));
  const last = own.findLastIndex(
    ({ known, directive }) => !known.conditional && directive.prefixes.length === 0,
  );
  return own.slice(Math.max(last, 0));
}
