/** A socket with servers by name of which none is the default: nginx takes the first for whatever name it does not know. */
import { statementsCalled } from "./blocks.ts";
import { bySocket, defaultOn, isDefault, type Server, serversOf, spellSocket } from "./listening.ts";
import { headOf, isComplete, nginxRule } from "./nginx-rule.ts";

export const noDefaultServer = nginxRule({
  name: "no-default-server",
  code: "NG364",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    if (!isComplete(subject)) return;
    for (const places of bySocket(serversOf(unit, snapshot))) {
      const first = defaultOn(places);
      if (first === undefined || places.length < 2 || isDefault(first.listening)) continue;
      const { statement } = first.listening;
      if (statement.file !== file || isForAnyName(first.server)) continue;
      report({ file, span: headOf(statement.directive) }, "first", {
        params: { socket: spellSocket(first.listening) },
      });
    }
  },
});

/** Written to be the one that takes what is left: without a name, with `_` or an expression that fits all. */
function isForAnyName({ block }: Server): boolean {
  const names = statementsCalled(block, "server_name").flatMap(({ directive }) => directive.words.slice(1));
  return names.every(({ value, unknown }) => unknown !== undefined || /^(?:_|~\^?\.[*+]?\$?|)$/.test(value));
}
