// biome-ignore-all lint/suspicious/noTemplateCurlyInString: keepalived writes its variables like that.
/** Lines given to the keepalived that is installed and to kalint: both must say the same, and nothing host-dependent is in them. */
import { describe, it } from "vitest";
import { installedTarget } from "../support/daemons.ts";
import { expectAgreement } from "./expect-agreement.ts";

const target = installedTarget("keepalived", "keepalived lines on the real daemon");

const inInstance = [
  "advert_int 1.",
  "advert_int 1e1",
  'priority " 100"',
  'priority "100 "',
  "priority 0x64",
  "priority 100 # {",
  "priority 100 'text'",
  "priority 100}\n}\nvrrp_script x {\nscript /usr/bin/true",
  "mcast_src_ip 192.0.2.1/24",
  "mcast_src_ip 192.0.2.01",
  "unicast_src_ip 192.0.2.1\nunicast_peer {\n192.0.2.2-9\n}",
  "unicast_peer {\n192.0.2.2 192.0.2.3\n}",
  "garp_extra_if 5 all",
  "garp_extra_if all",
  "preempt_delay 0\nstate MASTER\npriority 100",
  "preempt_delay 5\nnopreempt",
  "state master",
  "state MASTER\nstate MASTER\npriority 100",
  "notify_backup '/usr/bin/true x'",
  "notify_backup '/usr/bin/true x",
  'notify_backup "/usr/bin/true x',
  "authentication\n{\nauth_type PASS\nauth_pass x\n}",
  "authentication {\nauth_pass x\n}",
  "authentication foo {\nauth_type PASS\nauth_pass x\n}",
  "track_interface foo {\neth1\n}",
  "track_script {\n}",
  "virtual_routes {\nblackhole 198.51.100.0/24\n}",
  "virtual_routes {\n198.51.100.0/24 via 192.0.2.9 dev eth0 metric 0x10\n}",
  "virtual_routes {\n198.51.100.0/24 via 192.0.2.9 dev eth0 metric x\n}",
  "virtual_rules {\nfrom 192.0.2.0/24 table 100 priority 0x10\n}",
  "$X=90\npriority $X",
  "$X=90\npriority ${X}9",
  "$X=9\npriority ${X}9",
  "@other priority 999",
  "nopreempt\n{\n}",
  "auth_type PASS",
  "prioity 100",
];

describe.skipIf(target === undefined)("the installed keepalived", () => {
  it.each(inInstance)("agrees in an instance on %j", (line) => {
    const text = `global_defs {\nenable_script_security\nscript_user root\n}\nvrrp_instance V1 {\ninterface eth0\nvirtual_router_id 5\nvirtual_ipaddress {\n192.0.2.100/24\n}\n${line}\n}\n`;
    expectAgreement("keepalived", text, target);
  });
});
