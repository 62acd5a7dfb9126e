/** A prefix that is written as a regular expression: without `~` nginx looks for a path with just these characters. */
import { readLocation } from "../../dialects/nginx/location.ts";
import { replace } from "../rule.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const patternInPrefix = nginxRule({
  name: "pattern-in-prefix",
  code: "NG330",
  severity: "warning",
  daemon: "silent",
  check({ file }, report) {
    for (const { directive } of called(file, "location")) {
      const args = directive.words.slice(1);
      const [word] = args;
      const location = readLocation(args);
      if (word === undefined || args.length > 1 || word.unknown !== undefined || location?.kind !== "prefix")
        continue;
      if (!/^\^|\$$|\\|\.\*|\.\+|\([^)]*\||\*$|\[[^\]]*-[^\]]*\]/.test(word.value)) continue;
      const isGlob = /^[^\\^$()|+]*\*$/.test(word.value);
      const text = isGlob ? word.value.replace(/\*$/, "") : `~ ${file.text.slice(word.start, word.end)}`;
      report({ file, span: word }, isGlob ? "glob" : "regex", {
        fixes: text === "" ? [] : [replace({ id: "fix", params: { text } }, "unsafe", word, text)],
      });
    }
  },
});
