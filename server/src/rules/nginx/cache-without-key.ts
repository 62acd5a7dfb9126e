/** A cache for FastCGI, uwsgi or SCGI without a key: nginx warns, and all answers are one (`proxy_cache` has a key of its own). */
import { ownBlocks } from "./blocks.ts";
import { effective, effectiveValue, isCertain } from "./effective.ts";
import { nginxRule } from "./nginx-rule.ts";

export const cacheWithoutKey = nginxRule({
  name: "cache-without-key",
  code: "NG235",
  severity: "warning",
  daemon: "warn",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const block of ownBlocks(subject, "location")) {
      for (const kind of ["fastcgi", "uwsgi", "scgi"]) {
        const cache = block.statements.find(
          (s) => s.file === file && s.directive.words[0].value === `${kind}_cache`,
        );
        if (cache === undefined || !isCertain(block) || effectiveValue(block, `${kind}_cache`) === "off")
          continue;
        if (effective(block, `${kind}_cache_key`) === undefined)
          report({ file, span: cache.directive.words[0] }, "none", { params: { kind } });
      }
    }
  },
});
