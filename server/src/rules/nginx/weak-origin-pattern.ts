/** A pattern for an Origin or a Referer that another site's name fits as well: a dot that is any character, no end. */
import type { Word } from "../../syntax/tree.ts";
import { span } from "../../text/span.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const weakOriginPattern = nginxRule({
  name: "weak-origin-pattern",
  code: "NG309",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive } of called(subject, "if")) {
      const [, subject, operator, pattern] = directive.words;
      if (
        !/^\(?\$http_(?:origin|referer)$/.test(subject?.value ?? "") ||
        !/^!?~\*?$/.test(operator?.value ?? "")
      )
        continue;
      if (pattern !== undefined) check(pattern, pattern.value.replace(/\)$/, ""));
    }
    for (const { directive } of called(subject, "map")) {
      if (!/^\$http_(?:origin|referer)$/.test(directive.words[1]?.value ?? "")) continue;
      for (const line of directive.body?.children ?? []) {
        const key = line.kind === "directive" ? line.words[0] : undefined;
        if (key !== undefined && /^~/.test(key.value)) check(key, key.value.replace(/^~\*?/, ""));
      }
    }

    function check(word: Word, expression: string): void {
      const weakness = word.unknown === undefined ? weaknessOf(expression) : undefined;
      if (weakness === undefined) return;
      report({ file, span: span(word.start, word.end) }, weakness.message, {
        params: { example: weakness.example },
      });
    }
  },
});

interface Weakness {
  readonly message: "dot" | "end" | "start";
  /** A foreign site that fits. */
  readonly example: string;
}

/** Looks at patterns whose host is spelt out: of a host that is itself a group or a class nothing is said. */
function weaknessOf(expression: string): Weakness | undefined {
  const [, start, scheme = "", host = "", end = ""] =
    /^(\^)?((?:https?\??|\(\??:?https?\??\)|https\?):\\?\/\\?\/)?((?:\([^()|]*\)[?*]?)?[a-z0-9-]+(?:\\?\.[a-z0-9-]+)+)(.*)$/i.exec(
      expression,
    ) ?? [];
  if (host === "") return undefined;
  const plain = host.replace(/^\([^)]*\)[?*]?/, "").replaceAll("\\.", ".");
  const dot = /[a-z0-9](?<!\\)\.([a-z0-9])/i.exec(host.replace(/^\([^)]*\)[?*]?/, ""));
  if (dot !== null) return { message: "dot", example: `https://${plain.replace(".", "x")}` };
  if (end === "") return { message: "end", example: `https://${plain}.attacker.example` };
  return start === undefined && scheme === ""
    ? { message: "start", example: `https://attacker-${plain}` }
    : undefined;
}
