/**
 * Texts to insert with places to fill in, in the snippet notation of editors: `${1:name}` is a place, `$0` where the
 * cursor ends.
 */
import type { Entry } from "../catalogue/entry.ts";
import { type Form, parseForm, type Value } from "../catalogue/form.ts";
import type { BlockStyle } from "./block-style.ts";

/** Gives the text shown in a place of this value. */
export type Placeholder = (value: Value) => string;

/** A block with its needed arguments as places. */
export function blockSnippet(entry: Entry, style: BlockStyle, placeholder: Placeholder): string {
  const head = [escaped(entry.name), ...places(entry, placeholder)].join(" ");
  return style.braces ? `${head} {\n\t$0\n}` : `${head}\n\t$0`;
}

/** A statement that a mark ends; the cursor goes before the mark. */
export function statementSnippet(entry: Entry, style: BlockStyle): string {
  const head = escaped(entry.name);
  return entry.args === "" ? `${head}${style.terminator}` : `${head} $0${style.terminator}`;
}

/** A word made of a name and something in parentheses. */
export function parenSnippet(entry: Entry): string {
  return `${escaped(entry.name)}($1)$0`;
}

export function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** Places for what must stand behind the name, up to the first thing that may be left out. */
function places(entry: Entry, placeholder: Placeholder): string[] {
  const found: string[] = [];
  collect(parseForm(entry.args), placeholder, found);
  return found;
}

/** False where the form goes on with something that may be left out. */
function collect(form: Form, placeholder: Placeholder, found: string[]): boolean {
  switch (form.kind) {
    case "literal":
      found.push(escaped(form.text));
      return true;
    case "value":
      found.push(
        `${escaped(form.prefix)}\${${found.filter(isPlace).length + 1}:${escaped(placeholder(form))}}`,
      );
      return true;
    case "sequence":
      return form.items.every((item) => collect(item, placeholder, found));
    case "choice":
      return collect(form.options.find(isFree) ?? form.options[0] ?? { kind: "rest" }, placeholder, found);
    case "repeat":
      if (form.atLeastOnce) collect(form.item, placeholder, found);
      return false;
    case "optional":
    case "rest":
    case "entry":
      return false;
  }
}

/** Of several ways to write a block the one that begins with a value is the common one; a keyword there picks a variant. */
function isFree(form: Form): boolean {
  return form.kind === "value" || (form.kind === "sequence" && form.items[0]?.kind === "value");
}

function isPlace(text: string): boolean {
  return text.includes("${");
}
