import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/lint/finding.ts";
import { allRules } from "../../server/src/rules/all.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { defaultConfig } from "../../server/src/workspace/config.ts";
import { lintTexts, type TextFile } from "../support/lint-text.ts";
import { readPage } from "../support/pages.ts";
import { repository } from "../support/shared.ts";

interface Node {
  readonly top?: string;
  readonly state?: string;
  readonly priority?: number | string;
  readonly vrid?: number | string;
  readonly vip?: string;
  readonly more?: string;
}

const roles = ["a", "b", "c"];

/** One file per node, `/node-a/keepalived.conf` and so on. */
function cluster(...nodes: readonly Node[]): TextFile[] {
  return nodes.map(
    ({ top = "", state = "BACKUP", priority = 100, vrid = 51, vip = "192.0.2.10/24", more = "" }, i) => ({
      path: `/node-${roles[i]}/keepalived.conf`,
      text: `${top}
vrrp_instance VI_1 {
    state ${state}
    interface eth0
    virtual_router_id ${vrid}
    priority ${priority}
    ${more}
    virtual_ipaddress {
        ${vip}
    }
}
`,
    }),
  );
}

function clusterFindings(
  files: readonly TextFile[],
  targets: Readonly<Record<string, string>> = {},
): Finding[] {
  return lintTexts(files, {}, { ...defaultConfig, targets }).filter((f) => f.rule.group === "cluster");
}

/** `rule message node`, the finding's file first by its node's letter. */
function spell(files: readonly TextFile[], targets?: Readonly<Record<string, string>>): string[] {
  return clusterFindings(files, targets).map((f) => `${f.file.path[6]} ${f.rule.name} ${f.message.id}`);
}

const low = { priority: 90 };

describe("a healthy pair", () => {
  it("has no finding", () => {
    expect(spell(cluster({ state: "MASTER" }, low))).toEqual([]);
  });

  it("may differ in what belongs to the node", () => {
    const top = (name: string) => `global_defs {\n    router_id ${name}\n}`;
    expect(
      spell(
        cluster(
          { top: top("one"), more: "garp_master_delay 2" },
          { ...low, top: top("two"), more: "debug 2" },
        ),
      ),
    ).toEqual([]);
  });
});

describe("one cause", () => {
  it("is reported once, on the file that sorts later, with the other node beside it", () => {
    const [finding, ...others] = clusterFindings(cluster({ vrid: 51 }, { ...low, vrid: 52 }));
    expect(others).toEqual([]);
    expect(finding?.file.path).toBe("/node-b/keepalived.conf");
    expect(finding?.related.map((r) => r.place.file.path)).toEqual(["/node-a/keepalived.conf"]);
  });

  it("is reported on the node that differs from the majority", () => {
    expect(spell(cluster({ vrid: 9 }, { ...low, vrid: 51 }, { priority: 80, vrid: 51 }))).toEqual([
      "a vrid-mismatch differs",
    ]);
  });

  it("is reported on each node that differs", () => {
    const auth = (password: string) => ({
      more: `authentication {\n auth_type PASS\n auth_pass ${password}\n }`,
    });
    expect(
      spell(cluster(auth("one"), { ...low, ...auth("two") }, { priority: 80, ...auth("three") })),
    ).toEqual(["b auth-mismatch password", "c auth-mismatch password"]);
  });
});

