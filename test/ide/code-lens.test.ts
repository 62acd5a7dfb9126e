import { describe, expect, it } from "vitest";
import { codeLensesOf } from "../../server/src/ide/code-lens.ts";
import { inlayHintsOf } from "../../server/src/ide/inlay-hints.ts";
import type { Locale } from "../../server/src/text/locale.ts";
import type { Snapshot } from "../../server/src/workspace/snapshot.ts";
import { text, type Written } from "../ha/support.ts";
import { snapshotOf } from "../support/lint-text.ts";
import { fileOf, nodesOf } from "./failover-cluster.ts";

/** The lenses of each node. */
function lenses(nodes: readonly (Written | string)[], locale: Locale = "en"): string[] {
  const { snapshot, files } = nodesOf(nodes);
  return files.map((file) =>
    codeLensesOf(snapshot, file, locale)
      .map((lens) => lens.text)
      .join(" | "),
  );
}

const pair = (a: Written, b: Written = {}): readonly Written[] => [
  { priority: 100, ...a },
  { priority: 90, ...b },
];

const strangers = { more: "authentication {\n auth_type PASS\n auth_pass two\n }" };

describe("a lens above an instance", () => {
  it.each<[string, readonly (Written | string)[], readonly string[]]>([
    [
      "says where the address goes, and how fast",
      pair({}),
      [
        "MASTER of 192.0.2.10; fails over to ka2 in 3.6 s",
        "BACKUP for 192.0.2.10; takes over from ka1 in 3.6 s",
      ],
    ],
    [
      "counts the checks that move nothing",
      pair({ weight: "-10" }),
      [
        "MASTER of 192.0.2.10; fails over to ka2 in 3.6 s; 1 dead check",
        "BACKUP for 192.0.2.10; takes over from ka1 in 3.6 s; 1 dead check on ka1",
      ],
    ],
    [
      "counts several of them",
      pair({ weight: "-2", more: "track_interface {\n eth1 weight -3\n }" }),
      [
        "MASTER of 192.0.2.10; fails over to ka2 in 3.6 s; 2 dead checks",
        "BACKUP for 192.0.2.10; takes over from ka1 in 3.6 s; 2 dead checks on ka1",
      ],
    ],
    [
      "does not count checks that together move the address",
      pair({ weight: "-6", more: "track_interface {\n eth1 weight -6\n }" }),
      [
        "MASTER of 192.0.2.10; fails over to ka2 in 3.6 s",
        "BACKUP for 192.0.2.10; takes over from ka1 in 3.6 s",
      ],
    ],
    [
      "says that both hold the address",
      pair({}, strangers),
      ["ka1 and ka2 both hold 192.0.2.10", "ka1 and ka2 both hold 192.0.2.10"],
    ],
    [
      "says that all three do",
      [...pair({}, strangers), { priority: 80, more: strangers.more.replace("two", "three") }],
      Array.from({ length: 3 }, () => "ka1, ka2 and ka3 all hold 192.0.2.10"),
    ],
    [
      "says that nobody does",
      pair({ command: "/usr/bin/false" }, { command: "/usr/bin/false" }),
      ["nobody holds 192.0.2.10", "nobody holds 192.0.2.10"],
    ],
    [
      "says that a node is in FAULT",
      pair({ command: "/usr/bin/false" }),
      ["FAULT: ka2 holds 192.0.2.10", "MASTER of 192.0.2.10; nobody takes over when ka2 goes down"],
    ],
    [
      "says that keepalived does not start",
      [text({ priority: 100 }).replace("interface eth0", ""), text({ priority: 90 })],
      [
        "keepalived does not run here: ka2 holds 192.0.2.10",
        "MASTER of 192.0.2.10; nobody takes over when ka2 goes down",
      ],
    ],
    [
      "of the third node says who comes before it",
      [...pair({}), { priority: 80 }],
      [
        "MASTER of 192.0.2.10; fails over to ka2 in 3.6 s",
        "BACKUP for 192.0.2.10; takes over from ka1 in 3.6 s",
        "BACKUP for 192.0.2.10; ka2 takes over from ka1 in 3.6 s",
      ],
    ],
    [
      "tells addresses apart that do not share their fate",
      pair({ address: "192.0.2.10/24\n 192.0.2.11/24" }),
      [
        "MASTER of 192.0.2.10; fails over to ka2 in 3.6 s | MASTER of 192.0.2.11; nobody takes over when ka1 goes down",
        "BACKUP for 192.0.2.10; takes over from ka1 in 3.6 s | BACKUP for 192.0.2.11; nobody takes over when ka1 goes down",
      ],
    ],
  ])("%s", (_, nodes, expected) => {
    expect(lenses(nodes)).toEqual(expected);
  });

  it("names some addresses and counts the rest", () => {
    const address = [10, 11, 12, 13].map((i) => `192.0.2.${i}/24`).join("\n");
    expect(lenses(pair({ address }, { address }))[0]).toMatch(/^MASTER of 192.0.2.10, 192.0.2.11, 2 more;/);
  });

  it("names the instance where it has no address", () => {
    const bare = (priority: number) =>
      `vrrp_instance VI_1 {\n interface eth0\n virtual_router_id 51\n priority ${priority}\n}\n`;
    expect(lenses([bare(100), bare(90)])[0]).toBe("MASTER of VI_1; fails over to ka2 in 3.6 s");
  });

  it("speaks Chinese", () => {
    expect(lenses(pair({ weight: "-10" }), "zh-CN")).toEqual([
      "192.0.2.10 的 MASTER；3.6 秒内切换到 ka2；1 个检查失败也不切换",
      "192.0.2.10 的 BACKUP；3.6 秒内从 ka1 接管；ka1 上有 1 个检查失败也不切换",
    ]);
  });

  it("is not there where a template decides", () => {
    expect(lenses(pair({ priority: "{{ prio }}" }))).toEqual(["", ""]);
  });

  it("is not there for a file in no cluster", () => {
    expect(lenses([{ priority: 100 }])).toEqual([""]);
  });

  it("stands at the instance's name", () => {
    const { snapshot, files } = nodesOf(pair({}));
    const [file] = files;
    const found = file === undefined ? [] : codeLensesOf(snapshot, file);
    expect(found.map(({ span, instance }) => [file?.text.slice(span.start, span.end), instance])).toEqual([
      ["VI_1", "VI_1"],
    ]);
  });

  it("of lines that two nodes read speaks of both at once", () => {
    const own = (i: number) => ({
      path: `/pair/ka${i}/keepalived.conf`,
      text: "include ../common.conf\n",
      dialect: "keepalived" as const,
    });
    const common = {
      path: "/pair/common.conf",
      text: text({ priority: 100 }),
      dialect: "keepalived" as const,
    };
    const snapshot = snapshotOf([own(1), own(2), common]);
    const told = codeLensesOf(snapshot, fileOf(snapshot, common.path)).map((lens) => lens.text);
    expect(told).toEqual(["ka2 holds 192.0.2.10; fails over to ka1 in 3.6 s"]);
  });
});

describe("lenses and hints of a file", () => {
  it("rest on its own cluster alone, however many there are", () => {
    const files = Array.from({ length: 1000 }, (_, i) =>
      [100, 90].map((priority, j) => ({
        path: `/fleet/c${i}/ka${j + 1}/keepalived.conf`,
        text: text({ priority, weight: "-10", address: `10.${i >> 8}.${i & 255}.10/24` }),
        dialect: "keepalived" as const,
      })),
    ).flat();
    const whole = snapshotOf(files);
    const file = fileOf(whole, "/fleet/c500/ka1/keepalived.conf");
    const forbidden = () => {
      throw new Error("other clusters are looked at");
    };
    const narrow: Snapshot = {
      ...whole,
      clusterOf: (asked) => (asked === file ? whole.clusterOf(file) : forbidden()),
      get clusters() {
        return forbidden();
      },
      get units() {
        return forbidden();
      },
    };
    expect(whole.clusters.length).toBe(1000);
    expect(codeLensesOf(narrow, file).map((lens) => lens.text)).toEqual([
      "MASTER of 10.1.244.10; fails over to ka2 in 3.6 s; 1 dead check",
    ]);
    expect(inlayHintsOf(narrow, file)).toHaveLength(2);
  });
});
