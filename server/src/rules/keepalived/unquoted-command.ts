/** A command with arguments and without quotes: keepalived takes its first word, and what follows for a user or for nothing. */
import type { Word } from "../../syntax/tree.ts";
import { type Fix, replace } from "../rule.ts";
import { looksLikeComment } from "./comment-text.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { scriptWords } from "./script-words.ts";

export const unquotedCommand = keepalivedRule({
  name: "unquoted-command",
  code: "KA273",
  severity: "error",
  daemon: "silent",
  outdoes: ["surplus-argument"],
  check({ file }, report) {
    for (const { word, directive, entry } of scriptWords(file)) {
      const rest = directive.words.slice(2);
      const [next] = rest;
      const last = rest.at(-1);
      if (next === undefined || last === undefined || word.quoted || directive.words[1] !== word) continue;
      if ([word, ...rest].some((one) => one.unknown !== undefined)) continue;
      const text = file.text.slice(next.start, last.end);
      if (looksLikeComment(text)) continue;
      const takesUser = entry.args.includes("<user>");
      if (takesUser && rest.length <= 2 && !rest.some(isNoUser)) continue;
      const whole = { start: word.start, end: last.end };
      report({ file, span: { start: next.start, end: last.end } }, takesUser ? "user" : "dropped", {
        params: { arguments: text, program: word.value, word: next.value },
        fixes: quoted(file.text.slice(whole.start, whole.end), whole),
      });
    }
  },
});

/** The states that notify scripts are told, and what is no word. */
function isNoUser({ value }: Word): boolean {
  return /^(?:master|backup|fault|stop|start|up|down|notify)$|[\s/:=$]|^-/i.test(value);
}

function quoted(text: string, at: { readonly start: number; readonly end: number }): Fix[] {
  const quote = text.includes('"') ? "'" : '"';
  if (text.includes(quote) || text.includes("\\")) return [];
  return [replace({ id: "quote" }, "safe", at, quote + text + quote)];
}
