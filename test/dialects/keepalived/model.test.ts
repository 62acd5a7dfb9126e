import { describe, expect, it } from "vitest";
import { keepalived } from "../../../server/src/dialects/keepalived/keepalived.ts";
import type { VrrpModel } from "../../../server/src/model/vrrp.ts";
import { basePriority, strictMode, versionOf } from "../../../server/src/model/vrrp-effective.ts";
import { read } from "./support.ts";

function modelOf(text: string, target?: string): VrrpModel {
  const { vrrp } = read(text, target).model;
  if (vrrp === undefined) throw new Error("no VRRP model");
  return vrrp;
}

function instanceOf(body: string) {
  const [instance] = modelOf(`vrrp_instance VI_1 {\n${body}\n}\n`).instances;
  if (instance === undefined) throw new Error("no instance");
  return instance;
}

describe("the model of an instance", () => {
  it("has what the block says, the last of two where one is given twice", () => {
    const instance = instanceOf(
      "state BACKUP\ninterface eth0\nvirtual_router_id 51\npriority 90\npriority 100\nadvert_int 0.5\nnopreempt",
    );
    expect(instance.name.value).toBe("VI_1");
    expect(instance.state?.value).toBe("BACKUP");
    expect(instance.interface?.value).toBe("eth0");
    expect(instance.virtualRouterId?.value).toBe(51);
    expect(instance.priority?.value).toBe(100);
    expect(instance.advertInterval?.value).toBe(0.5);
    expect(instance.nopreempt?.value).toBe(true);
  });

  it("has addresses in canonical text", () => {
    const instance = instanceOf(
      "virtual_ipaddress {\n10.0.0.1/24 dev eth1\n2001:DB8:0:0::1/64\n}\nunicast_peer {\n10.0.0.2\n}\nunicast_src_ip 10.0.0.3/24",
    );
    expect(instance.addresses).toMatchObject([
      { address: "10.0.0.1", family: 4, prefix: 24, device: "eth1" },
      { address: "2001:db8::1", family: 6, prefix: 64 },
    ]);
    expect(instance.unicastPeers.map((p) => p.value)).toEqual(["10.0.0.2"]);
    expect(instance.unicastSource?.value).toBe("10.0.0.3");
  });

  it("has trackers with their weights", () => {
    const { tracked } = instanceOf(
      "track_script {\nchk weight -20 reverse\nother\n}\ntrack_interface {\neth1 weight 5\n}",
    );
    expect(tracked.map((t) => [t.kind, t.name.value, t.weight?.value, t.reverse])).toEqual([
      ["script", "chk", -20, true],
      ["script", "other", undefined, false],
      ["interface", "eth1", 5, false],
    ]);
  });

  it("says what a template, a condition or an included file keeps from it", () => {
    const instance = instanceOf(
      "priority {{ prio }}\n@main state MASTER\ninclude more.conf\nvirtual_ipaddress {\n{{ vip }}\n}",
    );
    expect(instance.priority).toBeUndefined();
    expect(instance.state).toBeUndefined();
    expect([...instance.unknown].sort()).toEqual(["include", "priority", "state", "virtual_ipaddress"]);
  });
});

describe("scripts, groups and globals", () => {
  it("are read", () => {
    const model = modelOf(
      "global_defs {\nrouter_id a\nvrrp_version 3\nenable_script_security\n}\nvrrp_script chk {\nscript '/bin/x y'\ninterval 2\nweight -5 reverse\nfall 3\n}\nvrrp_sync_group G {\ngroup { A B }\n}\n",
    );
    expect(model.globals).toMatchObject({
      routerId: { value: "a" },
      version: { value: 3 },
      scriptSecurity: true,
    });
    expect(model.scripts).toMatchObject([
      {
        name: { value: "chk" },
        command: { value: "/bin/x y" },
        interval: { value: 2 },
        weight: { value: -5 },
        reverse: true,
        fall: { value: 3 },
      },
    ]);
    expect(model.syncGroups.map((g) => g.members.map((m) => m.value))).toEqual([["A", "B"]]);
  });

  it("take the word behind `vrrp_strict` as each version does", () => {
    const text = "global_defs {\nvrrp_strict off\n}\n";
    expect(modelOf(text, "2.2").globals.strict?.value).toBe(true);
    expect(modelOf(text, "2.3").globals.strict?.value).toBe(false);
  });
});

