/** A host name in `listen`: nginx asks for its address when it starts, and does not start without an answer. */
import { parseEndpoint } from "../../dialects/nginx/endpoint.ts";
import { parseAddress } from "../../model/address.ts";
import type { Word } from "../../syntax/tree.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const nameInListen = nginxRule({
  name: "name-in-listen",
  code: "NG369",
  severity: "info",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive } of called(subject, "listen")) {
      const word = directive.words[1];
      const name = word && hostName(word);
      if (word !== undefined && name !== undefined)
        report({ file, span: word }, "resolved", { params: { name } });
    }
  },
});

/** `localhost` is in the file of hosts everywhere. */
function hostName(word: Word): string | undefined {
  if (word.unknown !== undefined) return undefined;
  const { host, socket } = parseEndpoint(word.value, true);
  const isName = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?$/i.test(host) && host.toLowerCase() !== "localhost";
  return !socket && isName && parseAddress(host) === undefined ? host : undefined;
}
