/** A password that everybody can read who reads the file. */
import { haproxyRule, sectionsHere } from "./haproxy-rule.ts";
import { passwordOf } from "./passwords.ts";

export const plainTextPassword = haproxyRule({
  name: "plain-text-password",
  code: "HA347",
  severity: "hint",
  daemon: "silent",
  needs: ["password"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { lines } of sectionsHere(subject)) {
      for (const line of lines) {
        const password = passwordOf(line);
        if (password?.kind !== "insecure-password") continue;
        report({ file, span: password.word }, "clear", { params: { user: password.user } });
      }
    }
  },
});
