/** What the rules that compare nodes leave alone, and what they say of clusters that a page would be too long for. */
import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/lint/finding.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { type Config, defaultConfig } from "../../server/src/workspace/config.ts";
import { lintTexts, type TextFile } from "../support/lint-text.ts";

interface Instance {
  readonly name?: string;
  readonly state?: string;
  readonly vrid?: number;
  readonly priority?: number;
  readonly vip?: string;
  readonly interface?: string;
  readonly more?: string;
}

function instance({
  name = "VI_1",
  state = "BACKUP",
  vrid = 51,
  priority = 100,
  vip = "192.0.2.10/24",
  interface: link = "eth0",
  more = "",
}: Instance = {}): string {
  return `vrrp_instance ${name} {
    state ${state}
    interface ${link}
    virtual_router_id ${vrid}
    priority ${priority}
    ${more}
    virtual_ipaddress {
        ${vip}
    }
}
`;
}

const low = { priority: 90 };

/** One file per node, `/node-a/keepalived.conf` and so on. */
function nodes(...texts: readonly string[]): TextFile[] {
  return texts.map((text, i) => ({ path: `/node-${"abc"[i]}/keepalived.conf`, text }));
}

function findingsOf(rule: string, files: readonly TextFile[], config: Config = defaultConfig): Finding[] {
  return lintTexts(files, { only: [rule] }, config);
}

/** `node message severity`, the node by its letter. */
function spell(rule: string, files: readonly TextFile[], config?: Config): string[] {
  return findingsOf(rule, files, config).map((f) => `${f.file.path[6]} ${f.message.id} ${f.severity}`);
}

/** The files after the first fix of the one finding. */
function fixed(rule: string, files: readonly TextFile[], number = 0): TextFile[] {
  const [finding] = findingsOf(rule, files);
  const edits = finding?.fixes[number]?.edits ?? [];
  return files.map((file) => ({
    ...file,
    text: applyEdits(
      file.text,
      edits.filter((edit) => (edit.file ?? finding?.file)?.path === file.path),
    ),
  }));
}

describe("an instance that only one node has", () => {
  const other = { name: "VI_2", vrid: 52, vip: "192.0.2.11/24" };
  const extra = instance(other);

  it("is an error, at its name", () => {
    const [finding] = findingsOf("missing-instance", nodes(instance() + extra, instance(low)));
    expect(finding?.severity).toBe("error");
    expect(finding?.file.text.slice(finding.span.start, finding.span.end)).toBe("VI_2");
  });

  it.each<[string, string, string]>([
    ["the other node is a template", instance() + extra, `${instance(low)}{% if x %}\n{% endif %}\n`],
    [
      "the other node includes what is not there",
      instance() + extra,
      `${instance(low)}include /etc/more.conf\n`,
    ],
    [
      "its own addresses are not all known",
      instance() + instance({ ...other, vip: "{{ vip }}" }),
      instance(low),
    ],
    [
      "a list of the other node is not known",
      instance() + extra,
      instance({ ...low, vip: "192.0.2.10/24\n{{ more }}" }),
    ],
    [
      "the other node holds its address whatever happens",
      instance() + extra,
      `static_ipaddress {\n    192.0.2.11/24 dev eth0\n}\n${instance(low)}`,
    ],
    [
      "the other node excludes its address",
      instance() + extra,
      instance({ ...low, more: "virtual_ipaddress_excluded {\n 192.0.2.11/24\n }" }),
    ],
    [
      "it sends to somebody else",
      instance() + instance({ ...other, more: "unicast_src_ip 192.0.2.1\nunicast_peer {\n 192.0.2.99\n }" }),
      instance(low),
    ],
    [
      "most instances of the node have no partner",
      instance() + extra + instance({ name: "VI_3", vrid: 53, vip: "192.0.2.12/24" }),
      instance(low),
    ],
  ])("is no finding where %s", (_, a, b) => {
    expect(spell("missing-instance", nodes(a, b))).toEqual([]);
  });

  it("is no finding where an instance of the other node has its ID and is alone too", () => {
    const alone = instance({ ...low, name: "WEB", vrid: 52, vip: "192.0.2.111/24", interface: "eth1" });
    expect(spell("missing-instance", nodes(instance() + extra, instance(low) + alone))).toEqual([]);
  });

  it("is found where an instance of the other node has its name and is the partner of another", () => {
    const files = nodes(instance() + extra, instance({ ...low, name: "VI_2" }));
    expect(spell("missing-instance", files)).toEqual(["a missing error"]);
    expect(findingsOf("missing-instance", files)[0]?.fixes).toEqual([]);
  });

  it("is found whatever else the nodes share, if kalint.json says that they are one cluster", () => {
    const config: Config = {
      ...defaultConfig,
      clusters: [
        {
          name: "web",
          nodes: [
            { name: "a", files: ["/node-a/**"] },
            { name: "b", files: ["/node-b/**"] },
          ],
        },
      ],
    };
    expect(spell("missing-instance", nodes(instance(), extra), config)).toEqual([
      "a missing error",
      "b missing error",
    ]);
  });

  it("is found among three nodes, where none of the others has it", () => {
    expect(
      spell("missing-instance", nodes(instance() + extra, instance(low), instance({ priority: 80 }))),
    ).toEqual(["a missing error"]);
  });

  it("is copied where nothing in it is about the node", () => {
    const files = nodes(instance() + extra, instance(low));
    expect(spell("missing-instance", fixed("missing-instance", files))).toEqual([]);
  });

  it("is not copied where it names a check", () => {
    const files = nodes(instance() + instance({ ...other, more: "track_script {\n chk\n }" }), instance(low));
    expect(findingsOf("missing-instance", files)[0]?.fixes).toEqual([]);
  });
});

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

