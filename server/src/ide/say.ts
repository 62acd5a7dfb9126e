/** The words of the editor features, from one file of texts, so that another language is another file. */
import texts from "./messages.en.json" with { type: "json" };

export type TextId = keyof typeof texts;

export function say(id: TextId, params: Readonly<Record<string, string | number>> = {}): string {
  return texts[id].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** Text as inline code; a backtick inside is kept. */
export function code(text: string): string {
  const oneLine = text.replace(/\s+/g, " ");
  return oneLine.includes("`") ? `\`\` ${oneLine} \`\`` : `\`${oneLine}\``;
}
