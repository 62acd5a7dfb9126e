/**
 * Puts a file into shape: a directive a line, blocks and sections indented, blanks gone where nothing follows. Only the
 * blanks and line breaks between the pieces of a text ever change, so no word, comment or brace can be lost, and what
 * the daemon reads stays the same. How a file is laid out depends on how its dialect writes a block.
 */
import type { Dialect } from "../dialect.ts";
import type { Edit } from "../text/edit.ts";
import { lineStart } from "../text/line-start.ts";
import { type Span, span } from "../text/span.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { blockStyle } from "./block-style.ts";
import { blockEdits } from "./format/block-layout.ts";
import { sectionEdits } from "./format/section-layout.ts";
import { statementEdits } from "./format/statement-layout.ts";

export interface FormatOptions {
  /** What a block or a section is indented by; absent: what the file uses mostly. */
  readonly indent?: string;
  /** Words of neighbouring lines are put into columns, where the dialect's layout can do that. */
  readonly align?: boolean;
}

/** Why a file is left as it is. */
export type Unformattable =
  | { readonly reason: "template" | "variable" | "unclosed-statement"; readonly at: number }
  | { readonly reason: "unclosed-block" | "stray-brace"; readonly at: number; readonly text: string };

/** Why a file can not be formatted, or nothing where it can. */
export function unformattable({ dialect, tree, text }: SourceFile): Unformattable | undefined {
  const tag = tree.comments.find(({ kind }) => kind === "template-tag")?.start ?? controlTag(text);
  if (tag !== undefined) return { reason: "template", at: tag };
  for (const { kind, start, params } of tree.problems) {
    if (kind === "missing-terminator" || kind === "unclosed-quote") {
      // Where statements have an end of their own, one that lacks it has taken in what follows.
      if (blockStyle(dialect).terminator !== "") return { reason: "unclosed-statement", at: start };
    }
    if (kind !== "unclosed-block" && kind !== "stray-brace") continue;
    // Braces out of variables are missing among those that are written.
    if (tree.templated) return { reason: "variable", at: start };
    return { reason: kind, at: start, text: params?.name ?? params?.brace ?? "" };
  }
  return undefined;
}

/** What changes where, to format a file or the lines that a range touches; nothing where it can not be formatted. */
export function formatEdits(file: SourceFile, options: FormatOptions = {}, range?: Span): Edit[] {
  if (unformattable(file) !== undefined) return [];
  const edits = layoutOf(file.dialect)(file, options.indent, options.align === true);
  if (range === undefined) return edits;
  const lines = wholeLines(file.text, range);
  return edits.filter((edit) => lines.start <= edit.span.start && edit.span.end <= lines.end);
}

/** Gives the edits for a whole file; without an indent the file's own is found. */
type Layout = (file: SourceFile, indent: string | undefined, aligns: boolean) => Edit[];

/** How files of a dialect are laid out. */
function layoutOf(dialect: Dialect): Layout {
  const { braces, terminator } = blockStyle(dialect);
  if (!braces) return sectionEdits;
  return terminator === "" ? blockEdits : statementEdits;
}

/** Go templates and their kin branch and repeat in double braces. */
function controlTag(text: string): number | undefined {
  const at = text.search(
    /\{\{[-~]?\s*(?:(?:if|else|end|range|with|define|block|template|unless|each)\b|[#/^])/,
  );
  return at < 0 ? undefined : at;
}

/** A range that ends at the start of a line does not mean that line. */
function wholeLines(text: string, { start, end }: Span): Span {
  const last = end > start && text[end - 1] === "\n" ? end - 1 : end;
  const after = text.indexOf("\n", last);
  return span(lineStart(text, start), after < 0 ? text.length : after);
}
