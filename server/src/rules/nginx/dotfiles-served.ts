/** A document root from which hidden files can be fetched: `.git`, `.env`, `.htpasswd`. */
import { readLocation } from "../../dialects/nginx/location.ts";
import { type Block, ownBlocks, statementsCalled } from "./blocks.ts";
import { effective, isCertain } from "./effective.ts";
import { nginxRule } from "./nginx-rule.ts";

export const dotfilesServed = nginxRule({
  name: "dotfiles-served",
  code: "NG365",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const block of ownBlocks(subject, "server")) {
      if (!isCertain(block) || !isClear(block) || speaksOfDotfiles(block)) continue;
      const place = block.blocks.find(isForAll) ?? block;
      const root = effective(place, "root");
      const statement = root?.statements.at(-1);
      if (statement?.directive.words[0].value !== "root" || !servesFiles(place)) continue;
      if (statementsCalled(block, "return").length > 0) continue;
      const isOwn = statement.file === file && (root?.block === block || root?.block === place);
      report({ file, span: (isOwn ? statement : block.opener).directive.words[0] }, "open");
    }
  },
});

function isClear(block: Block): boolean {
  return block.complete && block.blocks.every(isClear);
}

/** The location of all paths that no other has. */
function isForAll({ scope, opener }: Block): boolean {
  const match = readLocation(opener?.directive.words.slice(1) ?? []);
  return scope === "location" && match?.path === "/" && match.kind !== "exact";
}

function servesFiles(block: Block): boolean {
  const others = ["proxy_pass", "return", "deny", "auth_basic", "auth_request", "internal"];
  if (others.some((name) => effective(block, name) !== undefined)) return false;
  const [tried] = statementsCalled(block, "try_files");
  if (tried !== undefined && !tried.directive.words.some(({ value }) => value.includes("$"))) return false;
  return !statementsCalled(block, "rewrite").some(({ directive }) =>
    /^(?:\^|\^?\/?\(?\.[*+]\)?\$?)$/.test(directive.words[1]?.value ?? ""),
  );
}

/** An expression for what begins with a dot; that for `.ht` alone leaves the others. */
function speaksOfDotfiles({ statements, blocks }: Block): boolean {
  return (
    statements.some(({ directive }) =>
      directive.words.some(({ value }) => /\\\.(?:git|env|svn)|[/)]\\\.(?!ht)/.test(value)),
    ) || blocks.some(speaksOfDotfiles)
  );
}
