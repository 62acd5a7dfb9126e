/** Only eight bytes of a VRRP password are sent. */
import { isPlaceholder } from "../../dialects/keepalived/values.ts";
import { span } from "../../text/span.ts";
import type { Fix } from "../rule.ts";
import { linesOf } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

const maxBytes = 8;

export const authPassTooLong = instanceRule({
  name: "auth-pass-too-long",
  code: "KA202",
  severity: "warning",
  daemon: "reject",
  check({ file, block }, report) {
    // Each line is cut where it is read, though only the last one counts.
    const lines = linesOf(block, "authentication").flatMap((one) => linesOf(one, "auth_pass"));
    for (const { words, prefixes } of lines) {
      const password = words[1];
      if (password === undefined || password.unknown !== undefined || prefixes.length > 0) continue;
      if (new TextEncoder().encode(password.value).length <= maxBytes) continue;
      const { start, end } = password;
      const quote = file.text[start] === '"' ? 1 : 0;
      const written = file.text.slice(start + quote, end - quote);
      const cut: Fix = {
        title: { id: "cut" },
        safety: "safe",
        edits: [{ span: span(start + quote + maxBytes, end - quote), text: "" }],
      };
      // Where a byte is not a character, or the text not the value, cutting might change what the daemon keeps.
      const plain = written === password.value && /^[\x20-\x7e]*$/.test(written) && !isPlaceholder(written);
      report(span(start, end), "truncated", plain ? { fixes: [cut] } : {});
    }
  },
});
