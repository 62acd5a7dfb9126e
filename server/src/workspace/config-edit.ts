/** Writes a cluster into the text of a kalint.json, and nothing else of it anew. */
import type { Edit } from "../text/edit.ts";
import type { ConfiguredCluster } from "./config.ts";

/** The edit that adds the cluster; `undefined` where the text is no JSON object that it would fit in. */
export function addCluster(text: string, cluster: ConfiguredCluster): Edit | undefined {
  if (text.trim() === "") {
    return { span: { start: 0, end: text.length }, text: `${laidOut({ clusters: [cluster] })}\n` };
  }
  const root = readObject(text);
  if (root === undefined) return undefined;
  const indent = indentOf(text);
  const { members, end } = root;
  const clusters = members.findLast(({ key }) => key === "clusters");
  if (clusters === undefined) {
    const added = `"clusters": ${laidOut([cluster], indent, indent)}`;
    return insertLast(text, members.at(-1)?.end, root.start, end, indent, added);
  }
  const list = readList(text, clusters.start);
  if (list === undefined) return undefined;
  const inner =
    indentBefore(text, list.last?.start) ?? `${indentBefore(text, clusters.at) ?? indent}${indent}`;
  return insertLast(text, list.last?.end, list.start, list.end, inner, laidOut(cluster, indent, inner));
}

/** JSON as people write it: what holds lists of texts and no more is on one line. */
export function laidOut(value: unknown, indent = "  ", outer = ""): string {
  const flat = onOneLine(value);
  if (depthOf(value) <= 2 && outer.length + flat.length <= 100) return flat;
  const inner = outer + indent;
  const items = entriesOf(value).map(([key, item]) => `${inner}${key}${laidOut(item, indent, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${items.join(",\n")}\n${outer}${close}`;
}

function onOneLine(value: unknown): string {
  const items = entriesOf(value).map(([key, item]) => `${key}${onOneLine(item)}`);
  if (Array.isArray(value)) return `[${items.join(", ")}]`;
  return items.length === 0 ? JSON.stringify(value) : `{ ${items.join(", ")} }`;
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** What a list or an object holds, each with what stands before it. */
function entriesOf(value: unknown): readonly (readonly [key: string, item: unknown])[] {
  if (typeof value !== "object" || value === null) return [];
  const items: readonly [string, unknown][] = Object.entries(value);
  return Array.isArray(value)
    ? items.map(([, item]) => ["", item] as const)
    : items.map(([key, item]) => [`${JSON.stringify(key)}: `, item] as const);
}

/** Puts an item behind the last of a list or an object, or into an empty one, on a line of its own. */
function insertLast(
  text: string,
  last: number | undefined,
  start: number,
  end: number,
  indent: string,
  item: string,
): Edit {
  if (last !== undefined) return { span: { start: last, end: last }, text: `,\n${indent}${item}` };
  const closing = indentBefore(text, start) ?? indentOfLine(text, start);
  return { span: { start: start + 1, end: end - 1 }, text: `\n${indent}${item}\n${closing}` };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Member extends Span {
  readonly key: string;
  /** Where the key stands. */
  readonly at: number;
}

/** The object that a text is, with its members in the order they come; `undefined` where it is none. */
function readObject(text: string): (Span & { readonly members: readonly Member[] }) | undefined {
  try {
    JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
  const start = skipBlank(text, text.startsWith("\ufeff") ? 1 : 0);
  if (text[start] !== "{") return undefined;
  const members: Member[] = [];
  let at = skipBlank(text, start + 1);
  while (text[at] !== "}") {
    const keyEnd = valueEnd(text, at);
    const key = String(JSON.parse(text.slice(at, keyEnd)));
    const value = skipBlank(text, skipBlank(text, keyEnd) + 1);
    const end = valueEnd(text, value);
    members.push({ key, at, start: value, end });
    at = skipBlank(text, end);
    if (text[at] === ",") at = skipBlank(text, at + 1);
  }
  return { start, end: at + 1, members };
}

/** The list that stands at a place, with its last item. */
function readList(text: string, start: number): (Span & { readonly last: Span | undefined }) | undefined {
  if (text[start] !== "[") return undefined;
  let last: Span | undefined;
  let at = skipBlank(text, start + 1);
  while (text[at] !== "]") {
    last = { start: at, end: valueEnd(text, at) };
    at = skipBlank(text, last.end);
    if (text[at] === ",") at = skipBlank(text, at + 1);
  }
  return { start, end: at + 1, last };
}

/** Where the value ends that begins at a place. The text is known to be JSON. */
function valueEnd(text: string, start: number): number {
  const pattern = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s,:"[\]{}]+/gs;
  pattern.lastIndex = start;
  for (let depth = 0; ; ) {
    const match = pattern.exec(text);
    if (match === null) return text.length;
    if (match[0] === "[" || match[0] === "{") depth++;
    if (match[0] === "]" || match[0] === "}") depth--;
    if (depth === 0) return pattern.lastIndex;
  }
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? "")) at++;
  return at;
}

/** What the text is indented by: that of its first indented line. */
function indentOf(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
}

/** The blanks before what stands first on its line; `undefined` where something else does. */
function indentBefore(text: string, at: number | undefined): string | undefined {
  if (at === undefined) return undefined;
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return line.trim() === "" ? line : undefined;
}

function indentOfLine(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", at - 1) + 1))?.[0] ?? "";
}
