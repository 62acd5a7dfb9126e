/**
 * PHP on this host that gets every path with `.php` in the end, whether there is such a file or not. As PHP comes, it
 * looks for the nearest file before it in the path (`cgi.fix_pathinfo`), and may run what somebody has uploaded.
 */
import { parseEndpoint } from "../../dialects/nginx/endpoint.ts";
import { readLocation } from "../../dialects/nginx/location.ts";
import type { Word } from "../../syntax/tree.ts";
import { type Block, held, isOpened, outward, statementsCalled } from "./blocks.ts";
import { effective, isCertain } from "./effective.ts";
import { nginxRule } from "./nginx-rule.ts";

export const phpWithoutTryFiles = nginxRule({
  name: "php-without-try-files",
  code: "NG318",
  severity: "info",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const said = new Set<Word>();
    for (const { statement, block } of held(subject, "fastcgi_pass")) {
      const [keyword, server] = statement.directive.words;
      if (said.has(keyword) || server === undefined || !isOnThisHost(server) || !isCertain(block)) continue;
      if (block.scope !== "location" || !takesEveryScript(block) || !clientNamesScript(block)) continue;
      if (looksForFile(block) || isGuarded(block)) continue;
      said.add(keyword);
      report({ file, span: keyword }, "any");
    }
  },
});

/** Of servers elsewhere nginx can not know which files there are. */
function isOnThisHost({ value, unknown }: Word): boolean {
  if (unknown !== undefined) return false;
  const { host, socket } = parseEndpoint(value, false);
  return socket || /^(?:127\.|localhost$|(?:\[?::1\]?)$)/.test(host);
}

/** The path may lead through any file: nothing but the end is asked for. */
function takesEveryScript({ opener }: Block): boolean {
  const match = readLocation(opener?.directive.words.slice(1) ?? []);
  return (
    match?.kind === "regex" &&
    /^\^?\(*\/?(?:\.[+*]\??|\[\^\/\]\+?)?\\\.(?:php|\((?:\?:)?(?:\w+\|)*php)/.test(match.path)
  );
}

function clientNamesScript(block: Block): boolean {
  const params = effective(block, "fastcgi_param")?.statements ?? [];
  const script = params.findLast(({ directive }) => directive.words[1]?.value === "SCRIPT_FILENAME");
  return /\$\{?(?:fastcgi_script_name|uri|document_uri|request_filename)\b/.test(
    script?.directive.words[2]?.value ?? "",
  );
}

function looksForFile(block: Block): boolean {
  const params = effective(block, "fastcgi_param")?.statements ?? [];
  if (statementsCalled(block, "try_files").length > 0) return true;
  if (params.some(({ directive }) => directive.words[2]?.value.includes("fix_pathinfo"))) return true;
  return [...outward(block)].some((around) =>
    around.blocks.some(({ opener }) =>
      opener?.directive.words.some(({ value }) => /^\(?!?-[fe]$/.test(value)),
    ),
  );
}

/** Not everybody comes here, or not with every path. */
function isGuarded(block: Block): boolean {
  if (["internal", "deny", "auth_basic", "auth_request"].some((name) => effective(block, name) !== undefined))
    return true;
  const server = [...outward(block)].filter(isOpened).find(({ scope }) => scope === "server");
  return (
    server === undefined ||
    server.blocks.some(
      (other) =>
        other.scope === "location" &&
        other.opener?.directive.words.at(-1)?.value.includes("php") === true &&
        statementsCalled(other, "deny", "return").length > 0,
    )
  );
}
