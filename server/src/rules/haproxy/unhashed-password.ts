/** `password` wants what crypt(3) has made of a password: the password itself is compared and never equal. */
import { replace } from "../rule.ts";
import { haproxyRule, sectionsHere } from "./haproxy-rule.ts";
import { passwordOf } from "./passwords.ts";

/** `$id$…`, the two older ways of thirteen and of twenty characters, and marks of an account that is locked. */
const hash = /^(?:\$|[*!]|x$|[./0-9A-Za-z]{13}$|_[./0-9A-Za-z]{19}$)/;

export const unhashedPassword = haproxyRule({
  name: "unhashed-password",
  code: "HA346",
  severity: "warning",
  daemon: "silent",
  needs: ["password"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { lines } of sectionsHere(subject)) {
      for (const line of lines) {
        const password = passwordOf(line);
        if (password?.kind !== "password" || hash.test(password.value)) continue;
        report({ file, span: password.word }, "clear", {
          params: { user: password.user },
          fixes: [replace({ id: "fix" }, "unsafe", password.option, "insecure-password")],
        });
      }
    }
  },
});