describe("a virtual server", () => {
  const server = (address: string, more = "") =>
    `    real_server ${address} 80 {\n        ${more}\n        TCP_CHECK {\n            connect_timeout 3\n        }\n    }\n`;
  const virtual = (servers: readonly string[], head = "192.0.2.10 80", more = "") =>
    `virtual_server ${head} {\n    lb_algo wlc\n    lb_kind DR\n    protocol TCP\n    ${more}\n${servers.join("")}}\n`;
  const [one, two, three] = ["192.0.2.101", "192.0.2.102", "192.0.2.103"].map((address) => server(address));
  const all = [one ?? "", two ?? "", three ?? ""];
  const pair = (a: string, b: string) => nodes(instance() + a, instance(low) + b);

  it("by mark is compared", () => {
    const files = pair(virtual(all, "fwmark 7"), virtual(all.slice(1), "fwmark 7"));
    expect(spell("virtual-server-mismatch", files)).toEqual(["b no-server warning"]);
  });

  it("by group is compared", () => {
    const group = "virtual_server_group G {\n    192.0.2.10 80\n}\n";
    const files = pair(group + virtual(all, "group G"), group + virtual(all.slice(1), "group G"));
    expect(spell("virtual-server-mismatch", files)).toEqual(["b no-server warning"]);
  });

  it("lacks several real servers in one finding", () => {
    const files = pair(virtual(all), virtual(all.slice(0, 1)));
    expect(spell("virtual-server-mismatch", files)).toEqual(["b no-server warning"]);
  });

  it("gets the real servers of the other node by the fix", () => {
    const files = pair(virtual(all), virtual(all.slice(0, 1)));
    expect(spell("virtual-server-mismatch", fixed("virtual-server-mismatch", files))).toEqual([]);
  });

  it("with a real server that one of three nodes has is odd on that node", () => {
    const files = nodes(
      instance() + virtual(all),
      instance(low) + virtual(all.slice(0, 2)),
      instance({ priority: 80 }) + virtual(all.slice(0, 2)),
    );
    expect(spell("virtual-server-mismatch", files)).toEqual(["a only-here warning"]);
  });

  it.each<[string, string, string]>([
    ["a director gives connections to itself", virtual([server("127.0.0.1"), ...all]), virtual(all)],
    ["each director has servers of its own", virtual(all.slice(0, 1)), virtual(all.slice(1, 2))],
    ["a real server is not known", virtual(all), virtual([...all.slice(1), server("{{ x }}")])],
    ["a virtual server is not known", virtual(all), virtual(all, "{{ vip }} 80")],
    [
      "a weight is the default on one node",
      virtual(all),
      virtual([server("192.0.2.101", "weight 1"), ...all.slice(1)]),
    ],
    ["a setting is the default on one node", virtual(all).replace("lb_algo wlc", ""), virtual(all)],
    ["the other node does not hold the address", virtual(all, "192.0.2.77 80"), ""],
  ])("is no finding where %s", (_, a, b) => {
    expect(spell("virtual-server-mismatch", pair(a, b))).toEqual([]);
  });

  it("with a real server that is a node may have another weight for it on each", () => {
    const unicast = (own: string, peer: string) => `unicast_src_ip ${own}\n    unicast_peer {\n ${peer}\n }`;
    const files = nodes(
      instance({ more: unicast("192.0.2.101", "192.0.2.102") }) +
        virtual([server("192.0.2.101", "weight 9"), ...all.slice(1)]),
      instance({ ...low, more: unicast("192.0.2.102", "192.0.2.101") }) + virtual(all),
    );
    expect(spell("virtual-server-mismatch", files)).toEqual([]);
  });

  it("is copied to a director that lacks it", () => {
    const files = pair(virtual(all) + virtual(all, "192.0.2.10 443"), virtual(all));
    expect(spell("virtual-server-mismatch", files)).toEqual(["a no-service warning"]);
    expect(spell("virtual-server-mismatch", fixed("virtual-server-mismatch", files))).toEqual([]);
  });
});

