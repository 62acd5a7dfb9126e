/** `proxy_pass` to a host that the client names: nginx fetches for strangers whatever it can reach itself. */
import type { Word } from "../../syntax/tree.ts";
import { type Block, held, isCalled, outward, statementsCalled } from "./blocks.ts";
import { clientInputs, variablesOf } from "./client-input.ts";
import { nginxRule } from "./nginx-rule.ts";

export const clientChosenUpstream = nginxRule({
  name: "client-chosen-upstream",
  code: "NG303",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    const said = new Set<Word>();
    for (const { block, statement } of held(subject, "proxy_pass")) {
      const word = statement.directive.words[1];
      if (word === undefined || said.has(word)) continue;
      const authority = authorityOf(word.value);
      if (!authority.includes("$") || isInternal(block)) continue;
      const names = new Set([...variablesOf(authority)].map((name) => `$${name}`));
      // Of `$1` that ends a host name only one with a dot or a slash of its own leads elsewhere.
      const isTail = /\$(?:\w+|\{\w+\})(?::[^/]*)?$/.test(authority) || authority.startsWith("$");
      const input = clientInputs(unit, snapshot, block, word).find(
        ({ variable, canHold, isPath, begins, ends, origin }) =>
          names.has(variable) &&
          (isTail && ends ? canHold(".") : canHold("/")) &&
          !(isPath && !authority.startsWith(variable)) &&
          !(begins && !authority.includes("://") && isMerged(block, origin)),
      );
      if (input === undefined) continue;
      said.add(word);
      report({ file, span: word }, input.variable === input.origin ? "direct" : "through", {
        params: { variable: input.variable, origin: input.origin },
      });
    }
  },
});

/** nginx makes one slash of two in a path: no URL with its scheme can be in there. */
function isMerged(block: Block, origin: string): boolean {
  const [innermost] = [...outward(block)].flatMap((at) => statementsCalled(at, "merge_slashes"));
  return /^\$(?:document_)?uri$/.test(origin) && innermost?.directive.words[1]?.value !== "off";
}

/** Scheme and host; a path that a variable brings is none of them. */
function authorityOf(url: string): string {
  const [, scheme = "", rest = ""] = /^([^/$]+:\/\/|\$\w+:\/\/|\$\{\w+\}:\/\/)?(.*)$/s.exec(url) ?? [];
  return scheme + (rest.split("/", 1)[0] ?? "");
}

/** Reached only by nginx's own redirects. */
function isInternal(block: Block): boolean {
  for (const { statements, opener } of outward(block)) {
    if (statements.some((s) => isCalled(s, "internal"))) return true;
    if (opener?.directive.words[1]?.value.startsWith("@") === true) return true;
  }
  return false;
}
