import { describe, expect, it } from "vitest";
import { folder, kalint } from "./support.ts";

const pair = "examples/ha-pair";
const fixed = "examples/ha-pair-fixed";

async function json(...args: readonly string[]) {
  const { code, out, err } = await kalint(["failover", "--format", "json", ...args]);
  return { code, err, document: JSON.parse(out) };
}

describe("kalint failover", () => {
  it("shows who holds each address after each fault, and why nothing moves", async () => {
    const { code, out, err } = await kalint(["failover", pair]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("VI_WEB  192.0.2.10  held by ka1");
    expect(out).toContain("95 is not lower than 95");
    expect(out).toContain("held by ka1 and ka2 at once");
  });

  it("speaks Chinese", async () => {
    const { out } = await kalint(["failover", "--lang", "zh-CN", fixed]);
    expect(out).toContain("ka1");
    expect(out).toMatch(/[\u4e00-\u9fff]/);
    expect(out).not.toContain("fails over");
  });

  it("prints the document that other programs read", async () => {
    const { code, document } = await json(fixed);
    expect(code).toBe(0);
    expect(document).toMatchObject({ version: 1, target: "2.3" });
    const [cluster] = document.clusters;
    expect([cluster.name, cluster.nodes]).toEqual(["ha-pair-fixed", ["ka1", "ka2"]]);
    const [web] = cluster.instances;
    expect([web.instance, web.vips, web.steady]).toEqual(["VI_WEB", ["192.0.2.10"], { holders: ["ka1"] }]);
    const events = new Map(web.events.map((one: { notation: string }) => [one.notation, one]));
    expect(events.get("node-down ka1")).toEqual({
      event: { type: "node-down", node: "ka1" },
      notation: "node-down ka1",
      holders: ["ka2"],
      seconds: 3.63,
      after: { holders: ["ka1"], seconds: 3.61 },
      verdict: "fails-over",
    });
    expect(events.get("script-fail ka1 chk_nginx")).toMatchObject({
      event: { type: "script-fail", node: "ka1", script: "chk_nginx" },
      verdict: "fails-over",
    });
    expect(events.get("cut ka1 ka2")).toMatchObject({
      event: { type: "link-down", between: ["ka1", "ka2"] },
      holders: ["ka1", "ka2"],
      verdict: "split-brain",
    });
    expect(events.get("daemon-stop ka2")).toMatchObject({
      holders: ["ka1"],
      seconds: null,
      verdict: "stays",
      reason: { kind: "not-the-holder" },
    });
  });

  it("gives the arithmetic with the verdict", async () => {
    const { document } = await json(pair);
    const tie = document.clusters[0].instances[0].events.find(
      (one: { notation: string }) => one.notation === "script-fail ka1 chk_nginx",
    );
    expect(tie).toMatchObject({
      verdict: "stays",
      reason: { kind: "tie", priority: 95, node: "ka2", other: 95 },
    });
    expect(tie.reason.text).toContain("95 is not lower than 95");
  });

  it.each([
    ["svg", /^<svg [\s\S]*<\/svg>\n?$/],
    ["mermaid", /^flowchart /],
  ])("draws as %s", async (format, expected) => {
    const { code, out } = await kalint(["failover", "--format", format, fixed]);
    expect(code).toBe(0);
    expect(out).toMatch(expected);
  });

  it("says that there is no cluster", async () => {
    const { code, out, err } = await kalint(["failover", `${pair}/ka1`]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^kalint: no cluster in 3 files: .*\n$/);
  });

  it("gives a program its document where there is no cluster, too", async () => {
    const { code, document } = await json(`${pair}/ka1`);
    expect([code, document.clusters]).toEqual([0, []]);
  });

  it("names what a template keeps from it", async () => {
    const instance = (priority: string) =>
      `vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    priority ${priority}\n    virtual_ipaddress {\n        192.0.2.10\n    }\n}\n`;
    const cwd = folder({
      "ka1/keepalived.conf": instance("100"),
      "ka2/keepalived.conf": instance("{{ priority }}"),
    });
    const { code, out } = await kalint(["failover", "."], { cwd });
    expect(code).toBe(0);
    expect(out).toContain("priority");
    expect(out).toContain("ka2");
  });
});

describe("a node on which keepalived does not start", () => {
  it("is named, and the other holds the address alone", async () => {
    const instance = (id: string) =>
      `vrrp_instance VI_1 {\n    interface eth0\n    ${id}\n    priority 100\n    virtual_ipaddress {\n        192.0.2.10\n    }\n}\n`;
    const cwd = folder({
      "ka1/keepalived.conf": instance("virtual_router_id 51"),
      "ka2/keepalived.conf": instance("virtual_router_id 0"),
    });
    const { out } = await kalint(["failover", "."], { cwd });
    expect(out).toContain("keepalived does not start on ka2: `VI_1` has no virtual router ID");
    expect(out).toContain("held by ka1");
    expect(out).toContain("nobody");
  });
});

describe("kalint failover --event", () => {
  const events = "script-fail ka1 chk_nginx at 10; node-down ka2 at 30";

  it("plays a sequence of one's own", async () => {
    const { code, document } = await json(fixed, "--event", events);
    expect(code).toBe(0);
    expect(document).toMatchObject({ version: 1, cluster: "ha-pair-fixed", target: "2.3" });
    expect(document.events).toEqual([
      { at: 10, event: "script-fail ka1 chk_nginx" },
      { at: 30, event: "node-down ka2" },
    ]);
    const last = document.checkpoints.at(-1);
    expect(last.holders["192.0.2.10"]).toEqual(["ka1"]);
    expect(last.states.ka2.VI_WEB).toBe("STOPPED");
    expect(document.changes.map(({ node, op }: { node: string; op: string }) => `${op} ${node}`)).toEqual([
      "add ka2",
      "del ka1",
      "del ka2",
      "add ka1",
    ]);
  });

  it("tells them in order, as text", async () => {
    const { out } = await kalint(["failover", fixed, "--event", events]);
    expect(out).toMatch(
      /10\.00 s {2}\* script-fail ka1 chk_nginx\n[\s\S]*ka2 \+ 192\.0\.2\.10\n[\s\S]*30\.00 s/,
    );
  });

  it.each([
    ["script-fail ka1 chk_nginx", "needs a time in seconds behind it"],
    ["explode ka1 at 3", "unknown event `explode`; known are node-down NODE,"],
    ["script-fail ka1 at 3", "must be `script-fail NODE SCRIPT at SECONDS`"],
    ["node-down ka9 at 3", "no node `ka9`; there are ka1, ka2"],
    ["script-fail ka1 chk at 3", "`ka1` tracks no script `chk`; it tracks chk_nginx"],
    ["link-down ka1 eth9 at 3", "`ka1` uses no interface `eth9`; it uses eth0"],
    ["check-fail ka1 process nginx at 3", "`ka1` tracks no process `nginx`"],
    [";", "no event"],
  ])("says in one line what is wrong: %s", async (text, expected) => {
    const { code, out, err } = await kalint(["failover", fixed, "--event", text]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^kalint: --event: [^\n]*\n$/);
    expect(err).toContain(expected);
  });
});

describe("kalint failover --scenario", () => {
  const conf = (priority: number) =>
    `vrrp_instance VI_1 {\n    interface @IFACE@\n    virtual_router_id 51\n    priority ${priority}\n    virtual_ipaddress {\n        10.9.0.100/24\n    }\n}\n`;
  const scenario = {
    id: "stop",
    nodes: [
      { name: "a", addr: "10.9.0.1/24", conf: conf(100) },
      { name: "b", addr: "10.9.0.2/24", conf: conf(90), start: 0.5 },
    ],
    events: [{ at: 5, type: "stop", node: "a" }],
    checkpoints: [4.8, 7],
    duration: 8,
  };
  const play = (written: unknown, ...args: readonly string[]) => {
    const text = typeof written === "string" ? written : JSON.stringify(written);
    return kalint(["failover", "--scenario", "s.json", ...args], { cwd: folder({ "s.json": text }) });
  };

  it("prints what an observation has", async () => {
    const { code, out } = await play(scenario, "--format", "json", "--target", "keepalived=2.2");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      version: 1,
      scenario: "stop",
      target: "2.2",
      checkpoints: [
        {
          at: 4.8,
          holders: { "10.9.0.100": ["a"] },
          states: { a: { VI_1: "MASTER" }, b: { VI_1: "BACKUP" } },
        },
        {
          at: 7,
          holders: { "10.9.0.100": ["b"] },
          states: { a: { VI_1: "STOPPED" }, b: { VI_1: "MASTER" } },
        },
      ],
      splitSeconds: { "10.9.0.100": 0 },
      nobodySeconds: { "10.9.0.100": 0.6 },
      changes: [
        { at: 3.71, vip: "10.9.0.100", node: "a", op: "add" },
        { at: 5, vip: "10.9.0.100", node: "a", op: "del" },
        { at: 5.65, vip: "10.9.0.100", node: "b", op: "add" },
      ],
    });
  });

  it.each(["text", "svg", "mermaid"])("shows it as %s", async (format) => {
    const { code, out } = await play(scenario, "--format", format);
    expect(code).toBe(0);
    expect(out).toContain("stop");
    expect(out).toContain("10.9.0.100");
  });

  it.each<[string, unknown, string]>([
    ["no JSON", "{", "is no JSON"],
    ["no nodes", {}, "nodes: must be a list of at least one node"],
    [
      "an unknown event",
      { ...scenario, events: [{ at: 1, type: "boom" }] },
      "events[0].type: unknown event `boom`",
    ],
    [
      "an unknown node",
      { ...scenario, events: [{ at: 1, type: "stop", node: "z" }] },
      "events[0].node: no node is called `z`",
    ],
    [
      "an event without time",
      { ...scenario, events: [{ type: "stop", node: "a" }] },
      "events[0].at: must be a number of seconds",
    ],
    [
      "a node without configuration",
      { nodes: [{ name: "a", addr: "10.9.0.1/24" }] },
      "nodes[0].conf: must be the text of a configuration",
    ],
    [
      "two nodes of one name",
      { ...scenario, nodes: [scenario.nodes[0], scenario.nodes[0]] },
      "nodes[1].name: another node is called `a` already",
    ],
  ])("says in one line what is wrong: %s", async (_, written, expected) => {
    const { code, out, err } = await play(written);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^kalint: s\.json: [^\n]*\n$/);
    expect(err).toContain(expected);
  });

  it("does not mix with paths or events", async () => {
    expect((await kalint(["failover", "--scenario", "s.json", "."])).err).toContain(
      "--scenario takes no PATH",
    );
    expect((await kalint(["failover", "--scenario", "s.json", "--event", "node-down a at 1"])).err).toContain(
      "--scenario and --event exclude each other",
    );
  });
});
