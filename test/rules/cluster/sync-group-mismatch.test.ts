/** Sync groups that differ between nodes. */
import { describe, expect, it } from "vitest";
import { type Instance, instance, low, nodes, spell } from "../../support/cluster-rules.ts";

describe("a sync group", () => {
  const pair = (node: Instance) =>
    instance({ ...node, name: "OUT" }) +
    instance({ ...node, name: "IN", vrid: 52, vip: "198.51.100.10/24", interface: "eth1" });
  const group = (...members: readonly string[]) =>
    `vrrp_sync_group G {\n    group {\n        ${members.join("\n        ")}\n    }\n}\n`;
  const both = group("OUT", "IN");

  it("on the standby alone is a warning on the master", () => {
    expect(spell("sync-group-mismatch", nodes(pair({}), both + pair(low)))).toEqual(["a none-stuck warning"]);
  });

  it("on the master alone is an info on the standby", () => {
    expect(spell("sync-group-mismatch", nodes(both + pair({}), pair(low)))).toEqual(["b none-late info"]);
  });

  it("on a node that does not take over by priority is a warning", () => {
    const files = nodes(both + pair({ more: "nopreempt" }), pair({ ...low, more: "nopreempt" }));
    expect(spell("sync-group-mismatch", files)).toEqual(["b none-stuck warning"]);
  });

  it.each<[string, string, string]>([
    ["in another order", both, group("IN", "OUT")],
    ["of one instance", group("OUT"), ""],
    ["whose members are not all known", both, group("OUT", "{{ other }}")],
  ])("%s is no finding", (_, a, b) => {
    expect(spell("sync-group-mismatch", nodes(a + pair({}), b + pair(low)))).toEqual([]);
  });

  it("is not missed where a file of the other node is not there", () => {
    expect(
      spell("sync-group-mismatch", nodes(both + pair({}), `include /etc/more.conf\n${pair(low)}`)),
    ).toEqual([]);
  });

  it("is said once on each node that lacks it", () => {
    const files = nodes(pair({}), both + pair(low), both + pair({ priority: 80 }));
    expect(spell("sync-group-mismatch", files)).toEqual(["a none-stuck warning"]);
  });
});
