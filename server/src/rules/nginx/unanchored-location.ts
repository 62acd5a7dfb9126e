/** A regular expression of a location that is bound to neither end: it fits in the middle of any path. */
import { readLocation } from "../../dialects/nginx/location.ts";
import { isCalled, ownBlocks, type Statement } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const unanchoredLocation = nginxRule({
  name: "unanchored-location",
  code: "NG347",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { opener, statements } of ownBlocks(subject, "location")) {
      const { words } = opener.directive;
      const location = readLocation(words.slice(1));
      const word = words.at(-1);
      if (location?.kind !== "regex" || word === undefined || word.unknown !== undefined) continue;
      // To forbid too much is the safe side.
      if (isBound(location.path) || statements.some(isRefusal)) continue;
      report({ file, span: word }, "anywhere", { params: { expression: location.path } });
    }
  },
});

/** Anything at all that stands for an end of the path: `^`, `$`, `\A`, `\z`; a dot with a star reaches both. */
function isBound(expression: string): boolean {
  return (
    /^(?:\(\?[a-z]+\))?\.\*|\.\*$|\\[AzZ]/.test(expression) ||
    /[$^]/.test(expression.replace(/\\./gs, "").replace(/\[\^?\]?[^\]]*\]/g, ""))
  );
}

function isRefusal(statement: Statement): boolean {
  const [, first] = statement.directive.words;
  return (
    (isCalled(statement, "deny") && first?.value === "all") ||
    (isCalled(statement, "return") && /^4\d\d$/.test(first?.value ?? ""))
  );
}
