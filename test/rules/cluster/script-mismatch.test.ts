/** Checks that differ between nodes. */
import { describe, expect, it } from "vitest";
import { fixed, type Instance, instance, low, nodes, spell } from "../../support/cluster-rules.ts";

describe("a check", () => {
  const script = (name = "chk", command = "/usr/bin/check", more = "") =>
    `vrrp_script ${name} {\n    script "${command}"\n    interval 2\n    ${more}\n}\n`;
  const tracking = (name = "chk", node: Instance = {}) =>
    instance({ ...node, more: `track_script {\n        ${name}\n    }` });

  it("that has another name on the other node is found by what it runs", () => {
    const files = nodes(
      script() + tracking(),
      script("probe").replace("interval 2", "interval 5") + tracking("probe", low),
    );
    expect(spell("script-mismatch", files)).toEqual(["b timing warning"]);
  });

  it("of another name and another command may be the same one", () => {
    const files = nodes(script() + tracking(), script("probe", "/usr/bin/probe") + tracking("probe", low));
    expect(spell("script-mismatch", files)).toEqual([]);
  });

  it("of another kind may be the same one", () => {
    const files = nodes(
      script() + tracking(),
      `vrrp_track_process web {\n    process nginx\n}\n${instance({ ...low, more: "track_process {\n web\n }" })}`,
    );
    expect(spell("script-mismatch", files)).toEqual([]);
  });

  it("that several instances track is said once", () => {
    const two = (node: Instance) =>
      tracking("chk", node) + tracking("chk", { ...node, name: "VI_2", vrid: 52, vip: "192.0.2.11/24" });
    const files = nodes(script() + two({}), script("chk", "/usr/bin/other") + two(low));
    expect(spell("script-mismatch", files)).toEqual(["b command warning"]);
  });

  it("that the sync group tracks is tracked", () => {
    const group =
      "vrrp_sync_group G {\n    group {\n        VI_1\n    }\n    track_script {\n        chk\n    }\n}\n";
    expect(spell("script-mismatch", nodes(script() + tracking(), script() + group + instance(low)))).toEqual(
      [],
    );
  });

  it("that nothing defines is not one that the other node lacks", () => {
    expect(spell("script-mismatch", nodes(tracking(), instance(low)))).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["the names of the nodes", "/usr/bin/check node-a", "/usr/bin/check node-b"],
    ["names with numbers", "/etc/keepalived/check_web1.sh", "/etc/keepalived/check_web2.sh"],
    ["roles", "/etc/keepalived/check_master.sh", "/etc/keepalived/check_backup.sh"],
    ["addresses", "/usr/bin/ping -c 1 192.0.2.2", "/usr/bin/ping -c 1 192.0.2.1"],
    ["IPv6 addresses", "/usr/bin/ping -c 1 2001:db8::2", "/usr/bin/ping -c 1 2001:db8::1"],
    ["the host of a URL", "/usr/bin/curl http://alpha.example/up", "/usr/bin/curl http://beta.example/up"],
    ["the way to the program", "/usr/bin/pidof nginx", "pidof  nginx"],
  ])("may differ in %s", (_, a, b) => {
    expect(
      spell("script-mismatch", nodes(script("chk", a) + tracking(), script("chk", b) + tracking("chk", low))),
    ).toEqual([]);
  });

  it("is compared with the router ID of its node put aside", () => {
    const top = (id: string) => `global_defs {\n    router_id ${id}\n}\n`;
    const one = (id: string, node: Instance) =>
      top(id) + script("chk", `/usr/bin/check ${id}`) + tracking("chk", node);
    expect(spell("script-mismatch", nodes(one("alpha", {}), one("beta", low)))).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["a template", "{{ command }}", "/usr/bin/check"],
    ["a command without quotes that is cut", "/usr/bin/check all", "/usr/bin/check"],
  ])("is not compared where it is %s", (_, a, b) => {
    expect(
      spell("script-mismatch", nodes(script("chk", a) + tracking(), script("chk", b) + tracking("chk", low))),
    ).toEqual([]);
  });

  it("has the interval as its timeout", () => {
    const files = nodes(
      script() + tracking(),
      script("chk", "/usr/bin/check", "timeout 2") + tracking("chk", low),
    );
    expect(spell("script-mismatch", files)).toEqual([]);
  });

  it("with weights that a sync group ignores is the same", () => {
    const group = "vrrp_sync_group G {\n    group {\n        VI_1\n        VI_2\n    }\n}\n";
    const second = (node: Instance) => instance({ ...node, name: "VI_2", vrid: 52, vip: "192.0.2.11/24" });
    const files = nodes(
      script("chk", "/usr/bin/check", "weight -5") + group + tracking() + second({}),
      script("chk", "/usr/bin/check", "weight -9") + group + tracking("chk", low) + second(low),
    );
    expect(spell("script-mismatch", files)).toEqual([]);
  });

  it("that is not tracked is an info on a node that has no check at all", () => {
    expect(spell("script-mismatch", nodes(script() + tracking(), instance(low)))).toEqual([
      "b untracked info",
    ]);
  });

  it("is tracked by the fix", () => {
    const files = nodes(script() + tracking(), script() + instance(low));
    const after = fixed("script-mismatch", files);
    expect(after[1]?.text).toContain("    track_script {\n        chk\n    }\n}");
    expect(spell("script-mismatch", after)).toEqual([]);
  });
});
