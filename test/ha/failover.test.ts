import { describe, expect, it } from "vitest";
import { failoverOf } from "../../server/src/ha/failover.ts";
import { clusterOf, named, outcome, report, text, type Written } from "./support.ts";

const pair = (a: Written, b: Written): readonly Written[] => [
  { priority: 100, ...a },
  { priority: 90, ...b },
];

const failing = "script-fail ka1 chk";

describe("while all is well the address is held", () => {
  it.each<[string, readonly Written[], readonly string[]]>([
    ["by the highest priority, whatever the states say", pair({}, { state: "MASTER" }), ["ka1"]],
    ["by the highest priority with its checks counted in", pair({ weight: "0" }, { weight: "20" }), ["ka2"]],
    [
      "by both where their passwords differ",
      [
        { priority: 100, more: "authentication {\n auth_type PASS\n auth_pass one\n }" },
        { priority: 90, more: "authentication {\n auth_type PASS\n auth_pass two\n }" },
      ],
      ["ka1", "ka2"],
    ],
    [
      "by nobody where every check fails",
      pair({ command: "/usr/bin/false" }, { command: "/usr/bin/false" }),
      [],
    ],
  ])("%s", (_, written, holders) => {
    expect(report(written).routers[0]?.steady).toEqual(holders);
  });
});

describe("a check of the holder fails", () => {
  it.each<[string, readonly Written[], string]>([
    ["below the other: it moves, and back", pair({ weight: "-11" }, {}), "fails-over: ka2 in 4.6, then ka1"],
    ["to a tie", pair({ weight: "-10" }, {}), "stays: ka1 (tie 90 90), then ka1"],
    ["and stays above", pair({ weight: "-5" }, {}), "stays: ka1 (higher 95 90), then ka1"],
    ["without weight: FAULT moves it at once", pair({}, {}), "fails-over: ka2 in 1.6, then ka1"],
    [
      "and nopreempt forbids to take over",
      pair({ weight: "-20" }, { more: "nopreempt" }),
      "stays: ka1 (nopreempt 80 90), then ka1",
    ],
    [
      "without weight, nopreempt or not",
      pair({ more: "nopreempt" }, { more: "nopreempt" }),
      "fails-over: ka2 in 1.6, then ka2",
    ],
    [
      "later, where several failures in a row are asked for",
      pair({ weight: "-11", script: "interval 2\n fall 3" }, {}),
      "fails-over: ka2 in 9.6, then ka1",
    ],
    [
      "with an interval of 0, of which keepalived makes 1",
      pair({ weight: "-11", script: "interval 0" }, {}),
      "fails-over: ka2 in 4.6, then ka1",
    ],
    [
      "later, where a delay holds the other back",
      pair({ weight: "-11" }, { more: "preempt_delay 6" }),
      "fails-over: ka2 in 10.6, then ka1",
    ],
    [
      "that can never fail",
      pair({ weight: "-20", command: "/usr/bin/true" }, {}),
      "stays: ka1 (never-fails), then ka1",
    ],
    [
      "that keepalived can not run",
      pair({ weight: "-20", command: "/bin/pidof nginx" }, {}),
      "stays: ka1 (not-run), then ka1",
    ],
    [
      "that a priority of 255 ignores",
      pair({ weight: "-20", priority: 255 }, {}),
      "stays: ka1 (owner), then ka1",
    ],
    ["that nothing defines", pair({ tracked: "other" }, {}), "no script-fail ka1 chk"],
    [
      "on a node with three members",
      [...pair({ weight: "-15" }, {}), { priority: 80 }],
      "fails-over: ka2 in 4.6, then ka1",
    ],
    [
      "past a node that may not take over to one that may",
      [{ priority: 100, weight: "-50" }, { priority: 90, more: "nopreempt" }, { priority: 80 }],
      "fails-over: ka3 in 4.7, then ka1",
    ],
  ])("%s", (_, written, expected) => {
    expect(outcome(report(written), failing)).toBe(expected);
  });

  it("with equal priorities: it moves, stays after the repair, and moves back at the next fault", () => {
    const found = report([
      { priority: 100, weight: "-30" },
      { priority: 100, weight: "-30" },
    ]);
    const [holder] = found.routers[0]?.steady ?? [];
    const other = holder === "ka1" ? "ka2" : "ka1";
    expect(outcome(found, `script-fail ${holder} chk`)).toBe(`fails-over: ${other} in 4.6, then ${other}`);
  });
});

