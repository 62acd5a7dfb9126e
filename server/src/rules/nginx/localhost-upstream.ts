/** `localhost` as a server behind: nginx takes every address that the name has, and the service may be on one of them only. */
import { parseEndpoint } from "../../dialects/nginx/endpoint.ts";
import type { Word } from "../../syntax/tree.ts";
import { replace } from "../rule.ts";
import { called, ownBlocks, statementsCalled } from "./blocks.ts";
import { passes } from "./effective.ts";
import { nginxRule } from "./nginx-rule.ts";

export const localhostUpstream = nginxRule({
  name: "localhost-upstream",
  code: "NG370",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const members = ownBlocks(subject, "upstream", "stream-upstream").flatMap((block) =>
      statementsCalled(block, "server").filter((s) => s.file === file),
    );
    const all = [...members, ...passes.flatMap((name) => called(subject, name))];
    for (const { directive } of all) {
      const word = directive.words[1];
      const at = word && placeOf(word);
      if (word === undefined || at === undefined) continue;
      const span = { start: word.start + at, end: word.start + at + "localhost".length };
      report({ file, span }, "several", { fixes: [replace({ id: "fix" }, "unsafe", span, "127.0.0.1")] });
    }
  },
});

function placeOf({ value, unknown, quoted }: Word): number | undefined {
  if (unknown !== undefined || quoted) return undefined;
  const scheme = /^[a-z]+:\/\//i.exec(value)?.[0].length ?? 0;
  const { host } = parseEndpoint(value.slice(scheme).split("/")[0] ?? "", false);
  return host.toLowerCase() === "localhost" ? scheme : undefined;
}
