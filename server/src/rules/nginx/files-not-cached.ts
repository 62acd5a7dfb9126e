/** `try_files` without `open_file_cache`: each request looks for its files on the disk again. */
import { held, type Statement } from "./blocks.ts";
import { effective, effectiveValue, isCertain } from "./effective.ts";
import { nginxRule } from "./nginx-rule.ts";

export const filesNotCached = nginxRule({
  name: "files-not-cached",
  code: "NG350",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const said = new Set<Statement["directive"]>();
    for (const { statement, block } of held(subject, "try_files")) {
      const { directive } = statement;
      const isCached =
        effective(block, "open_file_cache") !== undefined &&
        effectiveValue(block, "open_file_cache") !== "off";
      if (isCached || said.has(directive) || !isCertain(block)) continue;
      said.add(directive);
      report({ file, span: directive.words[0] }, "uncached");
    }
  },
});
