/** A file extension or a MIME type that stands in its list twice, or that nginx has put there itself: `text/html`. */
import type { Word } from "../../syntax/tree.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

/** Lists of types that hold `text/html` from the start (ngx_http_set_default_types). */
const withHtml = [
  "gzip_types",
  "ssi_types",
  "sub_filter_types",
  "addition_types",
  "charset_types",
  "brotli_types",
];

export const duplicateType = nginxRule({
  name: "duplicate-type",
  code: "NG230",
  severity: "warning",
  daemon: "warn",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.tree.templated) return;
    for (const name of withHtml) {
      for (const { directive } of called(subject, name)) {
        const seen = new Set(name === "charset_types" ? [] : ["text/html"]);
        for (const word of directive.words.slice(1)) {
          if (word.unknown !== undefined) continue;
          if (seen.has(word.value))
            report({ file, span: word }, word.value === "text/html" ? "own" : "type", {
              params: { name: word.value },
            });
          seen.add(word.value);
        }
      }
    }
    for (const { directive } of called(subject, "types")) {
      const seen = new Map<string, Word>();
      for (const line of directive.body?.children ?? []) {
        if (line.kind !== "directive" || line.words[0].value === "include") continue;
        for (const word of line.words.slice(1)) {
          const key = word.value.toLowerCase();
          const first = seen.get(key);
          if (first === undefined) seen.set(key, word);
          else
            report({ file, span: word }, "extension", {
              params: { name: word.value },
              related: [{ place: { file, span: first }, message: { id: "first" } }],
            });
        }
      }
    }
  },
});
