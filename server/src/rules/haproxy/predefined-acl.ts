/** An `acl` line with the name of an ACL that HAProxy has already. */
import { haproxyData, predefinedAcls } from "../../dialects/haproxy/tables.ts";
import { aclsIn, haproxyRule, sectionsHere } from "./haproxy-rule.ts";

export const predefinedAcl = haproxyRule({
  name: "predefined-acl",
  code: "HA304",
  severity: "info",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const predefined = predefinedAcls(file.target);
    for (const { piece } of sectionsHere(subject)) {
      for (const { name, span } of aclsIn(piece).values()) {
        if (!predefined.has(name)) continue;
        report({ file, span }, "hidden", {
          params: { name, meaning: haproxyData.predefinedAcls[name] ?? "" },
        });
      }
    }
  },
});