describe("the excluded addresses", () => {
  const excluding = (node: Instance, ...addresses: readonly string[]) =>
    instance({
      ...node,
      more: `virtual_ipaddress_excluded {\n        ${addresses.join("\n        ")}\n    }`,
    });

  it("may be in the other list of the other node", () => {
    const files = nodes(
      excluding({}, "192.0.2.20/24"),
      instance({ ...low, vip: "192.0.2.10/24\n192.0.2.20/24" }),
    );
    expect(spell("excluded-address-mismatch", files)).toEqual([]);
  });

  it("are not compared where a template decides them", () => {
    const files = nodes(excluding({}, "192.0.2.20/24"), excluding(low, "{{ more }}"));
    expect(spell("excluded-address-mismatch", files)).toEqual([]);
  });

  it("get a list by the fix, as the file breaks its lines", () => {
    const files = nodes(excluding({}, "192.0.2.20/24"), instance(low)).map((file) => ({
      ...file,
      text: file.text.replaceAll("\n", "\r\n"),
    }));
    const [, after] = fixed("excluded-address-mismatch", files);
    expect(after?.text).toContain("    virtual_ipaddress_excluded {\r\n        192.0.2.20/24\r\n    }\r\n");
    expect(after?.text.replaceAll("\r\n", "")).not.toContain("\n");
  });

  it("are taken out on the other node by the second fix", () => {
    const files = nodes(excluding({}, "192.0.2.20/24"), instance(low));
    const [after] = fixed("excluded-address-mismatch", files, 1);
    expect(after?.text).not.toContain("excluded");
  });
});

describe("addresses that differ", () => {
  it("are brought into line by every fix", () => {
    const files = nodes(
      instance({ vip: "192.0.2.10/24\n        192.0.2.11/24 dev eth1 # web" }),
      instance(low),
    );
    const [finding] = findingsOf("address-set-mismatch", files);
    expect(finding?.fixes.map((fix) => fix.title.id)).toEqual(["take", "remove-there"]);
    for (const number of [0, 1])
      expect(spell("address-set-mismatch", fixed("address-set-mismatch", files, number))).toEqual([]);
  });

  it("are taken over with their options", () => {
    const files = nodes(
      instance({ vip: "192.0.2.10/24\n        192.0.2.11/24 dev eth1 # web" }),
      instance(low),
    );
    expect(fixed("address-set-mismatch", files)[1]?.text).toContain(
      "        192.0.2.11/24 dev eth1\n        192.0.2.10/24\n",
    );
  });

  it("are changed on the odd one of three nodes only", () => {
    const files = nodes(
      instance(),
      instance(low),
      instance({ priority: 80, vip: "192.0.2.10/24\n        192.0.2.11/24" }),
    );
    expect(findingsOf("address-set-mismatch", files)[0]?.fixes.map((fix) => fix.title.id)).toEqual([
      "remove",
    ]);
  });
});