describe("what keepalived makes of what is not said", () => {
  const { globals } = modelOf("global_defs {\nvrrp_strict\n}\n");

  it("is priority 255 for a MASTER without one, else 100", () => {
    expect(basePriority(instanceOf("state MASTER"))).toBe(255);
    expect(basePriority(instanceOf("state BACKUP"))).toBe(100);
    expect(basePriority(instanceOf("priority 300"))).toBe(100);
    expect(basePriority(instanceOf("priority {{ p }}"))).toBeUndefined();
  });

  it("is version 3 for IPv6, else the global one", () => {
    expect(versionOf(instanceOf("virtual_ipaddress {\nfe80::1\n}"), globals)).toBe(3);
    expect(versionOf(instanceOf("virtual_ipaddress {\n10.0.0.1\n}"), globals)).toBe(2);
    expect(versionOf(instanceOf("version 3"), globals)).toBe(3);
  });

  it("is strict mode where the instance does not switch it off", () => {
    expect(strictMode(instanceOf("priority 1"), globals)?.value).toBe(true);
    expect(strictMode(instanceOf("strict_mode off"), globals)).toBeUndefined();
  });
});

describe("includes", () => {
  it("know the scope they are read in", () => {
    const { includes } = read("include a/*.conf\nvrrp_instance V {\ninclude b.conf\n}\n").model;
    expect(includes.map((i) => [i.pattern, i.scope])).toEqual([
      ["a/*.conf", "root"],
      ["b.conf", "vrrp_instance"],
    ]);
  });
});

describe("a file is keepalived's", () => {
  it.each([
    ["/etc/keepalived/keepalived.conf", "", 1],
    ["/etc/keepalived/conf.d/web.conf", "", 1],
    ["roles/x/templates/keepalived.conf.j2", "vrrp_instance {{ name }} {", 2],
    ["lb/keepalived-master.conf", "global_defs {", 2],
    ["keepalived.conf-node01", "", 1],
    ["x.conf", "vrrp_instance VI_1 {\n", 2],
    ["x.conf", "server { listen 80; }\n", 0],
    ["/srv/keepalived/nginx.conf", "http {", 0],
    ["keepalived.md", "vrrp_instance VI_1 {\n", 0],
    ["install-keepalived.sh", "vrrp_instance VI_1 {\n", 0],
    ["haproxy.cfg", "frontend a\n", 0],
  ])("or not: %s with %j", (path, head, expected) => {
    expect(keepalived.recognise(path, head)).toBe(expected);
  });
});

describe("the root scope", () => {
  it.each([
    ["/etc/keepalived/keepalived.conf", "priority 5\n", "root"],
    ["/etc/keepalived/conf.d/vips.conf", "state BACKUP\npriority 5\n", "vrrp_instance"],
    ["/etc/keepalived/conf.d/web.conf", "vrrp_instance V {\n}\n", "root"],
    ["/etc/keepalived/conf.d/list.conf", "10.0.0.1\n", "global_defs/notification_email"],
    ["/etc/keepalived/conf.d/mixed.conf", "state BACKUP\nreal_server 10.0.0.1 80 {\n}\n", undefined],
    ["/etc/keepalived/conf.d/tail.conf", "priority 5\n}\n", undefined],
  ])("of %s with %j is %s", (path, text, expected) => {
    expect(read(text, "2.3", path).checked.rootScope).toBe(expected);
  });
});
