/** Only eight bytes of a VRRP password are sent. */
import { span } from "../../text/span.ts";
import type { Fix } from "../rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

const maxBytes = 8;

export const authPassTooLong = instanceRule({
  name: "auth-pass-too-long",
  code: "KA202",
  severity: "warning",
  daemon: "reject",
  check({ file, instance }, report) {
    const password = instance.authentication?.password;
    if (password === undefined || new TextEncoder().encode(password.value).length <= maxBytes) return;
    const { start, end } = password.span;
    const quote = file.text[start] === '"' ? 1 : 0;
    const written = file.text.slice(start + quote, end - quote);
    const cut: Fix = {
      title: { id: "cut" },
      safety: "safe",
      edits: [{ span: span(start + quote + maxBytes, end - quote), text: "" }],
    };
    // Where a byte is not a character, or the text not the value, cutting might change what the daemon keeps.
    const plain = written === password.value && /^[\x20-\x7e]*$/.test(written);
    report(password.span, "truncated", plain ? { fixes: [cut] } : {});
  },
});
