/** A password that everybody tries first. */
import { haproxyRule, sectionsHere } from "./haproxy-rule.ts";
import { passwordOf } from "./passwords.ts";

/** Passwords of manuals, articles and default installations. */
const known =
  /^(?:(?:my|your)?[_-]?pass(?:word|wd|w0rd)?|pwd|admin(?:pwd|pass)?|administrator|root|user|test|guest|demo|stats|monitor|haproxy|redhat|secret|qwerty|letmein|default|change_?(?:me|it)|0?123(?:4(?:5(?:6(?:7(?:89?)?)?)?)?)?0?)[!@]?\d{0,3}$|^(\d)\1*$/i;

export const defaultCredentials = haproxyRule({
  name: "default-credentials",
  code: "HA342",
  severity: "warning",
  daemon: "silent",
  needs: ["stats", "password"],
  outdoes: ["plain-text-password"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { lines } of sectionsHere(subject)) {
      for (const line of lines) {
        const password = passwordOf(line);
        if (password === undefined || password.kind === "password") continue;
        const { user, value, word } = password;
        if (value === user || known.test(value))
          report({ file, span: word }, "known", { params: { user, password: value } });
      }
    }
  },
});
