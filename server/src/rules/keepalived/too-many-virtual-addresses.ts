/** An advert has room for 255 addresses, and an IPv6 one of the usual size for 89: keepalived sends no more. */
import { familyOf } from "../../model/vrrp-effective.ts";
import { linesOf } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

const most = 255;
/** What an IPv6 packet of 1,500 bytes takes. */
const mostOfIpv6 = 89;

export const tooManyVirtualAddresses = instanceRule({
  name: "too-many-virtual-addresses",
  code: "KA266",
  severity: "warning",
  daemon: "reject",
  check({ instance, block }, report) {
    const family = familyOf(instance);
    const count = new Set(instance.addresses.filter((one) => one.family === family).map((one) => one.address))
      .size;
    const [list] = linesOf(block, "virtual_ipaddress");
    if (list === undefined) return;
    if (count > most) report(list.words[0], "too-many", { params: { count, most } });
    else if (family === 6 && count > mostOfIpv6) {
      const params = { count, most: mostOfIpv6 };
      report(list.words[0], "too-many-for-packet", { params, severity: "hint", daemon: "silent" });
    }
  },
});
