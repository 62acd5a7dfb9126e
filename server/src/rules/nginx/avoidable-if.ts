/** An `if` for which nginx has something of its own: `try_files`, or a server of another name. */
import { isCalled, type OpenedBlock, ownBlocks } from "./blocks.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const avoidableIf = nginxRule({
  name: "avoidable-if",
  code: "NG368",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const block of ownBlocks(subject, "if-in-server", "if-in-location")) {
      const message = replacementOf(block);
      if (message !== undefined) report({ file, span: headOf(block.opener.directive) }, message);
    }
  },
});

function replacementOf({ opener, scope, statements }: OpenedBlock): string | undefined {
  const words = opener.directive.words.slice(1);
  if (words.some((word) => word.unknown !== undefined)) return undefined;
  const condition = words.map(({ value }) => value).join(" ");
  const sendsOn = statements.some((s) =>
    ["rewrite", "return", "proxy_pass", "fastcgi_pass"].some((n) => isCalled(s, n)),
  );
  if (!sendsOn) return undefined;
  if (/^\( ?!?-[fe] \$(?:request_filename|document_root\$uri) ?\)$/.test(condition)) return "files";
  return scope === "if-in-server" && /^\( ?\$(?:http_)?host !?(?:=|~\*?) /.test(condition)
    ? "host"
    : undefined;
}
