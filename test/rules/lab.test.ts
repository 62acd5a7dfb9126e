import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/lint/finding.ts";
import { lintTexts } from "../support/lint-text.ts";
import { shared } from "../support/shared.ts";

interface Scenario {
  readonly id: string;
  readonly nodes: readonly { readonly name: string; readonly addr?: string; readonly conf: string }[];
  readonly events?: readonly { readonly at: number; readonly type: string; readonly node?: string }[];
}

interface Observed {
  readonly id: string;
  /** Milliseconds decide: no expectation. */
  readonly race?: boolean;
  readonly observed: Readonly<Record<string, { readonly checkpoints: readonly Checkpoint[] }>>;
}

interface Checkpoint {
  readonly at: number;
  readonly holders: Readonly<Record<string, readonly string[]>>;
}

const lab = shared("vrrp-lab", "findings beside what running pairs did");
const index =
  lab === undefined ? [] : (JSON.parse(readFileSync(path.join(lab, "index.json"), "utf8")) as Observed[]);
const scenarios = index.flatMap((observed) => {
  const file = path.join(lab ?? "", "scenarios", `${observed.id}.json`);
  if (observed.race === true || !existsSync(file)) return [];
  const scenario = JSON.parse(readFileSync(file, "utf8")) as Scenario;
  return [{ id: observed.id, scenario, versions: Object.values(observed.observed) }];
});

/** Rules whose error says that both nodes hold an address, or one that nobody holds. */
const split = [
  "vrid-mismatch",
  "auth-mismatch",
  "advert-interval-mismatch",
  "version-mismatch",
  "address-set-mismatch",
  "multicast-group-mismatch",
  "transport-mismatch",
  "unicast-peer-mismatch",
  "both-nodes-hold-vip",
];

/** Rules that say that a failing check moves nothing. */
const stuck = ["failover-never-happens"];

function errors({ nodes }: Scenario, rules: readonly string[]): Finding[] {
  const files = nodes.map(({ name, conf }) => ({
    path: `/node-${name}/keepalived.conf`,
    text: conf.replaceAll("@IFACE@", "eth0").replaceAll("@DIR@", "/lab"),
  }));
  return lintTexts(files).filter((f) => f.severity === "error" && rules.includes(f.rule.name));
}

/** What these configurations do not show: the network segment, a change to come, another cluster on the same segment. */
const invisible = new Set([
  "167-interface-other-segment",
  "219-reload-add-vip",
  "125-vrid-collision-same-auth",
]);

const quiet = scenarios.filter(({ scenario, id }) => !invisible.has(id) && scenario.nodes.length > 1);

describe.skipIf(lab === undefined)("a pair that was run without a fault", () => {
  it("is there to compare with", () => {
    expect(readdirSync(path.join(lab ?? "", "scenarios")).length).toBeGreaterThan(100);
    expect(quiet.length).toBeGreaterThan(60);
  });

  it.each(quiet)("is called broken exactly where it was: $id", ({ scenario, versions }) => {
    const first = Math.min(
      ...(scenario.events ?? []).filter((e) => e.at > 0).map((e) => e.at),
      Number.POSITIVE_INFINITY,
    );
    const broken = versions.some(({ checkpoints }) => {
      const last = checkpoints.filter((c) => c.at < first).at(-1);
      const held = Object.values(last?.holders ?? {});
      // An address without a holder counts only where the other addresses have one: else nothing runs at all.
      return (
        held.some((h) => h.length > 1) || (held.some((h) => h.length === 0) && held.some((h) => h.length > 0))
      );
    });
    expect(errors(scenario, split).length > 0).toBe(broken);
  });
});

const failing = scenarios.flatMap(({ id, scenario, versions }) => {
  const [event, next] = scenario.events ?? [];
  if (event?.type !== "script_fail" || event.node === undefined) return [];
  const { node, at } = event;
  const moved = versions.map(({ checkpoints }) => {
    const before = checkpoints.filter((c) => c.at < at).at(-1);
    const after = checkpoints
      .filter((c) => c.at > at && c.at < (next?.at ?? Number.POSITIVE_INFINITY))
      .at(-1);
    const [vip] = Object.keys(before?.holders ?? {});
    if (vip === undefined || before?.holders[vip]?.[0] !== node || after === undefined) return undefined;
    return !(after.holders[vip] ?? []).includes(node);
  });
  // A check that one version refuses to run tells nothing of the arithmetic.
  const [one] = moved;
  if (one === undefined || moved.some((m) => m !== one)) return [];
  return [{ id, scenario, moved: one, tracked: /track_script/.test(scenario.nodes[0]?.conf ?? "") }];
});

/** The check is not tracked, or does not count for a member of a sync group: rules over one file say so. */
const otherRules = new Set(["037-script-not-tracked", "191-sync-group-weighted-script"]);

describe.skipIf(lab === undefined)("a check that was made to fail on the master", () => {
  it("is there to compare with", () => {
    expect(failing.length).toBeGreaterThan(12);
  });

  it.each(failing.filter(({ id, tracked }) => tracked && !otherRules.has(id)))(
    "moves the address exactly where nothing is found: $id",
    ({ scenario, moved }) => {
      expect(errors(scenario, stuck).length === 0).toBe(moved);
    },
  );
});
