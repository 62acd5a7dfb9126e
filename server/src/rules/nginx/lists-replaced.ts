/** Lists that a block writes anew and so takes from itself what stands around it: logs, error pages, limits. */
import type { Statement } from "./blocks.ts";
import { hiddenBy } from "./effective.ts";
import { nginxRule } from "./nginx-rule.ts";
import { keywordOf, ownLists } from "./own-lists.ts";

/** Each line adds to those beside it and hides those around it. Of headers `headers-replaced` speaks. */
const lists = [
  "access_log",
  "error_log",
  "error_page",
  "limit_conn",
  "limit_req",
  "proxy_cache_bypass",
  "proxy_cache_valid",
  "proxy_cookie_domain",
  "proxy_cookie_flags",
  "proxy_cookie_path",
  "proxy_no_cache",
  "set_real_ip_from",
  "sub_filter",
];

export const listsReplaced = nginxRule({
  name: "lists-replaced",
  code: "NG346",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    for (const { block, list, own, first } of ownLists(subject, lists)) {
      if (own.some(isOff)) continue;
      const here = new Set(own.flatMap(partsOf));
      const around = hiddenBy(block, list)?.statements ?? [];
      const lost = around.filter((s) => !isOff(s) && partsOf(s).some((part) => !here.has(part)));
      const [one] = lost;
      if (one === undefined) continue;
      const names = lost.flatMap(partsOf).filter((part) => !here.has(part));
      report(keywordOf(first), "replaces", {
        params: { list, names: names.map((name) => `\`${name}\``).join(", ") },
        related: [{ place: keywordOf(one), message: { id: "lost" } }],
      });
    }
  },
});

/** Nothing is wanted here of what stands around. */
function isOff({ directive }: Statement): boolean {
  return directive.words[1]?.value === "off";
}

/** What is lost with a line: the codes of an `error_page`, else the line. */
function partsOf({ directive }: Statement): readonly string[] {
  const [name, ...others] = directive.words.map((word) => word.value);
  return name === "error_page" ? others.filter((word) => /^\d+$/.test(word)) : [others.join(" ")];
}
