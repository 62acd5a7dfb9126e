/** Writes XML: attributes and text are escaped, what XML can not hold is replaced. */
import { oneLine } from "../../../text/printable.ts";

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element. Attributes without a value are left out; children are XML already. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${valueText(value)}"`]))
    .join("");
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join("")}</${name}>`;
}

export function escaped(text: string): string {
  return oneLine(text)
    .replace(/[\ud800-\udfff]|[\ufffe\uffff]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A tenth of a pixel is enough for every place. */
function valueText(value: string | number): string {
  return typeof value === "string" ? escaped(value) : String(Math.round(value * 10) / 10 + 0);
}
