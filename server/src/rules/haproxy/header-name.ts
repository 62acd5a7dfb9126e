/** A header name with characters that no name has: most often the colon of `Host: …`, which HAProxy writes itself. */
import type { Word } from "../../syntax/tree.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type Fix, replace } from "../rule.ts";
import { haproxyRule, type Line, sectionsHere } from "./haproxy-rule.ts";

/** Actions that make a header, and those that look for one; the daemon warns of the first. */
const making = new Set(["set-header", "add-header", "early-hint"]);
const seeking = new Set(["del-header", "replace-header", "replace-value"]);

export const headerName = haproxyRule({
  name: "header-name",
  code: "HA366",
  severity: "warning",
  daemon: "warn",
  needs: ["header", "hdr", "replace-value", "early-hint"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const section of sectionsHere(subject)) {
      for (const line of section.lines) {
        for (const { name, makes, isWarned } of line.known.conditional ? [] : namesIn(line)) {
          const wrong = name.unknown === undefined ? forbidden.exec(name.value)?.[0] : undefined;
          if (wrong === undefined) continue;
          report({ file, span: name }, `${kindOf(name)}-${makes ? "made" : "sought"}`, {
            params: { name: name.value, character: spell(wrong) },
            daemon: isWarned === true && file.target !== "2.6" ? "warn" : "silent",
            fixes: withoutColon(file, name),
          });
        }
      }
    }
  },
});

/** All but the characters of a token, as the daemon has them; it lets a colon pass in front. */
const forbidden = /(?!^:)[^-!#$%&'*+.^_`|~0-9A-Za-z\u0080-\uffff]/;

interface HeaderName {
  readonly name: Word;
  /** A header of that name goes out; otherwise one is looked for. */
  readonly makes: boolean;
  readonly isWarned?: boolean;
}

function namesIn(line: Line): readonly HeaderName[] {
  const { keyword, directive, known } = line;
  const { words } = directive;
  const [, action] = words;
  const at = (index: number) => words.slice(index, index + 1);
  switch (keyword) {
    case "http-request":
    case "http-response":
    case "http-after-response":
      return namesOfRule(words) ?? afterEach("hdr", words);
    case "http-check":
      return action?.value === "send" ? afterEach("hdr", words) : [];
    case "http-error":
      return afterEach("hdr", words);
    case "option forwardfor":
    case "option originalto":
      return afterEach("header", words);
    case "unique-id-header":
    case "http-send-name-header":
      return at(known.nameLength).map((name) => ({ name, makes: true }));
    case "capture request header":
    case "capture response header":
      return at(known.nameLength).map((name) => ({ name, makes: false }));
    default:
      return [];
  }
}

/** Of a rule that is about one header. */
function namesOfRule(words: readonly Word[]): readonly HeaderName[] | undefined {
  const [, action, name, option] = words;
  const makes = making.has(action?.value ?? "");
  if (name === undefined || (!makes && !seeking.has(action?.value ?? ""))) return undefined;
  // With `-m` it is a pattern, and that may have any character.
  return action?.value === "del-header" && option?.value === "-m" ? [] : [{ name, makes, isWarned: makes }];
}

/** The words behind a word that says what they are, above the condition. */
function afterEach(introduction: string, words: readonly Word[]): readonly HeaderName[] {
  const condition = words.findIndex(({ value }) => value === "if" || value === "unless");
  const names = words.slice(0, condition < 0 ? undefined : condition);
  return names.filter((_, i) => names[i - 1]?.value === introduction).map((name) => ({ name, makes: true }));
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
