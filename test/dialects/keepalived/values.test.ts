import { describe, expect, it } from "vitest";
import { problems } from "./support.ts";

function inInstance(line: string): string[] {
  return problems(`vrrp_instance V1 {\n${line}\n}\n`);
}

describe("numbers", () => {
  it.each([
    "virtual_router_id 51",
    "virtual_router_id +51",
    "virtual_router_id 051",
    'virtual_router_id " 51"',
    "advert_int 1.",
    "advert_int .5",
    "debug 0",
  ])("are read as the daemon reads them: %s", (line) => expect(inInstance(line)).toEqual([]));

  it.each([
    ["virtual_router_id 0x33", "reject invalid-value: 0x33"],
    ["virtual_router_id 5x", "reject invalid-value: 5x"],
    ["virtual_router_id 256", "reject value-out-of-range: 256"],
    ["virtual_router_id -1", "reject value-out-of-range: -1"],
    ["advert_int 1e1", "reject invalid-value: 1e1"],
    ["advert_int 0.0000001", "reject invalid-value: 0.0000001"],
    ['virtual_router_id "51 "', 'reject invalid-value: "51 "'],
  ])("that it refuses are refused: %s", (line, expected) => expect(inInstance(line)).toEqual([expected]));
});

describe("addresses", () => {
  it.each([
    "mcast_src_ip 10.0.0.1/24",
    "mcast_src_ip 10.0.0.1-5",
    "mcast_src_ip 2001:DB8::1",
    "virtual_ipaddress {\n10.0.0.1/\n10.0.0.2/024\n10.0.0.3/0\n::ffff:10.0.0.1/128\n}",
    "virtual_ipaddress {\n10.0.0.1/24 dev eth0 brd + scope 0x10 label eth0:1 no_track\n}",
    "unicast_peer {\n10.0.0.1 min_ttl 255 max_ttl 255\n}",
  ])("are read as the daemon reads them: %s", (line) => expect(inInstance(line)).toEqual([]));

  it.each([
    ["mcast_src_ip 010.0.0.1", "reject invalid-value: 010.0.0.1"],
    ["mcast_src_ip 10.0.1", "reject invalid-value: 10.0.1"],
    ["mcast_src_ip fe80::1%eth0", "reject invalid-value: fe80::1%eth0"],
    ["mcast_dst_ip 10.0.0.1", "reject invalid-value: 10.0.0.1"],
    ["virtual_ipaddress {\n10.0.0.1/33\n}", "reject invalid-value: 10.0.0.1/33"],
    ["virtual_ipaddress {\n10.0.0.1-5\n}", "reject invalid-value: 10.0.0.1-5"],
    ["virtual_ipaddress {\n10.0.0.1 label\n}", "reject missing-argument: 10.0.0.1 label"],
    ["virtual_ipaddress {\n10.0.0.1 lable x\n}", "reject unknown-value: lable"],
    ["unicast_peer {\n10.0.0.9 10.0.0.10\n}", "reject surplus-argument: 10.0.0.10"],
  ])("that it refuses are refused: %s", (line, expected) => expect(inInstance(line)).toEqual([expected]));
});

describe("placeholders and unknown values", () => {
  it.each([
    "mcast_src_ip <IPADDR>",
    "priority <INT>",
    "priority {{ prio }}",
    "priority $PRIO",
    "interface @IF@",
  ])("are left to others: %s", (line) => expect(inInstance(line)).toEqual([]));
});

describe("authentication types", () => {
  it.each([
    ["auth_type HA", ["reject unknown-value: HA"]],
    ["auth_type pass", ["reject unknown-value: pass"]],
    ["auth_type AH", []],
  ])("of %s are judged", (line, expected) =>
    expect(inInstance(`authentication {\n${line}\n}`)).toEqual(expected),
  );

  it("leave a second one to the rule that knows the password in it", () => {
    expect(inInstance("authentication {\nauth_type PASS\nauth_type s3cret\n}")).toEqual([
      "silent duplicate-directive: auth_type",
    ]);
  });
});
