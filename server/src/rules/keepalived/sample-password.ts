/** A password that stands in every tutorial: it keeps nobody out. */
import { instanceRule } from "./vrrp-rule.ts";

/** Passwords of the manual's samples and of much copied articles; and rows of digits. */
const known =
  /^(?:1111|571f97b2|pass(?:word|wd)?|k@l!ve1|secret|test|admin|keepalived?|(\d)\1*|0?12345678?9?0?|1234|abcd?(?:1234)?)$/i;

export const samplePassword = instanceRule({
  name: "sample-password",
  code: "KA284",
  severity: "hint",
  daemon: "silent",
  check({ instance }, report) {
    const password = instance.authentication?.password;
    if (password !== undefined && known.test(password.value))
      report(password.span, "known", { params: { password: password.value } });
  },
});
