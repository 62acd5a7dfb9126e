/** An include of a file that is not there, as far as the files at hand tell. */
import { fileRule } from "../rule.ts";

export const missingInclude = fileRule({
  name: "missing-include",
  group: "stack",
  code: "ST102",
  severity: "hint",
  // Whether the file is on the host is not known here, so nothing is said of what the daemon will do.
  daemon: "silent",
  check({ file, snapshot }, report) {
    for (const { include, outcome } of snapshot.includesOf(file)) {
      if (outcome !== "missing" || packaged.test(include.pattern)) continue;
      report({ file, span: include.span }, "missing", { params: { pattern: include.pattern } });
    }
  },
});

/** Files that come with nginx itself or with its package: a repository has no reason to keep them. */
const packaged =
  /(?:^|\/)(?:mime\.types|(?:fastcgi|scgi|uwsgi|proxy)_params|fastcgi\.conf|koi-(?:utf|win)|win-utf|modules-enabled\/.*|snippets\/(?:fastcgi-php|snakeoil)\.conf)$/;
