/** Headers that are smuggled into `option httpchk` behind the version: an old trick that HAProxy no longer takes. */
import { knownHere } from "../locality.ts";
import { haproxyRule } from "./haproxy-rule.ts";

export const httpchkHeaders = haproxyRule({
  name: "httpchk-headers",
  code: "HA213",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive, entry, conditional } of knownHere(subject)) {
      const version = directive.words[4];
      if (entry.name !== "option httpchk" || conditional || version === undefined) continue;
      if (version.unknown !== undefined || !/[\r\n]/.test(version.value)) continue;
      const old = file.target === "2.6";
      report({ file, span: version }, old ? "deprecated" : "refused", {
        daemon: old ? "warn" : "reject",
        ...(old ? { severity: "warning" } : {}),
      });
    }
  },
});
