/** An `acl` line with the name of an ACL that HAProxy has already. */
import { haproxyData, predefinedAcls } from "../../dialects/haproxy/tables.ts";
import { aclsBySection, haproxyRule } from "./haproxy-rule.ts";

export const predefinedAcl = haproxyRule({
  name: "predefined-acl",
  code: "HA304",
  severity: "info",
  daemon: "silent",
  check({ file }, report) {
    const predefined = predefinedAcls(file.target);
    for (const acls of aclsBySection(file).values()) {
      for (const { name, span } of acls.values()) {
        if (!predefined.has(name)) continue;
        report({ file, span }, "hidden", {
          params: { name, meaning: haproxyData.predefinedAcls[name] ?? "" },
        });
      }
    }
  },
});
