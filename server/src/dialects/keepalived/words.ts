/** What a word's text means to the daemon: quotes, escaped marks, variables; and whether it can be known at all. */
import type { Word } from "../../syntax/tree.ts";
import type { TreeBuilder } from "../../syntax/tree-builder.ts";
import type { Span } from "../../text/span.ts";
import { mayFollow, variablesIn } from "./variables.ts";

/** Longest text that variables are expanded to, and most that are put in for one word; more is taken as unknown. */
const maxExpansion = 4096;
const maxSteps = 200;

/** The `$NAME=value` definitions seen so far: a later line sees the latest. */
export class Variables {
  readonly #values = new Map<string, string>();
  #bracesPutIn = false;

  /** True where braces came out of a variable: those that are written are not all that the daemon reads. */
  get bracesPutIn(): boolean {
    return this.#bracesPutIn;
  }

  define(name: string, value: string): void {
    this.#values.set(name, value);
  }

  /** From here on its value is not known. */
  doubt(name: string): void {
    this.#values.delete(name);
  }

  doubtAll(): void {
    this.#values.clear();
  }

  /** The word that stands at `span`; `text` is its text without quotes, `next` the character behind that. */
  word(span: Span, text: string, quoted: boolean, next: string): Word {
    // Nearly every word is plain.
    if (!/[\\{<@$]/.test(text)) return { start: span.start, end: span.end, value: text, quoted };
    const plain = text.includes("\\") && !quoted ? text.replace(/\\([#!])/g, "$1") : text;
    if (hasTemplate(plain))
      return { ...span, value: plain, quoted, unknown: isTemplate(plain) && !quoted ? "several" : "value" };
    if (!plain.includes("$")) return { ...span, value: plain, quoted };
    const expanded = this.#expand(plain, quoted, next, { left: maxSteps });
    if (expanded === undefined) return { ...span, value: plain, quoted, unknown: "value" };
    // Unquoted, the daemon splits and comments the line once more after putting the value in.
    if (!quoted && expanded !== plain && /[\s"#!{}]/.test(expanded)) {
      this.#bracesPutIn ||= /[{}]/.test(expanded);
      return { ...span, value: plain, quoted, unknown: "several" };
    }
    return { ...span, value: expanded, quoted };
  }

  #expand(text: string, quoted: boolean, next: string, steps: { left: number }): string | undefined {
    if (steps.left-- <= 0) return undefined;
    let unknown = false;
    let end = 0;
    let expanded = "";
    for (const { written, name, at, isBare } of variablesIn(text)) {
      expanded += text.slice(end, at);
      end = at + written.length;
      const value = this.#values.get(name);
      const inner = value === undefined ? builtIn(name) : this.#expand(value, false, "\n", steps);
      if (isBare && !mayFollow(text[end] ?? next)) {
        // Glued to other text the daemon takes the bare form as it stands; outside of quotes that is never meant.
        unknown ||= !quoted;
        expanded += written;
      } else if (inner === undefined) {
        // In quotes a bare name is as a rule one of a program's own.
        unknown ||= !quoted || !isBare;
        expanded += written;
      } else {
        unknown ||= quoted && inner.includes("\n");
        expanded += inner;
      }
    }
    expanded += text.slice(end);
    return unknown || expanded.length > maxExpansion ? undefined : expanded;
  }
}

function builtIn(name: string): string | undefined {
  if (name === "_HASH") return "#";
  return name === "_BANG" ? "!" : undefined;
}

function hasTemplate(text: string): boolean {
  return text.includes("{{") || text.includes("<%=") || /@[A-Za-z_]\w*@/.test(text);
}

function isTemplate(text: string): boolean {
  return /^(?:\{\{.*\}\}|<%=.*%>|@[A-Za-z_]\w*@)$/.test(text);
}

/** A word in double quotes; `image` has them, the last one perhaps not. */
export function quotedWord(span: Span, image: string, variables: Variables, builder: TreeBuilder): Word {
  const closed = image.length > 1 && image.endsWith('"');
  if (!closed) reportUnclosed(span, '"', builder);
  const text = image.slice(1, closed ? -1 : undefined).replace(/\r$/, "");
  return variables.word(span, text, true, closed ? '"' : "\n");
}

/** The words of a line whose keyword takes a command: single quotes group too, a backslash takes a blank or a quote as it is. */
export function commandWords(
  text: string,
  start: number,
  end: number,
  variables: Variables,
  builder: TreeBuilder,
): Word[] {
  const words: Word[] = [];
  let at = start;
  while (at < end) {
    const c = text[at] ?? "";
    if (isBlank(c)) {
      at++;
    } else if (c === '"' || c === "'") {
      const close = closingQuote(text, at + 1, end, c);
      const span = { start: at, end: close === undefined ? end : close + 1 };
      if (close === undefined) reportUnclosed(span, c, builder);
      push(words, variables.word(span, text.slice(at + 1, close ?? end), true, c));
      at = span.end;
    } else {
      const from = at;
      while (at < end && !isBlank(text[at] ?? "") && text[at] !== '"' && text[at] !== "'")
        at += text[at] === "\\" ? 2 : 1;
      at = Math.min(at, end);
      push(words, variables.word({ start: from, end: at }, text.slice(from, at), false, text[at] ?? "\n"));
    }
  }
  return words;
}

/** Pieces without a blank between them are one word: `""/a/b""` is `/a/b`. */
function push(words: Word[], piece: Word): void {
  const last = words.at(-1);
  if (last === undefined || last.end !== piece.start) {
    words.push(piece);
    return;
  }
  const unknown = last.unknown ?? piece.unknown;
  words[words.length - 1] = {
    start: last.start,
    end: piece.end,
    value: last.value + piece.value,
    quoted: last.quoted || piece.quoted,
    ...(unknown === undefined ? {} : { unknown }),
  };
}

function closingQuote(text: string, from: number, end: number, quote: string): number | undefined {
  for (let at = from; at < end; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at;
  }
  return undefined;
}

function reportUnclosed(span: Span, quote: string, builder: TreeBuilder): void {
  builder.problem({ kind: "unclosed-quote", ...span, insert: { at: span.end, text: quote } });
}

function isBlank(c: string): boolean {
  return c === " " || c === "\t" || c === "\r" || c === "\f" || c === "\v" || c === "\0";
}
