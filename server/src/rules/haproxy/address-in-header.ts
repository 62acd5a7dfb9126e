/** An address behind the name of a proxy, as HAProxy took it once: now it has a `bind` line of its own. */
import type { Word } from "../../syntax/tree.ts";
import { leadingBlanks } from "../../text/line-start.ts";
import { span } from "../../text/span.ts";
import { type Fix, replace } from "../rule.ts";
import { addressBehindName, haproxyRule, type Section, sectionsHere } from "./haproxy-rule.ts";

export const addressInHeader = haproxyRule({
  name: "address-in-header",
  code: "HA356",
  severity: "error",
  daemon: "reject",
  outdoes: ["surplus-argument"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const section of sectionsHere(subject)) {
      const address = addressBehindName(section);
      if (address === undefined || file.checked.known.get(section.directive)?.conditional) continue;
      // Older ones forget the mistake where no line follows.
      const isForgotten = file.target !== "3.2" && section.directive.body?.children.length === 0;
      const { words } = section.directive;
      const last = words[words.length - 1] ?? address;
      report({ file, span: span(address.start, last.end) }, "header", {
        params: { address: address.value },
        daemon: isForgotten ? "silent" : "reject",
        fixes: last === address ? [ownLine(section, address, file.text)] : [],
      });
    }
  },
});

function ownLine({ directive, name, lines }: Section, address: Word, text: string): Fix {
  const [first] = lines;
  const indent = first === undefined ? "    " : leadingBlanks(text, first.directive.start);
  const from = name?.end ?? directive.words[0].end;
  const line = `bind ${text.slice(address.start, address.end)}`;
  return replace({ id: "fix", params: { line } }, "safe", span(from, address.end), `\n${indent}${line}`);
}
