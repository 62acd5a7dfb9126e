/** What HAProxy's names stand for, as the lines that say it, and what a section takes over from its `defaults`. */
import type { PlacedName } from "../../catalogue/check.ts";
import {
  defaultsOf,
  effective,
  headOf,
  isProxy,
  type Line,
  type Section,
  sectionOf,
  sectionsIn,
} from "../../rules/haproxy/haproxy-rule.ts";
import type { Directive } from "../../syntax/tree.ts";
import type { Locale } from "../../text/locale.ts";
import type { Span } from "../../text/span.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type Occurrence, placeIn } from "../names.ts";
import { code, say } from "../say.ts";

const maxLines = 12;
const longestLine = 120;

/** Of a proxy the lines that tell what it is. */
const telling = new Set([
  "mode",
  "balance",
  "bind",
  "stick-table",
  "default_backend",
  "server",
  "server-template",
]);

/** The lines that say what a name means where it is used; empty where they say no more than the name. */
export function meaningText(
  unit: Unit,
  name: PlacedName,
  definitions: readonly Occurrence[],
  locale: Locale,
): string {
  const [first] = definitions;
  if (first === undefined) return "";
  const section = sectionOf(first.file, first.name);
  if (first.name.directive.body === undefined || section === undefined) {
    if (name.role === "definition" && definitions.length === 1) return "";
    const lines = definitions.map(
      ({ file, name: { directive } }) =>
        () =>
          lineText(file, directive),
    );
    return block(lines, locale);
  }
  const lines = tellingLines(section, unit, name.kinds.includes("table") && name.kinds.length === 1);
  return block([() => lineText(section.file, section.directive), ...lines], locale);
}

/** The text of a line, made only of those that are shown. */
type Text = () => string;

function tellingLines(section: Section, unit: Unit, asTable: boolean): Text[] {
  const { file, kind, lines } = section;
  const own = (line: Line) => () => `    ${lineText(file, line.directive)}`;
  if (asTable) return lines.filter(({ keyword }) => keyword === "stick-table").map(own);
  if (!isProxy(section) && kind !== "defaults") return lines.map(own);
  const { inherited } = effective(section, unit);
  const isTelling = ({ keyword }: Line) =>
    telling.has(keyword) || (kind === "defaults" && keyword.startsWith("timeout"));
  const taken = ["mode", ...(kind === "frontend" ? ["default_backend"] : ["balance"])].flatMap((keyword) => {
    const isMeant = (line: Line) => line.keyword === keyword;
    const line = lines.some(isMeant) ? undefined : inherited.findLast(isMeant);
    return line === undefined ? [] : [() => `    ${wordsText(line.directive)}  # defaults`];
  });
  return [...taken, ...lines.filter(isTelling).map(own)];
}

/** What holds in a section without standing in it, or for whom its lines hold. */
export function inheritanceText(
  unit: Unit,
  file: SourceFile,
  directive: Directive,
  locale: Locale,
): string | undefined {
  const section = sectionsIn(unit).find((one) => one.file === file && one.directive === directive);
  if (section === undefined) return undefined;
  const users = sectionsIn(unit).filter((other) => defaultsOf(other, unit) === section);
  const used =
    section.kind !== "defaults"
      ? undefined
      : users.length === 0
        ? say(locale, "inherited-by-none")
        : say(locale, "inherited-by", { names: counted(users.map(sectionName), locale) });
  const from = defaultsOf(section, unit);
  const own = new Set(section.lines.map(({ keyword }) => keyword));
  const taken = effective(section, unit).inherited.filter(
    ({ keyword }, i, all) => !own.has(keyword) && all.findLastIndex((line) => line.keyword === keyword) === i,
  );
  if (from === undefined || taken.length === 0) return used;
  const place = placeIn(from.file, from.directive.start);
  const title = say(locale, "inherited-from", { name: sectionName(from), place: code(place) });
  const first = (keyword: string) => (keyword === "mode" ? 0 : keyword.startsWith("timeout") ? 1 : 2);
  const lines = [...taken]
    .sort((a, b) => first(a.keyword) - first(b.keyword))
    .map(
      ({ directive: words }) =>
        () =>
          wordsText(words),
    );
  return [used, `${title}${block(lines, locale)}`].filter((text) => text !== undefined).join("\n\n");
}

function sectionName({ kind, name }: Section): string {
  return code(name === undefined ? kind : `${kind} ${name.value}`);
}

function counted(names: readonly string[], locale: Locale): string {
  const shown = names.slice(0, maxLines).join(say(locale, "between"));
  return names.length > maxLines
    ? say(locale, "and-more", { places: shown, count: names.length - maxLines })
    : shown;
}

function block(lines: readonly Text[], locale: Locale): string {
  const shown = lines.slice(0, maxLines).map((text) => text());
  const more = lines.length - shown.length;
  const rest = more === 0 ? [] : [`    # ${say(locale, "and-more", { places: "…", count: more })}`];
  return `\n\n~~~haproxy\n${[...shown, ...rest].join("\n").replaceAll("~~~", "")}\n~~~`;
}

/** A line as it is written, on one line. */
function lineText(file: SourceFile, directive: Directive): string {
  const { start, end }: Span = headOf(directive);
  return cut(file.text.slice(start, end).replace(/\\?\s+/g, " "));
}

function wordsText({ words, prefixes }: Directive): string {
  return cut([...prefixes, ...words].map(({ value }) => value).join(" "));
}

function cut(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine - 1)}…` : text;
}
