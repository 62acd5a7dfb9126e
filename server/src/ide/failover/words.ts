/** The words in which a failover is told, in each language. */
import type { Locale } from "../../text/locale.ts";
import { speakerOf } from "../say.ts";
import en from "./messages.en.json" with { type: "json" };
import zh from "./messages.zh-CN.json" with { type: "json" };

export type FailoverTextId = keyof typeof en;

export const sayFailover = speakerOf<FailoverTextId>({ en, "zh-CN": zh });

/** `ka1, ka2 and ka3`. */
export function listText(names: readonly string[], locale: Locale): string {
  const last = names.at(-1) ?? "";
  if (names.length < 2) return last;
  const some = names.slice(0, -1).join(sayFailover(locale, "between"));
  return sayFailover(locale, "and", { some, last });
}
