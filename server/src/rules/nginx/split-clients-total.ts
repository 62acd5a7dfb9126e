/** Shares of `split_clients` that make more than all (ngx_conf_split_clients_block). */
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const splitClientsTotal = nginxRule({
  name: "split-clients-total",
  code: "NG229",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive } of called(subject, "split_clients")) {
      let total = 0;
      for (const line of directive.body?.children ?? []) {
        if (line.kind !== "directive") continue;
        const [share] = line.words;
        if (share.unknown !== undefined) break;
        // `*` takes what is left, so nothing can follow it.
        const hundredths =
          share.value === "*" ? 10_000 - total : Math.round(Number.parseFloat(share.value) * 100);
        if (!Number.isFinite(hundredths)) continue;
        const before = total;
        total += hundredths;
        if (total <= 10_000) continue;
        report({ file, span: share }, "above", {
          params: { share: share.value, before: `${before / 100}%` },
        });
        break;
      }
    }
  },
});
