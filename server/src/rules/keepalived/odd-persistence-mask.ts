/** `persistence_granularity` wants a netmask for IPv4 and a prefix length for IPv6; what else it takes groups clients strangely. */
import { parseAddress } from "../../model/address.ts";
import { isKnown } from "../../model/file-model.ts";
import { familySteps } from "../../model/lvs-effective.ts";
import { type Fix, replace } from "../rule.ts";
import { virtualServerRule } from "./virtual-server-rule.ts";

export const oddPersistenceMask = virtualServerRule({
  name: "odd-persistence-mask",
  code: "KA314",
  severity: "warning",
  daemon: "silent",
  check({ virtual }, report) {
    const { service, granularity } = virtual;
    if (granularity === undefined || !isKnown(virtual, "ip_family", "persistence_granularity")) return;
    const { value, span } = granularity;
    const family = familySteps(virtual).find((step) => step.what === "granularity")?.set?.value;
    const mask = parseAddress(value);
    if (mask === undefined) {
      // By mark and without a family yet, a number says that it is IPv6.
      if (family !== 4 || !/^\d+$/.test(value)) return;
      const bits = Number(value);
      const fixes: Fix[] =
        bits >= 1 && bits <= 32
          ? [replace({ id: "fix", params: { mask: netmask(bits) } }, "unsafe", span, netmask(bits))]
          : [];
      if (bits > 255) return;
      report(span, "length", { params: { value, mask: `0.0.0.${bits}` }, fixes });
    } else if (family === 6 && service.kind === "address") {
      report(span, "needs-length", { params: { value }, severity: "error", daemon: "reject" });
    } else if (mask.family === 4 && !isSolid(mask.bytes)) report(span, "not-solid", { params: { value } });
  },
});

/** All set bits stand in front. */
function isSolid(bytes: readonly number[]): boolean {
  return /^1*0*$/.test(bytes.map((byte) => byte.toString(2).padStart(8, "0")).join(""));
}

function netmask(bits: number): string {
  return [0, 8, 16, 24].map((from) => 256 - 2 ** (8 - Math.min(8, Math.max(0, bits - from)))).join(".");
}
