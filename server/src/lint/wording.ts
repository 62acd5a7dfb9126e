/**
 * The words of messages. A rule says a message by id with parameters; the text is data in the group's
 * `messages.<locale>.json`. English is the one locale whose words are complete: where another lacks one, English speaks.
 */

import catalogue from "../rules/catalogue/messages.en.json" with { type: "json" };
import cluster from "../rules/cluster/messages.en.json" with { type: "json" };
import haproxy from "../rules/haproxy/messages.en.json" with { type: "json" };
import keepalived from "../rules/keepalived/messages.en.json" with { type: "json" };
import nginx from "../rules/nginx/messages.en.json" with { type: "json" };
import type { Group, Message, Rule } from "../rules/rule.ts";
import stack from "../rules/stack/messages.en.json" with { type: "json" };

/** Text by message id, by rule name. */
type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

const english: Readonly<Record<Group, Words>> = { catalogue, keepalived, nginx, haproxy, cluster, stack };

const locales: Readonly<Record<string, Readonly<Record<Group, Words>>>> = { en: english };

/** The text of a rule's message, of a note beside it or of a fix's title. A message without words is shown by its id. */
export function textOf(rule: Rule, message: Message, locale = "en"): string {
  const words = templateOf(rule, message.id, locale) ?? templateOf(rule, message.id, "en");
  const params = message.params ?? {};
  if (words === undefined) return [message.id, ...Object.values(params)].join(" ");
  return words.replace(/\{([\w-]+)\}/g, (hole, name: string) => String(params[name] ?? hole));
}

function templateOf(rule: Rule, id: string, locale: string): string | undefined {
  return locales[locale]?.[rule.group][rule.name]?.[id];
}
