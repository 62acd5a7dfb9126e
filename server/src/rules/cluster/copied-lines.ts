/** Edits that bring lines from one node's file into another's, or take lines out of it. */
import type { Part } from "../../ha/virtual-routers.ts";
import { applyEdits, type Edit } from "../../text/edit.ts";
import { leadingBlanks, lineStart, wholeLines } from "../../text/line-start.ts";
import type { Span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Fix, Message } from "../rule.ts";

export type FileEdit = Edit & { readonly file: SourceFile };

/** One unsafe fix of all these edits; none where one of them can not be made. */
export function fixOf(title: Message, ...edits: readonly (FileEdit | undefined)[]): Fix[] {
  const made = edits.filter((edit) => edit !== undefined);
  return made.length === 0 || made.length < edits.length ? [] : [{ title, safety: "unsafe", edits: made }];
}

/** Lines below the one that a place ends on, as far indented; `undefined` where more stands on that line. */
export function linesBelow(file: SourceFile, at: Span, lines: readonly string[]): FileEdit | undefined {
  const { text } = file;
  const found = text.indexOf("\n", at.end);
  const end = found < 0 ? text.length : text[found - 1] === "\r" ? found - 1 : found;
  if (!/^[^\S\n]*(?:[#!].*)?$/.test(text.slice(at.end, end))) return undefined;
  const indent = leadingBlanks(text, at.start);
  const added = lines.map((line) => lineBreak(file) + indented(line, indent)).join("");
  return { file, span: { start: end, end }, text: added };
}

/** Lines above the one that a place begins on, as far indented; `undefined` where something stands before it. */
export function linesAbove(file: SourceFile, at: Span, lines: readonly string[]): FileEdit | undefined {
  const start = lineStart(file.text, at.start);
  const indent = file.text.slice(start, at.start);
  if (indent.trim() !== "") return undefined;
  const added = lines.map((line) => indented(line, indent) + lineBreak(file)).join("");
  return { file, span: { start, end: start }, text: added };
}

/** Lines among the first settings of an instance. */
export function linesInInstance({ file, instance }: Part, ...lines: readonly string[]): FileEdit | undefined {
  const { priority, virtualRouterId, interface: link, state } = instance;
  const anchor = priority ?? virtualRouterId ?? link ?? state;
  return anchor && linesBelow(file, anchor.span, lines);
}

/** The text that takes the place of another, written over several lines as far indented as the first. */
export function textInstead(file: SourceFile, at: Span, lines: readonly string[]): FileEdit {
  const indent = leadingBlanks(file.text, at.start);
  const [first = "", ...others] = lines;
  const text = [first, ...others.map((line) => indented(line, indent))].join(lineBreak(file));
  return { file, span: { start: at.start, end: at.end }, text };
}

/** The lines of a block without the indentation of its first, with changes of words in it. */
export function linesOfBlock(file: SourceFile, block: Span, changes: readonly Edit[] = []): string[] {
  const indent = leadingBlanks(file.text, block.start);
  const shifted = changes.map(({ span: { start, end }, text }) => ({
    span: { start: start - block.start, end: end - block.start },
    text,
  }));
  return applyEdits(file.text.slice(block.start, block.end), shifted)
    .split(/\r?\n/)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
}

/** What a place names is taken out, with its line where nothing else stands on it. */
export function takenOut(file: SourceFile, at: Span): FileEdit {
  return { file, span: wholeLines(file.text, at), text: "" };
}

function indented(line: string, indent: string): string {
  return line === "" ? "" : indent + line;
}

function lineBreak({ text }: SourceFile): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
