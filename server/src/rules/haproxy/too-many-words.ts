/** A line of more words than HAProxy reads. */
import { span } from "../../text/span.ts";
import { nodesHere } from "../locality.ts";
import { haproxyRule } from "./haproxy-rule.ts";

const most = 64;

export const tooManyWords = haproxyRule({
  name: "too-many-words",
  code: "HA215",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { node } of nodesHere(subject)) {
      if (node.kind !== "directive") continue;
      const words = [...node.prefixes, ...node.words];
      const [first, last] = [words[most], words.at(-1)];
      if (first === undefined || last === undefined || words.some((word) => word.unknown === "several"))
        continue;
      report({ file, span: span(first.start, last.end) }, "cut", { params: { count: words.length, most } });
    }
  },
});
