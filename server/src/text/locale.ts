/** The languages that kalint speaks to people. Codes, names, JSON and what is written into files stay English. */

export const locales = ["en", "zh-CN"] as const;

export type Locale = (typeof locales)[number];

/** The language for a tag as editors and environments write one: `zh-Hans`, `zh_CN.UTF-8`. English for what kalint does not speak. */
export function localeOf(tag: string): Locale {
  return /^zh(?:$|[-_.@])/i.test(tag) ? "zh-CN" : "en";
}

/** The language that a process's environment asks for; the first variable that is set counts. */
export function localeOfEnvironment(env: Readonly<Record<string, string | undefined>>): Locale {
  return localeOf(env.LC_ALL || env.LC_MESSAGES || env.LANG || "");
}
