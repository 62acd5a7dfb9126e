import { describe, expect, it } from "vitest";
import { inlayHintsOf } from "../../server/src/ide/inlay-hints.ts";
import type { Locale } from "../../server/src/text/locale.ts";
import type { Written } from "../ha/support.ts";
import { snapshotOf } from "../support/lint-text.ts";
import { fileOf, nodesOf } from "./failover-cluster.ts";

/** The lines of a node that have hints, each with what stands behind its number. */
function hinted(nodes: readonly (Written | string)[], node = 1, locale: Locale = "en"): string[] {
  const { snapshot, files } = nodesOf(nodes);
  const file = files[node - 1];
  if (file === undefined) throw new Error(`no node ${node}`);
  return inlayHintsOf(snapshot, file, locale).map(({ offset, text }) => {
    const { line, column } = file.lines.position(offset);
    const written = file.lines.lineText(line);
    return `${written.slice(0, column).trim()} «${text}»${written.slice(column)}`;
  });
}

const script = (nodes: readonly (Written | string)[], node = 1) =>
  hinted(nodes, node).filter((line) => line.startsWith("weight"));

const pair = (a: Written, b: Written = {}): readonly Written[] => [
  { priority: 100, ...a },
  { priority: 90, ...b },
];

/** The nodes do not take each other's advertisements. */
const strangers = { more: "authentication {\n auth_type PASS\n auth_pass two\n }" };
const startup = "global_defs {\n vrrp_startup_delay 10\n}";

describe("a hint behind a priority", () => {
  it.each<[string, readonly Written[], string, string]>([
    [
      "says whom the holder beats, and who beats the standby",
      pair({}),
      "priority 100 «holds the address: above ka2 (90)»",
      "priority 90 «below ka1 (100)»",
    ],
    [
      "says that both are the same",
      pair({}, { priority: 100 }),
      "priority 100 «same as ka2»",
      "priority 100 «holds the address: same as ka1»",
    ],
    [
      "counts the weights that matter in",
      pair({}, { weight: "20" }),
      "priority 100 «below ka2 (110)»",
      "priority 90 «= 110 with all checks, holds the address: above ka1 (100)»",
    ],
    [
      "says who keeps the address with a lower priority",
      pair({ priority: 90, state: "MASTER" }, { priority: 100, top: startup, more: "nopreempt" }),
      "priority 90 «holds the address: below ka2 (100)»",
      "priority 100 «above ka1 (90)»",
    ],
  ])("%s", (_, nodes, first, second) => {
    const priority = (node: number) => hinted(nodes, node).filter((line) => line.startsWith("priority"));
    expect([...priority(1), ...priority(2)]).toEqual([first, second]);
  });

  it("says that a node is in FAULT whatever its priority is, and nothing where no other takes part", () => {
    const nodes = pair({ command: "/usr/bin/false" });
    expect(hinted(nodes)).toEqual(["priority 100 «in FAULT all the time»"]);
    expect(hinted(nodes, 2)).toEqual([]);
  });

  it("says nothing where each holds the address: the numbers are not compared", () => {
    expect(hinted(pair({}, strangers))).toEqual([]);
  });

  it("speaks of being master where there is no address", () => {
    const bare = (priority: number) =>
      `vrrp_instance VI_1 {\n interface eth0\n virtual_router_id 51\n priority ${priority}\n}\n`;
    expect(hinted([bare(100), bare(90)])).toEqual(["priority 100 «is master: above ka2 (90)»"]);
  });
});

