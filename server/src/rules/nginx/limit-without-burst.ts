/** `limit_req` without `burst`: nginx spreads the rate evenly, and refuses what comes a moment too early (ngx_http_limit_req_lookup). */
import { readLocation } from "../../dialects/nginx/location.ts";
import { type FileSubject, replace } from "../rule.ts";
import { type Block, held } from "./blocks.ts";
import { headOf, namesOf, nginxRule } from "./nginx-rule.ts";

export const limitWithoutBurst = nginxRule({
  name: "limit-without-burst",
  code: "NG363",
  severity: "hint",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const said = new Set<number>();
    for (const { statement, block } of held(subject, "limit_req")) {
      const words = statement.directive.words.slice(1);
      if (said.has(statement.directive.start) || words.some((word) => word.unknown !== undefined)) continue;
      if (words.some(({ value }) => value.startsWith("burst="))) continue;
      said.add(statement.directive.start);
      const idle = words.find(({ value }) => value === "nodelay" || value.startsWith("delay="));
      const zone = words.find(({ value }) => value.startsWith("zone="))?.value.slice(5) ?? "";
      const rate = ratePerSecond(subject, zone);
      if (idle !== undefined) report({ file, span: idle }, "idle", { params: { option: idle.value } });
      else if (rate !== undefined && rate > 1 && rate <= 200 && !isExact(block)) {
        const params = { rate, interval: Math.round(1000 / rate) };
        const end = { start: headOf(statement.directive).end, end: headOf(statement.directive).end };
        report({ file, span: headOf(statement.directive) }, "refused", {
          params,
          fixes: [replace({ id: "fix", params: { burst: 2 * rate } }, "unsafe", end, ` burst=${2 * rate}`)],
        });
      }
    }
  },
});

/** Rates per minute are for what is done now and then, such as a login: there it is meant. */
function ratePerSecond(subject: FileSubject, zone: string): number | undefined {
  const made = namesOf(subject, "limit-req-zone", "definition").find(({ name }) => name.name === zone);
  const rate = made?.name.directive.words.find(({ value }) => value.startsWith("rate="))?.value;
  const [, count] = /^rate=(\d+)r\/s$/.exec(rate ?? "") ?? [];
  return count === undefined ? undefined : Number(count);
}

function isExact({ scope, opener }: Block): boolean {
  return scope === "location" && readLocation(opener?.directive.words.slice(1) ?? [])?.kind === "exact";
}
