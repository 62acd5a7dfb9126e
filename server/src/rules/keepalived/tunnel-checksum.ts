/** A checksum that the kind of tunnel does not know: keepalived ignores the options of the line. */
import { virtualServerRule } from "./virtual-server-rule.ts";

export const tunnelChecksum = virtualServerRule({
  name: "tunnel-checksum",
  code: "KA321",
  severity: "error",
  daemon: "reject",
  check({ virtual }, report) {
    const { methods, sorrySettings, realServers } = virtual;
    const all = [...methods, ...sorrySettings.map((s) => s.method), ...realServers.map((s) => s.method)];
    for (const method of all) {
      if (method === undefined) continue;
      const { options } = method;
      const typeAt = options.findLastIndex((option) => option.value === "type");
      const type = typeAt < 0 ? "ipip" : (options[typeAt + 1]?.value ?? "");
      const checksum = options.findLast((option) => /^(?:nocsum|csum|remcsum)$/.test(option.value));
      if (checksum === undefined || checksum.value === "nocsum") continue;
      if (type === "ipip" || (type === "gre" && checksum.value === "remcsum"))
        report(checksum.span, "refused", { params: { type, checksum: checksum.value } });
    }
  },
});