describe("something else fails", () => {
  const found = report(pair({}, {}));

  it.each([
    ["node-down ka1", "fails-over: ka2 in 3.6, then ka1"],
    ["daemon-stop ka1", "fails-over: ka2 in 0.6, then ka1"],
    ["link-down ka1 eth0", "fails-over: ka2 in 3.6, then ka1"],
    ["cut ka1 ka2", "split-brain: ka1+ka2 in 3.6, then ka1"],
    ["node-down ka2", "stays: ka1 (not-the-holder), then ka1"],
    ["script-fail ka2 chk", "stays: ka1 (not-the-holder), then ka1"],
  ])("%s", (notation, expected) => {
    expect(outcome(found, notation)).toBe(expected);
  });

  it("one thing at a time, on every node", () => {
    expect(found.routers[0]?.faults.map(({ fault }) => named(fault)).sort()).toEqual([
      "cut ka1 ka2",
      "daemon-stop ka1",
      "daemon-stop ka2",
      "link-down ka1 eth0",
      "link-down ka2 eth0",
      "node-down ka1",
      "node-down ka2",
      "script-fail ka1 chk",
      "script-fail ka2 chk",
    ]);
  });

  it("a tracked interface of another network, with the weight that counts", () => {
    const more = "track_interface {\n eth1 weight -5\n }";
    const tracking = report(pair({ more, tracked: "none" }, { more, tracked: "none" }));
    expect(outcome(tracking, "link-down ka1 eth1")).toBe("stays: ka1 (higher 95 90), then ka1");
  });

  it("a process or a file", () => {
    const top =
      "vrrp_track_process web {\n process nginx\n}\ntrack_file off {\n file /run/off\n weight 0\n}\n";
    const more = "track_process {\n web\n }\n track_file {\n off\n }";
    const tracking = report(pair({ top, more, tracked: "none" }, { top, more, tracked: "none" }));
    expect(outcome(tracking, "check-fail ka1 process web")).toBe("fails-over: ka2 in 0.6, then ka1");
    expect(outcome(tracking, "check-fail ka1 file off")).toBe("fails-over: ka2 in 0.6, then ka1");
  });
});

describe("addresses of one virtual router", () => {
  const two = (a: string, b: string) => [
    text({ priority: 100, address: a }),
    text({ priority: 90, address: b }),
  ];

  it("with one fate are told together", () => {
    const [router, ...more] = failoverOf(
      clusterOf(two("192.0.2.10/24\n192.0.2.11/24", "192.0.2.11/24\n192.0.2.10/24")),
    ).routers;
    expect([router?.addresses, more]).toEqual([["192.0.2.10", "192.0.2.11"], []]);
  });

  it("of which the standby lacks one are told apart, as the release has it", () => {
    const fate = (release: string) =>
      failoverOf(clusterOf(two("192.0.2.10/24\n192.0.2.11/24", "192.0.2.10/24"), release)).routers.map(
        (router) => [
          router.addresses.join(),
          router.steady.join("+"),
          router.faults.find(({ fault }) => named(fault) === "node-down ka1")?.holders.join("+"),
        ],
      );
    expect(fate("2.3")).toEqual([
      ["192.0.2.10", "ka1", "ka2"],
      ["192.0.2.11", "ka1", ""],
    ]);
    expect(fate("2.2")).toEqual([
      ["192.0.2.10", "ka1+ka2", "ka2"],
      ["192.0.2.11", "ka1", ""],
    ]);
  });
});

describe("what the files do not tell", () => {
  it.each([
    ["priority", { priority: "{{ prio }}" }],
    ["vrrp_script", { priority: 100, weight: "{{ w }}" }],
    ["track_script", { priority: 100, tracked: "{{ check }}" }],
    ["include", { priority: 100, more: "include more.conf" }],
  ] as const)("is named and not guessed: %s", (keyword, written) => {
    const found = report([written, { priority: 90 }]);
    expect(found.routers).toEqual([]);
    expect(found.unknown.map((one) => one.keyword)).toContain(keyword);
  });
});

describe("a sync group", () => {
  const instance = (name: string, link: string, vrid: number, priority: number, more = "") =>
    `vrrp_instance ${name} {\n interface ${link}\n virtual_router_id ${vrid}\n priority ${priority}\n virtual_ipaddress {\n 192.0.2.${vrid}\n }\n ${more}\n}\n`;
  const node = (group: string, priority: number, more = "") =>
    `vrrp_script chk {\n script "/usr/bin/pidof nginx"\n weight -20\n}\nvrrp_sync_group G {\n ${group}\n group {\n OUT\n IN\n }\n}\n${instance("OUT", "eth0", 51, priority, more)}${instance("IN", "eth1", 52, priority)}`;
  const track = "track_script {\n chk\n }";

  it.each([
    ["ignores the weights of its members", "", track, "stays: ka1 (sync-group), then ka1"],
    [
      "that counts them is held by the member without",
      "sync_group_tracking_weight",
      track,
      "stays: ka1 (other-member), then ka1",
    ],
    ["moves with its own checks", track, "", "fails-over: ka2 in 4.6, then ka1"],
  ])("%s", (_, group, more, expected) => {
    const found = failoverOf(clusterOf([node(group, 100, more), node(group, 90, more)]));
    expect(outcome(found, failing, "OUT")).toBe(expected);
  });

  it("moves as a whole with one interface", () => {
    const found = failoverOf(clusterOf([node("", 100), node("", 90)]));
    expect(outcome(found, "link-down ka1 eth1", "OUT")).toMatch(/^fails-over: ka2/);
    expect(outcome(found, "link-down ka1 eth1", "IN")).toMatch(/^fails-over: ka2/);
  });
});
