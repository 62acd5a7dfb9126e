/** How many columns of a terminal a text takes: wide characters two, combining ones none. */
import { eastAsianWidth } from "get-east-asian-width";

export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

export function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code === 9) return 8;
  if (code < 0x300) return 1;
  if (/^(?:\p{Mark}|[\u200b-\u200d\ufeff]|[\ufe00-\ufe0f])$/u.test(character)) return 0;
  return eastAsianWidth(code);
}
