/** A server of stream or mail without what nginx asks of each: a socket, and something to do with its connections. */
import { parseEndpoint } from "../../dialects/nginx/endpoint.ts";
import { isCalled, type OpenedBlock, ownBlocks, type Statement } from "./blocks.ts";
import { effective, isCertain } from "./effective.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const incompleteServer = nginxRule({
  name: "incomplete-server",
  code: "NG236",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const block of ownBlocks(subject, "stream-server", "mail-server")) {
      const { opener, complete, statements } = block;
      // A directive that is not nginx's own may do what is missing.
      if (!complete || opener.directive.body?.close === undefined || statements.some(isForeign)) continue;
      const missing = missingIn(block, file.target);
      if (missing !== undefined) report({ file, span: headOf(opener.directive) }, missing);
    }
  },
});

function isForeign({ known }: Statement): boolean {
  return known === undefined || known.entry.build !== undefined;
}

function missingIn(block: OpenedBlock, target: string): string | undefined {
  const { scope, statements } = block;
  const listens = statements.filter((s) => isCalled(s, "listen"));
  if (listens.length === 0) return "no-listen";
  if (scope === "stream-server") {
    const handled = statements.some((s) =>
      ["proxy_pass", "return", "pass"].some((name) => isCalled(s, name)),
    );
    return handled || target === "1.30" ? undefined : "no-handler";
  }
  const protocol = statements.some((s) => isCalled(s, "protocol")) || listens.some(tellsProtocol);
  if (!protocol) return "no-protocol";
  return isCertain(block) && effective(block, "auth_http") === undefined ? "no-auth" : undefined;
}

/** By the ports that nginx knows: smtp, pop3 and imap. */
function tellsProtocol({ directive }: Statement): boolean {
  const word = directive.words[1];
  if (word === undefined || word.unknown !== undefined) return true;
  const [first, last] = parseEndpoint(word.value, true).ports ?? [0, 65535];
  return [25, 110, 143, 465, 587, 993, 995].some((port) => first <= port && port <= last);
}
