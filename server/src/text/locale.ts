/** The languages that kalint speaks to people. Codes, names, JSON and what is written into files stay English. */

export const locales = ["en", "zh-CN"] as const;

export type Locale = (typeof locales)[number];

/**
 * The language for a tag as environments and editors write one (`zh_CN.UTF-8`, `zh-Hans`, `de`); English where kalint
 * does not speak it, `undefined` where it is no tag at all.
 */
export function localeOf(tag: string): Locale | undefined {
  const language = /^([A-Za-z]{2,8})(?:[-_.@]|$)/.exec(tag)?.[1]?.toLowerCase();
  if (language === undefined) return tag === "C" || tag === "" ? "en" : undefined;
  return language === "zh" ? "zh-CN" : "en";
}
