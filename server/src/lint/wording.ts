/**
 * The words of messages. A rule says a message by id with parameters; the text is data in the group's
 * `messages.<locale>.json`. English is the one locale whose words are complete: where another lacks one, English speaks.
 */
import catalogueEn from "../rules/catalogue/messages.en.json" with { type: "json" };
import catalogueZh from "../rules/catalogue/messages.zh-CN.json" with { type: "json" };
import clusterEn from "../rules/cluster/messages.en.json" with { type: "json" };
import clusterZh from "../rules/cluster/messages.zh-CN.json" with { type: "json" };
import haproxyEn from "../rules/haproxy/messages.en.json" with { type: "json" };
import haproxyZh from "../rules/haproxy/messages.zh-CN.json" with { type: "json" };
import keepalivedEn from "../rules/keepalived/messages.en.json" with { type: "json" };
import keepalivedZh from "../rules/keepalived/messages.zh-CN.json" with { type: "json" };
import nginxEn from "../rules/nginx/messages.en.json" with { type: "json" };
import nginxZh from "../rules/nginx/messages.zh-CN.json" with { type: "json" };
import type { Group, Message, Rule } from "../rules/rule.ts";
import stackEn from "../rules/stack/messages.en.json" with { type: "json" };
import stackZh from "../rules/stack/messages.zh-CN.json" with { type: "json" };
import type { Locale } from "../text/locale.ts";

/** Text by message id, by rule name. */
type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

const words: Readonly<Record<Locale, Readonly<Record<Group, Words>>>> = {
  en: {
    catalogue: catalogueEn,
    keepalived: keepalivedEn,
    nginx: nginxEn,
    haproxy: haproxyEn,
    cluster: clusterEn,
    stack: stackEn,
  },
  "zh-CN": {
    catalogue: catalogueZh,
    keepalived: keepalivedZh,
    nginx: nginxZh,
    haproxy: haproxyZh,
    cluster: clusterZh,
    stack: stackZh,
  },
};

/** The text of a rule's message, of a note beside it or of a fix's title. A message without words is shown by its id. */
export function textOf(rule: Rule, message: Message, locale: Locale): string {
  const template = templateOf(rule, message.id, locale) ?? templateOf(rule, message.id, "en");
  const params = message.params ?? {};
  if (template === undefined) return [message.id, ...Object.values(params)].join(" ");
  return template.replace(/\{([\w-]+)\}/g, (hole, name: string) => {
    const param = params[name] ?? hole;
    if (typeof param !== "object") return inLanguage(locale, param);
    return param.map((part) => textOf(rule, part, locale)).join(locale === "en" ? "; " : "；");
  });
}

/** What stands between the names of an enumeration; the names themselves are the same in every language. */
function inLanguage(locale: Locale, param: string | number): string {
  const text = String(param);
  return locale === "en" ? text : text.replaceAll("`, ", "`、").replaceAll("` or `", "` 或 `");
}

function templateOf(rule: Rule, id: string, locale: Locale): string | undefined {
  return words[locale][rule.group][rule.name]?.[id];
}