describe("a hint behind a weight", () => {
  it.each<[string, readonly Written[], string]>([
    ["of a tie", pair({ weight: "-10" }), "weight -10 «90 when chk fails: ties with ka2»"],
    ["that does not reach", pair({ weight: "-5" }), "weight -5 «95 when chk fails: still above ka2 (90)»"],
    ["that moves the address", pair({ weight: "-11" }), "weight -11 «89 when chk fails: below ka2 (90)»"],
    [
      "that is added while all is well",
      pair({ weight: "20" }, { weight: "20" }),
      "weight 20 «100 when chk fails: below ka2 (110)»",
    ],
    ["of nothing", pair({ weight: "0" }), "weight 0 «FAULT when chk fails: ka2 takes over»"],
    [
      "of nothing whose success is the fault",
      pair({ weight: "0 reverse" }, { weight: "0 reverse" }),
      "weight 0 «FAULT when chk succeeds: ka2 takes over» reverse",
    ],
    [
      "that a standby does not answer",
      pair({ weight: "-20" }, { more: "nopreempt" }),
      "weight -20 «80 when chk fails: below ka2 (90), which has nopreempt»",
    ],
    [
      "of a command that never fails",
      pair({ weight: "-20", command: "/usr/bin/true" }),
      "weight -20 «chk never fails»",
    ],
    [
      "of a command that always fails",
      pair({ weight: "-5", command: "/usr/bin/false" }),
      "weight -5 «chk fails all the time»",
    ],
    [
      "of a command that keepalived does not run",
      pair({ weight: "-20", command: "/bin/pidof nginx" }),
      "weight -20 «chk is never run»",
    ],
    [
      "that an address owner ignores",
      pair({ weight: "-20", priority: 255 }),
      "weight -20 «no effect: the priority of an address owner never changes»",
    ],
    [
      "where each node holds the address",
      pair({ weight: "-20" }, strangers),
      "weight -20 «80 when chk fails»",
    ],
    [
      "of addresses one of which nobody takes over",
      pair({ weight: "-20", address: "192.0.2.10/24\n 192.0.2.11/24" }),
      "weight -20 «80 when chk fails: nobody takes over»",
    ],
  ])("%s", (_, nodes, expected) => {
    expect(script(nodes)).toEqual([expected]);
  });

  it("of a standby compares with the holder", () => {
    expect(script(pair({ weight: "-5" }, { weight: "-5" }), 2)).toEqual([
      "weight -5 «85 when chk fails: below ka1 (100)»",
    ]);
  });

  it("stands at the place of use where the weight is written there", () => {
    const nodes = pair({ weight: "-50", tracked: "chk weight -5" });
    expect(script(nodes)).toEqual([]);
    expect(hinted(nodes)).toContain("chk weight -5 «95 when chk fails: still above ka2 (90)»");
  });

  it("of an interface says that it is down", () => {
    const nodes = pair({ tracked: "none", more: "track_interface {\n eth1 weight -10\n }" });
    expect(hinted(nodes)).toContain("eth1 weight -10 «90 when eth1 is down: ties with ka2»");
  });

  it("of a process says that it ends", () => {
    const top = "vrrp_track_process p {\n process nginx\n weight -20\n}";
    const nodes = pair({ tracked: "none", top, more: "track_process {\n p\n }" });
    expect(hinted(nodes)).toContain("weight -20 «80 when process p ends: below ka2 (90)»");
  });

  it("says nothing of how much a file takes away", () => {
    const top = 'track_file f {\n file "/tmp/f"\n weight 2\n}';
    const nodes = pair({ tracked: "none", top, more: "track_file {\n f\n }" });
    expect(script(nodes)).toEqual([]);
  });

  it("of a script that two instances track says the worse of the two", () => {
    const second = (priority: number): Written => ({
      priority: priority - 5,
      weight: "-20",
      more: `track_script {
        chk
    }
}
vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    priority ${priority === 100 ? 100 : 50}
    virtual_ipaddress {
        198.51.100.10/24
    }`,
      tracked: "chk",
      address: "192.0.2.10/24",
    });
    expect(script([second(100), second(90)])).toEqual([
      "weight -20 «80 when chk fails: still above ka2 (50)»",
    ]);
  });
});

describe("hints", () => {
  it("come in the order of their lines and explain themselves", () => {
    const { snapshot, files } = nodesOf(pair({ weight: "-10" }));
    const hints = files.slice(0, 1).flatMap((file) => inlayHintsOf(snapshot, file));
    expect(hints.map(({ tooltip }) => tooltip)).toEqual([
      "VI_1 192.0.2.10: `chk` fails on ka1: ka1 keeps it: 90 is not lower than 90: ka2 has 90, and a tie never preempts",
      "VI_1 192.0.2.10: held by ka1\n\nPriorities while all checks succeed: ka1 100, ka2 90",
    ]);
  });

  it("speak Chinese", () => {
    expect(hinted(pair({ weight: "-10" }), 1, "zh-CN")).toEqual([
      "weight -10 «chk 失败时为 90：与 ka2 相同»",
      "priority 100 «持有 VIP：高于 ka2（90）»",
    ]);
  });

  it.each<[string, readonly Written[]]>([
    ["a priority that a template decides", pair({ priority: "{{ prio }}", weight: "-10" })],
    ["a weight that a template decides", pair({ weight: "{{ weight }}" })],
    ["a file that is not there", pair({ weight: "-10", top: "include other.conf" })],
  ])("say nothing because of %s", (_, nodes) => {
    expect(hinted(nodes)).toEqual([]);
    expect(hinted(nodes, 2)).toEqual([]);
  });

  it("say nothing of a file in no cluster", () => {
    expect(hinted([{ priority: 100, weight: "-10" }])).toEqual([]);
  });

  it("stand in the file that has the number, whichever file has the instance", () => {
    const scripts = 'vrrp_script chk {\n script "/usr/bin/pidof nginx"\n weight -10\n}\n';
    const main = (priority: number) => `include checks.conf
vrrp_instance VI_1 {
  interface eth0
  virtual_router_id 51
  priority ${priority}
  virtual_ipaddress {
    192.0.2.10/24
  }
  track_script {
    chk
  }
}
`;
    const files = [1, 2].flatMap((i) => [
      { path: `/pair/ka${i}/keepalived.conf`, text: main(110 - 10 * i) },
      { path: `/pair/ka${i}/checks.conf`, text: scripts },
    ]);
    const snapshot = snapshotOf(files.map((file) => ({ ...file, dialect: "keepalived" as const })));
    const told = (path: string) => inlayHintsOf(snapshot, fileOf(snapshot, path)).map(({ text }) => text);
    expect(told("/pair/ka1/checks.conf")).toEqual(["90 when chk fails: ties with ka2"]);
    expect(told("/pair/ka1/keepalived.conf")).toEqual(["holds the address: above ka2 (90)"]);
  });
});
