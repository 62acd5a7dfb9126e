/** What an editor offers on a finding: its fixes, and a comment that takes the finding back. */
import type { Finding } from "../lint/finding.ts";
import { fixOnce } from "../lint/fix.ts";
import { textOf } from "../lint/wording.ts";
import { changeBetween, type EditedText } from "../text/edit.ts";
import type { Locale } from "../text/locale.ts";
import type { Span } from "../text/span.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { say } from "./say.ts";

export interface CodeAction {
  readonly title: string;
  readonly kind: "fix" | "allow" | "fix-all";
  /** The finding it answers; absent for what concerns the whole file. */
  readonly finding?: Finding;
  /** The action that a person most likely wants. */
  readonly preferred: boolean;
  readonly edits: readonly FileEdit[];
}

export interface FileEdit {
  readonly file: EditedText;
  readonly span: Span;
  readonly text: string;
}

/** Actions for the findings that touch a span. */
export function codeActionsAt(
  file: SourceFile,
  findings: readonly Finding[],
  at: Span,
  locale: Locale = "en",
): CodeAction[] {
  const here = findings.filter((f) => f.file === file && f.span.start <= at.end && at.start <= f.span.end);
  return [...here.flatMap((f) => fixActions(f, locale)), ...here.flatMap((f) => allowances(f, locale))];
}

/** One action with all safe fixes of a file's findings that do not get in each other's way. */
export function fixAllAction(
  file: SourceFile,
  findings: readonly Finding[],
  locale: Locale = "en",
): CodeAction | undefined {
  const own = findings.filter((finding) => finding.file === file);
  const text = fixOnce(own, "safe", (path) => path === file.path).texts.get(file);
  if (text === undefined) return undefined;
  const edits = [{ file, ...changeBetween(file.text, text) }];
  return { title: say(locale, "fix-all"), kind: "fix-all", preferred: false, edits };
}

/** One action for each fix of a finding. */
export function fixActions(finding: Finding, locale: Locale): CodeAction[] {
  return finding.fixes
    .filter((fix) => fix.edits.length > 0)
    .map((fix, index) => ({
      title: textOf(finding.rule, fix.title, locale),
      kind: "fix",
      finding,
      preferred: index === 0 && fix.safety === "safe",
      edits: fix.edits.map((edit) => ({ file: edit.file ?? finding.file, span: edit.span, text: edit.text })),
    }));
}

function allowances(finding: Finding, locale: Locale): CodeAction[] {
  const { file } = finding;
  const { name } = finding.rule;
  const { line } = file.lines.position(finding.span.start);
  const { start } = file.lines.lineSpan(line);
  if (!canTakeComment(file, start)) return [];
  const eol = file.text.includes("\r\n") ? "\r\n" : "\n";
  const indent = /^[ \t]*/.exec(file.lines.lineText(line))?.[0] ?? "";
  const comment = { file, span: { start, end: start }, text: `${indent}# kalint: allow=${name}${eol}` };
  return [
    {
      title: say(locale, "allow-here", { rule: name }),
      kind: "allow",
      finding,
      preferred: false,
      edits: [joined(file, line, name) ?? comment],
    },
  ];
}

/** A comment alone on the line above that allows other findings already takes the name up. */
function joined(file: SourceFile, line: number, name: string): FileEdit | undefined {
  if (line === 0) return undefined;
  const above = file.lines.lineSpan(line - 1);
  const match = /^\s*[#!]\s*kalint:\s*allow=[\w,-]+/.exec(file.lines.lineText(line - 1));
  if (match === null) return undefined;
  const at = above.start + match[0].length;
  return { file, span: { start: at, end: at }, text: `,${name}` };
}

/** A line that begins inside a quoted word or a piece in another language has no room for a comment above it. */
function canTakeComment(file: SourceFile, lineStart: number): boolean {
  for (const { directive } of file.checked.known.values()) {
    if (directive.start > lineStart) break;
    const { opaque } = directive.body ?? {};
    if (opaque !== undefined && opaque.start < lineStart && lineStart < opaque.end) return false;
    if (directive.words.some((w) => w.start < lineStart && lineStart < w.end)) return false;
  }
  return true;
}
