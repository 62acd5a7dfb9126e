/** A password that everybody can read who reads the file. */
import { haproxyRule, sectionsOf } from "./haproxy-rule.ts";
import { passwordOf } from "./passwords.ts";

export const plainTextPassword = haproxyRule({
  name: "plain-text-password",
  code: "HA347",
  severity: "hint",
  daemon: "silent",
  needs: ["password"],
  check({ file }, report) {
    for (const { lines } of sectionsOf(file)) {
      for (const line of lines) {
        const password = passwordOf(line);
        if (password?.kind !== "insecure-password") continue;
        report({ file, span: password.word }, "clear", { params: { user: password.user } });
      }
    }
  },
});
