/** A UDP check that wants more bytes than it takes: no reply can pass it. */
import { isKnown } from "../../model/file-model.ts";
import { virtualServerRule } from "./virtual-server-rule.ts";

/** What keepalived takes where `max_reply_length` is not set. */
const defaultLongest = 255;

export const replyLengthRange = virtualServerRule({
  name: "reply-length-range",
  code: "KA318",
  severity: "error",
  daemon: "reject",
  check({ virtual }, report) {
    for (const check of virtual.realServers.flatMap((server) => server.checks)) {
      const { shortestReply: shortest, longestReply } = check;
      if (shortest === undefined || !isKnown(check, "max_reply_length")) continue;
      const longest = longestReply?.value ?? defaultLongest;
      if (shortest.value <= longest) continue;
      const params = { shortest: shortest.value, longest };
      report(shortest.span, longestReply === undefined ? "above-default" : "above", { params });
    }
  },
});