describe("what a template decides", () => {
  it.each<[string, Node, Node]>([
    ["the virtual router ID", {}, { ...low, vrid: "{{ id }}" }],
    ["the priority", {}, { priority: "{{ prio }}" }],
    ["an address", {}, { ...low, vip: "{{ vip }}" }],
    ["the interval", { more: "advert_int 2" }, { ...low, more: "advert_int {{ every }}" }],
    [
      "the password",
      { more: "authentication {\n auth_type PASS\n auth_pass x\n }" },
      { ...low, more: "authentication {\n auth_type PASS\n auth_pass {{ secret }}\n }" },
    ],
    [
      "the peers",
      { more: "unicast_peer {\n 192.0.2.2\n }" },
      { ...low, more: "unicast_peer {\n {{ peer }}\n }" },
    ],
    ["the version", { more: "version 3" }, { ...low, top: "global_defs {\n vrrp_version {{ v }}\n}" }],
    [
      "the multicast group",
      { more: "mcast_dst_ip 224.0.0.81" },
      { ...low, top: "global_defs {\n vrrp_mcast_group4 {{ g }}\n}" },
    ],
    ["a branch", { vrid: 51 }, { ...low, vrid: 52, more: "{% if x %}\n advert_int 3\n{% endif %}" }],
  ])("is not compared: %s", (_, a, b) => {
    expect(spell(cluster(a, b))).toEqual([]);
  });
});

describe("the version that is checked for", () => {
  it.each([
    ["2.2", "splits"],
    ["2.3", "unserved"],
  ])("%s says what comes of different addresses: %s", (keepalived, message) => {
    expect(spell(cluster({ vip: "192.0.2.10/24\n192.0.2.11/24" }, low), { keepalived })).toEqual([
      `b address-set-mismatch ${message}`,
    ]);
  });
});

describe("a setting that has no effect", () => {
  it.each<[string, Node, Node]>([
    [
      "an authentication in version 3",
      {
        top: "global_defs {\n vrrp_version 3\n}",
        more: "authentication {\n auth_type PASS\n auth_pass x\n }",
      },
      { ...low, top: "global_defs {\n vrrp_version 3\n}" },
    ],
    [
      "an authentication in strict mode",
      { top: "global_defs {\n vrrp_strict\n}", more: "authentication {\n auth_type PASS\n auth_pass x\n }" },
      low,
    ],
    ["a fraction of the interval in version 2", { more: "advert_int 0.4" }, low],
    ["a check that is defined behind the instance", { priority: 100 }, { priority: 95 }],
  ])("is no difference: %s", (_, a, b) => {
    expect(spell(cluster(a, b))).toEqual([]);
  });

  it("is no check either: one that is defined behind the instance", () => {
    const script = "vrrp_script chk {\n script /usr/bin/uptime\n weight -5\n}\n";
    const files = cluster({ more: "track_script {\n chk\n }" }, { priority: 95 });
    expect(spell(files.map((f, i) => (i === 0 ? { ...f, text: f.text + script } : f)))).toEqual([]);
    expect(spell(files.map((f, i) => (i === 0 ? { ...f, text: script + f.text } : f)))).toEqual([
      "a failover-never-happens tie",
      "b script-mismatch untracked",
    ]);
  });
});

describe("instances", () => {
  const instance = (name: string, vrid: number, vip: string, priority: number) =>
    `vrrp_instance ${name} {\n    interface eth0\n    virtual_router_id ${vrid}\n    priority ${priority}\n    virtual_ipaddress {\n        ${vip}\n    }\n}\n`;
  const pair = (a: string, b: string) => [
    { path: "/node-a/keepalived.conf", text: a },
    { path: "/node-b/keepalived.conf", text: b },
  ];

  it("are matched by their addresses, whatever their names and their order", () => {
    const a = instance("X", 51, "192.0.2.10", 100) + instance("Y", 52, "192.0.2.11", 90);
    const b = instance("Y", 52, "192.0.2.11", 100) + instance("Z", 51, "192.0.2.10", 90);
    expect(spell(pair(a, b))).toEqual([]);
  });

  it("with one VRID on two segments are not taken for each other", () => {
    const both = (p: number) =>
      instance("OUT", 51, "192.0.2.10", p) + instance("IN", 51, "198.51.100.10", p - 1);
    expect(spell(pair(both(100), both(90)))).toEqual([]);
  });

  it("of which one was given the wrong VRID are found by their address", () => {
    const a = instance("VI_1", 51, "192.0.2.10", 100) + instance("VI_2", 52, "192.0.2.11", 90);
    const b = instance("VI_1", 51, "192.0.2.10", 90) + instance("VI_2", 53, "192.0.2.11", 100);
    expect(spell(pair(a, b))).toEqual(["b vrid-mismatch differs"]);
  });

  it("are read from included files too, with the scripts of the main file", () => {
    const script = "vrrp_script chk {\n script /usr/bin/uptime\n weight -5\n}\n";
    const tracked = instance("VI_1", 51, "192.0.2.10", 100).replace(
      "priority 100",
      "priority 100\n    track_script {\n        chk\n    }",
    );
    const files = [
      { path: "/node-a/keepalived.conf", text: `${script}include vi.conf\n` },
      { path: "/node-a/vi.conf", text: tracked },
      { path: "/node-b/keepalived.conf", text: instance("VI_1", 51, "192.0.2.10", 95) },
    ];
    expect(spell(files)).toEqual(["a failover-never-happens tie", "b script-mismatch untracked"]);
  });
});

