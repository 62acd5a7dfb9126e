/** A strict reader for the XML that pictures are made of: throws where it is not well-formed. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

export function parseXml(text: string): XmlElement {
  const open: { name: string; attributes: Record<string, string>; children: (XmlElement | string)[] }[] = [];
  let root: XmlElement | undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]/u.test(text))
    throw new Error("a character that XML forbids");
  const token = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let end = 0;
  for (const match of text.matchAll(token)) {
    end = match.index + match[0].length;
    const [, closing, name = "", written = "", empty, content] = match;
    const parent = open.at(-1);
    if (content !== undefined) {
      if (parent === undefined && content.trim() !== "")
        throw new Error(`text outside of the root: ${content}`);
      parent?.children.push(unescaped(content));
    } else if (closing === "/") {
      const closed = open.pop();
      if (closed?.name !== name) throw new Error(`</${name}> closes <${closed?.name}>`);
      if (open.length === 0) root = closed;
    } else {
      if (root !== undefined) throw new Error("a second root");
      const element = { name, attributes: attributesOf(written), children: [] };
      parent?.children.push(element);
      if (empty !== "/") open.push(element);
      else if (parent === undefined) root = element;
    }
  }
  if (end !== text.length) throw new Error(`not well-formed: ${text.slice(end, end + 60)}`);
  if (root === undefined || open.length > 0) throw new Error("not closed");
  return root;
}

/** All elements of a name, in order. */
export function elementsOf(element: XmlElement, name: string): readonly XmlElement[] {
  const inside = element.children.flatMap((child) =>
    typeof child === "string" ? [] : elementsOf(child, name),
  );
  return element.name === name ? [element, ...inside] : inside;
}

export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

function attributesOf(written: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", value = ""] of written.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (name in found) throw new Error(`${name} twice`);
    found[name] = unescaped(value);
  }
  return found;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function unescaped(text: string): string {
  return text.replace(/&([^;&\s]*;?)/g, (whole, name: string) => {
    const character = name.endsWith(";") ? entities[name.slice(0, -1)] : undefined;
    if (character === undefined) throw new Error(`unknown entity ${whole}`);
    return character;
  });
}
