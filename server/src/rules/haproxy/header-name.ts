/** A header name with characters that no name has: most often the colon of `Host: …`, which HAProxy writes itself. */
import type { Word } from "../../syntax/tree.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type Fix, replace } from "../rule.ts";
import { haproxyRule, type Line, sectionsHere } from "./haproxy-rule.ts";

const rulesets = new Set(["http-request", "http-response", "http-after-response"]);

/** Actions that make a header, and those that look for one; the daemon warns of the first. */
const making = new Set(["set-header", "add-header", "early-hint"]);
const seeking = new Set(["del-header", "replace-header", "replace-value"]);

export const headerName = haproxyRule({
  name: "header-name",
  code: "HA366",
  severity: "warning",
  daemon: "warn",
  needs: ["-header", "replace-value", "early-hint"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const section of sectionsHere(subject)) {
      for (const line of section.lines) {
        const name = rulesets.has(line.keyword) ? nameIn(line) : undefined;
        const wrong = name === undefined ? undefined : forbidden.exec(name.value)?.[0];
        if (name === undefined || wrong === undefined) continue;
        const makes = making.has(line.directive.words[1]?.value ?? "");
        report({ file, span: name }, `${kindOf(name)}-${makes ? "made" : "sought"}`, {
          params: { name: name.value, character: spell(wrong) },
          daemon: makes && file.target !== "2.6" ? "warn" : "silent",
          fixes: withoutColon(file, name),
        });
      }
    }
  },
});

/** All but the characters of a token, as the daemon has them; it lets a colon pass in front. */
const forbidden = /(?!^:)[^-!#$%&'*+.^_`|~0-9A-Za-z\u0080-\uffff]/;

function nameIn({ directive: { words }, known }: Line): Word | undefined {
  const [, action, name] = words;
  if (action === undefined || name === undefined || name.unknown !== undefined || known.conditional)
    return undefined;
  if (!making.has(action.value) && !seeking.has(action.value)) return undefined;
  // With `-m` it is a pattern, and that may have any character.
  return action.value === "del-header" && words[3]?.value === "-m" ? undefined : name;
}

function kindOf({ value }: Word): "colon" | "expression" | "character" {
  if (/^[^:]+:$/.test(value) && forbidden.exec(value)?.[0] === ":") return "colon";
  return value.includes("%[") ? "expression" : "character";
}

function spell(character: string): string {
  const isVisible = character > " " && character !== "\x7f";
  return isVisible ? character : `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

function withoutColon({ text }: SourceFile, name: Word): readonly Fix[] {
  const at = text.lastIndexOf(":", name.end);
  if (kindOf(name) !== "colon" || at < name.start) return [];
  return [
    replace({ id: "fix", params: { name: name.value.slice(0, -1) } }, "safe", { start: at, end: at + 1 }, ""),
  ];
}
