/** How many of its requests a frontend has an answer for. */
import type { Unit } from "../../workspace/snapshot.ts";
import { conditionsOf } from "./criteria.ts";
import { effective, isComplete, type Line, type Section } from "./haproxy-rule.ts";

/**
 * `none` where a frontend sends nowhere and answers nothing itself, `some` where only conditions choose a backend;
 * `undefined` for all else, and where it can not be told.
 */
export function routesOf(section: Section, unit: Unit): "none" | "some" | undefined {
  const { lines, mode, disabled } = effective(section, unit);
  if (section.kind !== "frontend" || !isComplete(unit) || disabled || (mode !== "tcp" && mode !== "http"))
    return undefined;
  if (lines.some((l) => l.keyword === "default_backend" || l.known.conditional || answersAll(l)))
    return undefined;
  if (!lines.some(({ keyword }) => keyword === "use_backend"))
    return lines.some(answersSome) ? undefined : "none";
  return isCovered(section) ? undefined : "some";
}

const final = /^(?:deny|reject|tarpit|return|redirect|use-service|silent-drop|attach-srv|lua\.)/;

/** `http-request return`, `redirect`, … */
function answersSome({ keyword, known, directive }: Line): boolean {
  if (/^(?:redirect|monitor-uri|stats |errorfile|errorloc|filter|use-fcgi-app)/.test(keyword)) return true;
  return (
    /^(?:http-request|tcp-request)/.test(keyword) &&
    final.test(directive.words[known.nameLength]?.value ?? "")
  );
}

function answersAll(line: Line): boolean {
  const isOpen = line.directive.words.some(({ value }) => value === "if" || value === "unless");
  if (line.keyword === "use_backend") return line.directive.words.length === 2;
  return (
    !isOpen && answersSome(line) && !/^(?:monitor-uri|stats |errorfile|errorloc|filter)/.test(line.keyword)
  );
}

/** The conditions leave no request out: `if TRUE`, or one ACL and its opposite. */
function isCovered(section: Section): boolean {
  const conditions = new Set<string>();
  for (const { line, introduction, words } of conditionsOf(section)) {
    if (line.keyword !== "use_backend") continue;
    const text = words
      .map(({ value }) => value)
      .join(" ")
      .replace(/^! +/, "!");
    conditions.add(introduction.value === "if" ? text : text.startsWith("!") ? text.slice(1) : `!${text}`);
  }
  return [...conditions].some((text) => text === "TRUE" || conditions.has(`!${text}`));
}
