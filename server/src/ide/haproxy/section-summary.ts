/** A section in a few words: where it listens, how many ACLs, rules and servers it has. */
import type { Section } from "../../rules/haproxy/haproxy-rule.ts";
import type { Locale } from "../../text/locale.ts";
import { say, type TextId } from "../say.ts";

const counted: readonly (readonly [TextId, RegExp])[] = [
  ["outline-acls", /^acl$/],
  [
    "outline-rules",
    /^(?:http-(?:request|response|after-response)|tcp-(?:request|response) .*|use_backend|redirect|use-server)$/,
  ],
  ["outline-servers", /^server(?:-template)?$/],
];
const maxBinds = 3;

/** Empty where there is nothing to say beside the section's own words. */
export function sectionSummary({ lines }: Section, locale: Locale): string {
  const binds = lines.flatMap(({ keyword, directive }) =>
    keyword === "bind" ? [directive.words[1]?.value ?? ""] : [],
  );
  const more = binds.length > maxBinds ? [...binds.slice(0, maxBinds), "…"] : binds;
  const counts = counted.flatMap(([id, pattern]) => {
    const count = lines.filter(({ keyword }) => pattern.test(keyword)).length;
    return count === 0 ? [] : [say(locale, id, { count })];
  });
  return [...(more.length === 0 ? [] : [more.join(" ")]), ...counts].join(" · ");
}
