/** A directory of the system as the root of a site: configuration, keys and homes can be fetched. */
import { readLocation } from "../../dialects/nginx/location.ts";
import type { Word } from "../../syntax/tree.ts";
import { type Block, held } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

const system = /^\/(?:(?:etc|root|home|proc|sys|dev|boot|var)\/?)?$/;

export const exposedRoot = nginxRule({
  name: "exposed-root",
  code: "NG336",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const said = new Set<Word>();
    for (const name of ["root", "alias"]) {
      for (const { statement, block } of held(subject, name)) {
        const word = statement.directive.words[1];
        if (word === undefined || word.unknown !== undefined || !system.test(word.value)) continue;
        // `location /etc/ { root /; }` and the like show one directory only.
        if (word.value === "/" && block.scope !== "server" && block.scope !== "http") continue;
        if (said.has(word) || endsThere(block, word.value, name === "alias")) continue;
        said.add(word);
        report({ file: subject.file, span: word }, "system", { params: { path: word.value } });
      }
    }
  },
});

/** An exact location, an alias of an expression without its groups, or one whose names run together: `/files/x` is `/homex`. */
function endsThere({ scope, opener }: Block, path: string, isAlias: boolean): boolean {
  if (scope !== "location" || opener === undefined) return false;
  const location = readLocation(opener.directive.words.slice(1));
  if (location === undefined || location.kind === "exact") return true;
  if (!isAlias) return false;
  return location.kind === "regex" || (location.path.endsWith("/") && !path.endsWith("/"));
}