describe("a weight that a sync group of another file gives", () => {
  const instance = (name: string, link: string, vrid: number, priority: number) =>
    `vrrp_instance ${name} {\n    interface ${link}\n    virtual_router_id ${vrid}\n    priority ${priority}\n    virtual_ipaddress {\n        192.0.2.${vrid}\n    }\n}\n`;
  const group =
    "vrrp_sync_group G {\n    group {\n        OUT\n        IN\n    }\n    track_script {\n        chk weight -10\n    }\n}\n";
  const node = (name: string, priority: number) => [
    {
      path: `/node-${name}/keepalived.conf`,
      text: `vrrp_script chk {\n    script "/usr/bin/pidof nginx"\n}\n${instance("OUT", "eth0", 51, priority)}${instance("IN", "eth1", 52, priority)}include groups.conf\n`,
    },
    { path: `/node-${name}/groups.conf`, text: group },
  ];

  it("is found there, once for both virtual routers", () => {
    const found = clusterFindings([...node("a", 100), ...node("b", 90)]).filter(
      ({ rule }) => rule.name === "failover-never-happens",
    );
    expect(found.map(({ file, span }) => `${file.path} ${file.text.slice(span.start, span.end)}`)).toEqual([
      "/node-a/groups.conf -10",
    ]);
    expect(found.map(({ message }) => message.params.addresses)).toEqual(["192.0.2.51, 192.0.2.52"]);
  });
});

describe("every fix of a rule over clusters", () => {
  const folder = path.join(repository, "server/src/rules/cluster");
  const pages = readdirSync(folder).filter((f) => f.endsWith(".md"));
  const cases = pages.flatMap((file) => {
    const rule = file.slice(0, -3);
    return readPage(readFileSync(path.join(folder, file), "utf8"))
      .blocks.filter((block) => block.expected.length > 0)
      .map((block) => ({ rule, at: block.at, files: block.files }));
  });

  it("has a page to take examples from", () => {
    expect(pages).toHaveLength(allRules.filter((r) => r.group === "cluster").length);
  });

  it.each(cases)("takes its finding away and adds none: $rule, line $at", ({ rule, files }) => {
    const before = clusterFindings(files);
    // What is off is not among them; it has no fixes.
    const isOff = allRules.find(({ name }) => name === rule)?.isOptional === true;
    const own = isOff ? lintTexts(files, { only: [rule] }) : before.filter((f) => f.rule.name === rule);
    expect(own.length).toBeGreaterThan(0);
    for (const finding of own) {
      for (const fix of finding.fixes) {
        const fixed = files.map((file) => {
          const edits = fix.edits.filter((e) => (e.file ?? finding.file).path === file.path);
          return { ...file, text: applyEdits(file.text, edits) };
        });
        expect(spell(fixed).length, JSON.stringify(fixed)).toBeLessThan(before.length);
      }
    }
  });
});
