/** A site by TLS that does not tell browsers to stay with it (RFC 6797). */
import type { Word } from "../../syntax/tree.ts";
import { type Block, outward } from "./blocks.ts";
import { effectiveValue } from "./effective.ts";
import { isEncrypted, isLocal, optionWord, serversOf } from "./listening.ts";
import { isComplete, nginxRule } from "./nginx-rule.ts";

export const hstsMissing = nginxRule({
  name: "hsts-missing",
  code: "NG319",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    if (!isComplete(subject)) return;
    const said = new Set<Word>();
    for (const { block, listenings } of serversOf(unit, snapshot)) {
      const listening = listenings.find(
        (one) => one.statement.file === file && isEncrypted(one) && !isLocal(one),
      );
      const word =
        listening &&
        optionWord(listening.statement.directive, (value) => value === "ssl" || value === "quic");
      if (word === undefined || said.has(word) || isSaidWithin(block) || [...outward(block)].some(isSaidIn))
        continue;
      if (effectiveValue(block, "ssl_reject_handshake")?.toLowerCase() === "on") continue;
      said.add(word);
      report({ file, span: word }, "missing");
    }
  },
});

function isSaidWithin(block: Block): boolean {
  return isSaidIn(block) || block.blocks.some(isSaidWithin);
}

/** By whatever directive. */
function isSaidIn({ statements }: Block): boolean {
  return statements.some(({ directive }) =>
    directive.words.some(({ value }) => /strict-transport-security/i.test(value)),
  );
}
