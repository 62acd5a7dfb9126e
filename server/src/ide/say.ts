/** The words of the editor features, one file of texts for each language; English speaks where another lacks a text. */
import type { Locale } from "../text/locale.ts";
import en from "./messages.en.json" with { type: "json" };
import zh from "./messages.zh-CN.json" with { type: "json" };

export type TextId = keyof typeof en;

type Params = Readonly<Record<string, string | number>>;

export const say = speakerOf<TextId>({ en, "zh-CN": zh });

/** What says texts of these by id, with parameters put in. */
export function speakerOf<Id extends string>(
  texts: { readonly en: Readonly<Record<Id, string>> } & Readonly<
    Record<Locale, Partial<Readonly<Record<Id, string>>>>
  >,
): (locale: Locale, id: Id, params?: Params) => string {
  return (locale, id, params = {}) => {
    const text = texts[locale][id] ?? texts.en[id];
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
  };
}

/** What one thing is, as in `Unit: second`. */
export function fact(locale: Locale, name: TextId, value: string): string {
  return say(locale, "fact", { name: say(locale, name), value });
}

/** Text as inline code; a backtick inside is kept. */
export function code(text: string): string {
  const oneLine = text.replace(/\s+/g, " ");
  return oneLine.includes("`") ? `\`\` ${oneLine} \`\`` : `\`${oneLine}\``;
}
