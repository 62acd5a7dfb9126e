/** `keepalive_requests` below what nginx does of itself: connections end early. */
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

/** Since 1.19.10; it was 100 before. */
const usual = 1000;

export const fewKeepaliveRequests = nginxRule({
  name: "few-keepalive-requests",
  code: "NG351",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive } of called(subject, "keepalive_requests")) {
      const word = directive.words[1];
      if (word !== undefined && /^\d+$/.test(word.value) && Number(word.value) < usual)
        report({ file, span: word }, "few", { params: { requests: word.value, usual } });
    }
  },
});
