/** A rule directly behind one that ends the processing of its kind whatever comes. */
import { haproxyRule, hasCondition, headOf, isProxy, type Line, sectionsHere } from "./haproxy-rule.ts";

/** Actions behind which nothing more of the kind is evaluated, as the daemon itself sees it. */
const final: Readonly<Record<string, readonly string[] | undefined>> = {
  "http-request": ["allow", "deny", "tarpit", "auth", "redirect", "return"],
  "http-response": ["allow", "deny", "redirect", "return"],
  "http-after-response": ["allow"],
  "stats http-request": ["allow", "deny", "auth"],
};

export const ruleAfterFinal = haproxyRule({
  name: "rule-after-final",
  code: "HA234",
  severity: "warning",
  daemon: "warn",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const section of sectionsHere(subject)) {
      if (!isProxy(section) && section.kind !== "defaults") continue;
      const last = new Map<string, Line>();
      for (const line of section.lines) {
        const { keyword, directive } = line;
        const actions = final[keyword];
        if (actions === undefined || line.known.conditional) continue;
        const before = last.get(keyword);
        last.set(keyword, line);
        if (before === undefined || !actions.includes(actionOf(before)) || mayGoOn(before)) continue;
        report({ file, span: headOf(directive) }, "unreachable", {
          params: { name: keyword, action: actionOf(before) },
          related: [{ place: { file, span: headOf(before.directive) }, message: { id: "final" } }],
        });
      }
    }
  },
});

/** A rule with a condition, or a redirection that is left out where it would lead nowhere. */
function mayGoOn({ directive }: Line): boolean {
  return hasCondition(directive) || directive.words.some(({ value }) => value === "ignore-empty");
}

function actionOf({ keyword, directive }: Line): string {
  return directive.words[keyword.split(" ").length]?.value ?? "";
}
