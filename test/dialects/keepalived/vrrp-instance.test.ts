import { describe, expect, it } from "vitest";
import type { VrrpInstance, VrrpModel } from "../../../server/src/model/vrrp.ts";
import { familyOf, versionOf } from "../../../server/src/model/vrrp-effective.ts";
import { read } from "./support.ts";

function modelOf(text: string): VrrpModel {
  const { vrrp } = read(text).model;
  if (vrrp === undefined) throw new Error("no VRRP model");
  return vrrp;
}

function instanceOf(...lines: readonly string[]): VrrpInstance {
  const [instance] = modelOf(`vrrp_instance VI_1 {\n${lines.join("\n")}\n}\n`).instances;
  if (instance === undefined) throw new Error("no instance");
  return instance;
}

const address4 = "virtual_ipaddress {\n10.0.0.100/24\n}";
const address6 = "virtual_ipaddress {\nfd00::100/64\n}";

describe("the family of an instance", () => {
  it.each([
    ["a virtual address", [address6, "mcast_src_ip 10.0.0.1"], 6],
    ["a source address", ["mcast_src_ip 10.0.0.1", address6], 4],
    ["a peer", ["unicast_peer {\nfd00::2\n}", address4], 6],
    ["a multicast group", ["mcast_dst_ip 224.0.0.19", address6], 4],
    ["native_ipv6", ["native_ipv6", address4], 6],
    ["the address of an ipvlan", ["use_ipvlan 10.0.0.7/24", address6], 4],
    ["the first address, not an excluded one", ["virtual_ipaddress_excluded {\nfd00::1\n}", address4], 4],
    ["nothing", ["priority 100"], 4],
  ])("is set by %s", (_, lines, family) => {
    expect(familyOf(instanceOf(...lines))).toBe(family);
  });

  it.each([
    ["a template", ["virtual_ipaddress {\n{{ vip }}\n10.0.0.1\n}"]],
    ["a condition", ["@a native_ipv6", address4]],
    ["an included file", ["include more.conf", address4]],
  ])("is not known where %s may set it before", (_, lines) => {
    expect(familyOf(instanceOf(...lines))).toBeUndefined();
  });

  it("is known where a template stands below the first address", () => {
    expect(familyOf(instanceOf(address6, "unicast_peer {\n{{ peer }}\n}"))).toBe(6);
  });
});

describe("the version of an instance", () => {
  it.each([
    ["the first of two lines", ["version 2", "version 3"], "", 2],
    ["3 where 2 stands below an IPv6 address", [address6, "version 2"], "", 3],
    ["2 where it stands above an IPv6 address", ["version 2", address6], "", 2],
    ["3 there too in strict mode", ["version 2", address6], "global_defs {\nvrrp_strict\n}\n", 3],
    ["3 for IPv6 whatever the global one is", [address6], "global_defs {\nvrrp_version 2\n}\n", 3],
    ["the global one", [address4], "global_defs {\nvrrp_version 3\n}\n", 3],
    [
      "not known where a template gives the global one",
      [address4],
      "global_defs {\nvrrp_version {{ v }}\n}\n",
      undefined,
    ],
  ])("is %s", (_, lines, globals, version) => {
    const model = modelOf(`${globals}vrrp_instance VI_1 {\n${lines.join("\n")}\n}\n`);
    expect(model.instances.map((instance) => versionOf(instance, model.globals))).toEqual([version]);
  });
});

describe("an instance", () => {
  it("starts as MASTER where any line says so", () => {
    expect(instanceOf("state MASTER", "state BACKUP").state?.value).toBe("MASTER");
    expect(instanceOf("state BACKUP", "state MASTER").state?.value).toBe("MASTER");
  });

  it("preempts again where preempt stands below nopreempt", () => {
    expect(instanceOf("nopreempt", "preempt").nopreempt).toBeUndefined();
    expect(instanceOf("preempt", "nopreempt").nopreempt?.value).toBe(true);
  });
});
