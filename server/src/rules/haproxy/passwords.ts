/** The passwords that stand in a haproxy.cfg: those of userlists and of statistics pages. */
import type { Word } from "../../syntax/tree.ts";
import type { Line } from "./haproxy-rule.ts";

export interface Password {
  readonly user: string;
  readonly value: string;
  /** `password` is a hash for crypt(3), the others stand in clear. */
  readonly kind: "password" | "insecure-password" | "stats auth";
  /** The word that holds it. */
  readonly word: Word;
  /** What says of which kind it is. */
  readonly option: Word;
}

/** The password that a line gives; `undefined` where it gives none or only the environment knows it. */
export function passwordOf({ keyword, directive: { words } }: Line): Password | undefined {
  const [option, , pair] = words;
  if (keyword === "stats auth") {
    const colon = pair?.value.indexOf(":") ?? -1;
    if (pair === undefined || pair.unknown !== undefined || colon < 0) return undefined;
    const [user, value] = [pair.value.slice(0, colon), pair.value.slice(colon + 1)];
    return { user, value, kind: keyword, word: pair, option };
  }
  const user = words[1];
  if (keyword !== "user" || user === undefined) return undefined;
  for (const [index, option] of words.entries()) {
    const word = words[index + 1];
    if (index < 2 || (option.value !== "password" && option.value !== "insecure-password")) continue;
    if (word === undefined || word.unknown !== undefined) return undefined;
    return { user: user.value, value: word.value, kind: option.value, word, option };
  }
  return undefined;
}
