/** A reply of HAProxy's own whose parts do not go together: a text without its type, a type without a text. */
import type { Word } from "../../syntax/tree.ts";
import { haproxyRule, headOf, isUncertain, type Line, sectionsHere } from "./haproxy-rule.ts";

const payloads = ["default-errorfiles", "errorfile", "errorfiles", "file", "lf-file", "string", "lf-string"];
const options = new Set([...payloads, "status", "deny_status", "content-type", "hdr"]);

export const replyWithoutContentType = haproxyRule({
  name: "reply-without-content-type",
  code: "HA248",
  severity: "error",
  daemon: "reject",
  needs: ["content-type", "return", "deny", "reject"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const section of sectionsHere(subject)) {
      for (const line of section.lines) {
        if (!isReply(line) || isUncertain(line)) continue;
        const words = optionsOf(line);
        const [first, second] = words.filter(({ value }) => payloads.includes(value));
        const type = words.find(({ value }) => value === "content-type");
        const at = headOf(line.directive);
        if (first !== undefined && second !== undefined)
          report({ file, span: second }, "second", { params: { name: second.value, first: first.value } });
        else if (first?.value.endsWith("string") && type === undefined)
          report({ file, span: at }, "missing", { params: { name: first.value } });
        else if (type !== undefined && (first === undefined || /errorfile/.test(first.value)))
          report({ file, span: type }, first === undefined ? "empty" : "file", {
            severity: "warning",
            daemon: "warn",
          });
      }
    }
  },
});

function isReply({ keyword, directive: { words } }: Line): boolean {
  if (keyword === "http-error") return true;
  return (
    /^http-(?:request|response)$/.test(keyword) && /^(?:return|deny|tarpit)$/.test(words[1]?.value ?? "")
  );
}

/** The options of a reply: each but one has an argument, `hdr` has two. */
function optionsOf({ keyword, directive: { words } }: Line): Word[] {
  const found: Word[] = [];
  for (let at = keyword === "http-error" ? 1 : 2; at < words.length; at++) {
    const word = words[at];
    if (word === undefined || !options.has(word.value)) break;
    found.push(word);
    at += word.value === "hdr" ? 2 : word.value === "default-errorfiles" ? 0 : 1;
  }
  return found;
}