describe("one virtual router ID in two clusters", () => {
  const rule = "virtual-router-id-collision";
  const cluster = (directory: string, vip: string, node: Instance = {}): TextFile[] => [
    { path: `${directory}/master/keepalived.conf`, text: instance({ ...node, vip, state: "MASTER" }) },
    { path: `${directory}/backup/keepalived.conf`, text: instance({ ...node, vip, ...low }) },
  ];
  const web = (vip: string, node?: Instance) => cluster("/net/web", vip, node);
  const db = (vip: string, node?: Instance) => cluster("/net/db", vip, node);
  const said = (...files: readonly TextFile[]) =>
    findingsOf(rule, files).map((f) => `${f.file.path} ${f.message.id}`);

  it("is found where they lie side by side in one network", () => {
    expect(said(...db("10.20.30.10/24"), ...web("10.20.30.20/24"))).toEqual([
      "/net/web/backup/keepalived.conf accepted",
    ]);
  });

  it("is found between files in one directory", () => {
    const files = [...db("10.20.30.10/24"), ...web("10.20.30.20/24")].map((file) => ({
      ...file,
      path: file.path.replace(/^\/net\/(\w+)\/(\w+)\/keepalived/, "/net/$1-keepalived-$2"),
    }));
    expect(said(...files)).toHaveLength(1);
  });

  it("is a warning and never an error", () => {
    const [finding] = findingsOf(rule, [...db("10.20.30.10/24"), ...web("10.20.30.20/24")]);
    expect(finding?.severity).toBe("warning");
  });

  it("is changed on all nodes by the fix, to one that is free", () => {
    const more = cluster("/net/cache", "10.20.30.30/24", { vrid: 52 });
    const files = [...more, ...db("10.20.30.10/24"), ...web("10.20.30.20/24")];
    const after = fixed(rule, files).filter((file) => file.path.startsWith("/net/web"));
    expect(after.map((file) => /virtual_router_id (\d+)/.exec(file.text)?.[1])).toEqual(["53", "53"]);
  });

  it.each<[string, readonly TextFile[]]>([
    ["another network", [...db("10.20.31.10/24"), ...web("10.20.30.20/24")]],
    ["a network that everybody has", [...db("192.168.1.10/24"), ...web("192.168.1.20/24")]],
    ["no prefix length", [...db("10.20.30.10"), ...web("10.20.30.20")]],
    ["unequal prefix lengths", [...db("10.20.30.10/24"), ...web("10.20.30.20/25")]],
    ["a copy", [...db("10.20.30.10/24\n10.20.30.11/24"), ...web("10.20.30.11/24")]],
    [
      "exercises",
      [...cluster("/examples/db", "10.20.30.10/24"), ...cluster("/examples/web", "10.20.30.20/24")],
    ],
    [
      "places of different build",
      [...cluster("/a/net/db", "10.20.30.10/24"), ...cluster("/b/web", "10.20.30.20/24")],
    ],
    ["another version", [...db("10.20.30.10/24", { more: "version 3" }), ...web("10.20.30.20/24")]],
    [
      "another multicast group",
      [...db("10.20.30.10/24", { more: "mcast_dst_ip 224.0.0.81" }), ...web("10.20.30.20/24")],
    ],
    [
      "unicast",
      [...db("10.20.30.10/24", { more: "unicast_peer {\n 10.20.30.2\n }" }), ...web("10.20.30.20/24")],
    ],
    [
      "unicast in IPv6",
      [...db("fd12:3456::10/64", { more: "unicast_peer {\n fd12:3456::2\n }" }), ...web("fd12:3456::20/64")],
    ],
    ["one cluster below the other", [...cluster("/net", "10.20.30.10/24"), ...web("10.20.30.20/24")]],
    ["another family", [...db("fd12:3456::10/64"), ...web("10.20.30.20/24")]],
  ])("is no finding with %s", (_, files) => {
    expect(said(...files)).toEqual([]);
  });

  it("is found in IPv6 too", () => {
    expect(said(...db("fd12:3456::10/64"), ...web("fd12:3456::20/64"))).toHaveLength(1);
  });

  it("is rejected with another interval, and in 2.2", () => {
    const files = [...db("10.20.30.10/24", { more: "advert_int 2" }), ...web("10.20.30.20/24")];
    expect(said(...files)).toEqual(["/net/web/backup/keepalived.conf rejected"]);
    const config = { ...defaultConfig, targets: { keepalived: "2.2" } };
    const found = findingsOf(rule, [...db("10.20.30.10/24"), ...web("10.20.30.20/24")], config);
    expect(found.map((f) => f.message.id)).toEqual(["rejected"]);
  });

  it("is said once by each cluster but the first, however many there are", () => {
    const files = Array.from({ length: 40 }, (_, i) =>
      cluster(`/net/c${i + 100}`, `10.20.30.${i + 10}/24`),
    ).flat();
    expect(said(...files)).toHaveLength(39);
  });
});

describe("a node's router ID", () => {
  const top = (id: string) => `global_defs {\n    router_id ${id}\n}\n`;

  it("that both nodes include from one file is one line", () => {
    const files = [
      ...nodes(`include ../common.conf\n${instance()}`, `include ../common.conf\n${instance(low)}`),
      { path: "/common.conf", text: top("lb") },
    ];
    expect(spell("duplicate-router-id", files)).toEqual([]);
  });

  it("is not compared with that of a file which has only the name of the sample in common", () => {
    const files = nodes(
      top("LVS_DEVEL") + instance(),
      top("LVS_DEVEL") + instance({ ...low, vip: "198.51.100.10/24" }),
    );
    expect(spell("duplicate-router-id", files)).toEqual([]);
  });

  it("is said of each node but the first", () => {
    const files = nodes(
      top("lb") + instance(),
      top("lb") + instance(low),
      top("lb") + instance({ priority: 80 }),
    );
    expect(spell("duplicate-router-id", files)).toEqual(["b same info", "c same info"]);
  });
});

describe("instances whose addresses all differ", () => {
  it("are one virtual router where they have one ID on one interface", () => {
    const files = nodes(
      instance() + instance({ name: "VI_2", vrid: 52, vip: "192.0.2.11/24" }),
      instance(low) + instance({ ...low, name: "WEB", vrid: 52, vip: "192.0.2.111/24" }),
    );
    expect(spell("address-set-mismatch", files)).toEqual(["b unserved error"]);
  });
});
