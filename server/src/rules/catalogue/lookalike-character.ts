/** Typographic quotes, full-width punctuation and odd blanks, as web pages put them in: the daemons take them for letters. */
import type { Verdict } from "../../catalogue/entry.ts";
import { type Directive, headSpan, type Word, walk } from "../../syntax/tree.ts";
import type { Edit } from "../../text/edit.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type Fix, fileRule } from "../rule.ts";

/** What each of them stands for; the full-width forms of ASCII follow ASCII's own order. */
const quotes: Readonly<Record<string, string>> = { "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'" };
const anyLookalike = /[“”„‘’\uff01-\uff5e\u3000\u00a0\u2000-\u200b]|^[–—−](?=\w)/gu;
const han = /\p{Script=Han}/u;

export const lookalikeCharacter = fileRule({
  name: "lookalike-character",
  group: "catalogue",
  code: { keepalived: "KA280", nginx: "NG280", haproxy: "HA280" },
  severity: "error",
  daemon: "silent",
  outdoes: [
    "unknown-directive",
    "surplus-argument",
    "unknown-value",
    "invalid-value",
    "comment-without-marker",
    "unquoted-command",
  ],
  check({ file }, report) {
    if (file.text.search(/[–—−“”„‘’\uff01-\uff5e\u3000\u00a0\u2000-\u200b]/) < 0) return;
    for (const { node } of walk(file.tree)) {
      if (node.kind !== "directive") continue;
      const words = node.words.filter((word) => isMistaken(file, word));
      if (words.length === 0) continue;
      const fix: Fix = {
        title: { id: "fix" },
        safety: "safe",
        edits: words.flatMap((word) => editsOf(file, word)),
      };
      const daemon = verdictOn(file, node);
      for (const word of words) {
        const [character = ""] = textOf(file, word).match(anyLookalike) ?? [];
        const ascii = asciiOf(character);
        const blank = ascii.trim() === "";
        report({ file, span: word }, blank ? "blank" : "lookalike", {
          params: { character: blank ? codeOf(character) : character, ascii },
          daemon,
          severity: daemon === "reject" ? "error" : "warning",
          fixes: [fix],
        });
      }
    }
  },
});

/** True of a word that no daemon reads as it looks; prose in a script that has such punctuation is left alone. */
function isMistaken(file: SourceFile, word: Word): boolean {
  const text = textOf(file, word);
  if (word.quoted || text.search(anyLookalike) < 0) return false;
  if (han.test(text)) return file.dialect.id === "nginx" && /[；｛｝]$/.test(text);
  return !file.checked.problems.some(
    ({ start, end }) =>
      start <= word.start && word.end <= end && /^[“‘（].*\s/.test(file.text.slice(start, end)),
  );
}

function editsOf(file: SourceFile, word: Word): Edit[] {
  return [...textOf(file, word).matchAll(anyLookalike)].map(({ 0: character, index }) => ({
    span: { start: word.start + index, end: word.start + index + character.length },
    text: asciiOf(character),
  }));
}

function asciiOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code === 0x200b) return "";
  if (/[–—−]/.test(character)) return "-";
  return quotes[character] ?? " ";
}

function codeOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** What the daemon does with the directive as it stands. */
function verdictOn({ checked, tree }: SourceFile, directive: Directive): Verdict {
  const { start, end } = headSpan(directive);
  const touches = (at: { readonly start: number; readonly end: number }) =>
    at.start <= end && at.end >= start;
  if (tree.problems.some(touches)) return "reject";
  const verdicts = checked.problems.filter(touches).map(({ verdict }) => verdict);
  return verdicts.find((one) => one === "reject") ?? verdicts.find((one) => one === "warn") ?? "silent";
}

function textOf(file: SourceFile, word: Word): string {
  return file.text.slice(word.start, word.end);
}
