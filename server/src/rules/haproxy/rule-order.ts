/** A rule below one of a kind that HAProxy evaluates later: the order of the file is not the order of the traffic. */
import { lineStart } from "../../text/line-start.ts";
import type { Fix } from "../rule.ts";
import { haproxyRule, headOf, isProxy, type Line, type Section, sectionsHere } from "./haproxy-rule.ts";

/** Kinds of rule in the order in which a request meets them (cfgparse.c, warnif_misplaced_*). */
const ranks: Readonly<Record<string, number>> = {
  "quic-initial": 0,
  "tcp-request connection": 1,
  "tcp-request session": 2,
  "tcp-request content": 3,
  "monitor fail": 4,
  "http-request": 5,
  redirect: 6,
  use_backend: 7,
  "use-server": 7,
};
/** The same of a response. Only 3.2 looks at it. */
const responseRanks: Readonly<Record<string, number>> = { "tcp-response content": 0, "http-response": 1 };

export const ruleOrder = haproxyRule({
  name: "rule-order",
  code: "HA212",
  severity: "warning",
  daemon: "warn",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const section of sectionsHere(subject)) {
      if (!isProxy(section) && section.kind !== "defaults") continue;
      for (const order of file.target === "3.2" ? [ranks, responseRanks] : [ranks]) {
        const first = new Map<number, Line>();
        for (const line of section.lines) {
          const rank = order[line.keyword];
          if (rank === undefined) continue;
          const later = [...first].find(([other]) => other > rank)?.[1];
          if (!first.has(rank)) first.set(rank, line);
          if (later === undefined || line.known.conditional) continue;
          const params = { name: line.keyword, later: later.keyword };
          report({ file, span: headOf(line.directive) }, "misplaced", {
            params,
            related: [{ place: { file, span: headOf(later.directive) }, message: { id: "later", params } }],
            fixes: moved(section, line, later),
          });
        }
      }
    }
  },
});

/** Moves the whole line up, where all it names is declared above that place. */
function moved({ file, lines }: Section, line: Line, later: Line): Fix[] {
  const { text } = file;
  const from = lineStart(text, line.directive.start);
  const end = text.indexOf("\n", line.directive.end);
  const to = lineStart(text, later.directive.start);
  const between = lines.some(
    ({ keyword, directive: { start, words } }) =>
      keyword === "acl" && start > to && start < from && uses(line, words[1]?.value ?? ""),
  );
  if (end < 0 || between || later.known.conditional) return [];
  const edits = [
    { span: { start: to, end: to }, text: text.slice(from, end + 1) },
    { span: { start: from, end: end + 1 }, text: "" },
  ];
  return [{ title: { id: "fix", params: { later: later.keyword } }, safety: "safe", edits }];
}

function uses({ directive }: Line, acl: string): boolean {
  return directive.words.some(({ value }) => value === acl || (value.startsWith("!") && value.endsWith(acl)));
}
