/** A path that is written as a regular expression: without `~` nginx looks for just these characters. */
import { type LocationKind, readLocation } from "../../dialects/nginx/location.ts";
import { replace } from "../rule.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

/** Which message a regular expression gets behind no modifier, `=` and `^~`. */
const messages: Partial<Readonly<Record<LocationKind, string>>> = {
  prefix: "regex",
  exact: "exact",
  "prefix-final": "final",
};

export const patternInPrefix = nginxRule({
  name: "pattern-in-prefix",
  code: "NG330",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive } of called(subject, "location")) {
      const args = directive.words.slice(1);
      const word = args.at(-1);
      const location = readLocation(args);
      if (word === undefined || location === undefined || args.some((one) => one.unknown !== undefined))
        continue;
      const { kind, path } = location;
      const message = messages[kind];
      if (message === undefined || !/^\^|\$$|\\|\.\*|\.\+|\([^)]*\||\*$|\[[^\]]*-[^\]]*\]/.test(path))
        continue;
      const isGlob = /^[^\\^$()|+]*\*$/.test(path);
      // `=^/path$`: the modifier is a part of the word.
      const glued = args.length > 1 ? 0 : word.value.length - path.length;
      const bare = file.text.slice(word.start + glued, word.end);
      const modifier = kind === "prefix-final" ? "^~ " : "";
      const text = isGlob ? `${modifier}${path.replace(/\*$/, "")}` : `~ ${bare}`;
      const span = { start: args[0]?.start ?? word.start, end: word.end };
      report({ file, span: word }, isGlob ? (kind === "exact" ? "exact-glob" : "glob") : message, {
        fixes:
          text === modifier || (glued > 0 && word.quoted)
            ? []
            : [replace({ id: "fix", params: { text } }, "unsafe", span, text)],
      });
    }
  },
});
