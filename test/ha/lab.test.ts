/**
 * The engine beside the real daemon: every scenario that was run, on the releases it was run on. Holders and states at
 * each checkpoint must be the same; addresses must change hands within the time that phases and a busy machine explain.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { playbackJson } from "../../server/src/cli/reporters/failover-json.ts";
import { playbackOf } from "../../server/src/ha/playback.ts";
import { readScenario } from "../../server/src/ha/scenario-format.ts";
import { differences, type Observed, type Predicted } from "../lab/compare.ts";
import { repository, shared } from "../support/shared.ts";

const lab = shared("vrrp-lab", "the comparison with running keepalived pairs");

interface Case {
  readonly id: string;
  /** Of the daemon that was run. */
  readonly version: string;
  readonly folder: string;
}

function casesIn(folder: string, races: ReadonlySet<string> = new Set()): Case[] {
  return readdirSync(path.join(folder, "observed")).flatMap((file) => {
    const [, id, version] = /^(.*?)\.(\d+\.\d+\.\d+)\.json$/.exec(file) ?? [];
    return id === undefined || version === undefined || races.has(id) ? [] : [{ id, version, folder }];
  });
}

/** Scenarios in which milliseconds decide: nothing is expected of them. */
function racesOf(folder: string): ReadonlySet<string> {
  const index = JSON.parse(readFileSync(path.join(folder, "index.json"), "utf8")) as readonly {
    readonly id: string;
    readonly race?: boolean;
  }[];
  return new Set(index.filter(({ race }) => race === true).map(({ id }) => id));
}

/** Runs in which the machine stood still for more than a second between MASTER and its address: only the checkpoints count. */
const stalls = new Set(["179-strict-weighted-script 2.2.7"]);

const cases = [
  ...casesIn(path.join(repository, "test/lab")),
  ...(lab === undefined ? [] : casesIn(lab, racesOf(lab))),
];

describe("a scenario", () => {
  it("is there to compare with", () => {
    expect(cases.length).toBeGreaterThanOrEqual(lab === undefined ? 40 : 254);
  });

  it.each(cases)("goes as with the daemon: $id on $version", ({ id, version, folder }) => {
    const text = readFileSync(path.join(folder, "scenarios", `${id}.json`), "utf8");
    const { scenario, problems } = readScenario(text);
    expect(problems).toEqual([]);
    if (scenario === undefined) return;
    const observed = JSON.parse(readFileSync(path.join(folder, "observed", `${id}.${version}.json`), "utf8"));
    const release = version.replace(/\.\d+$/, "");
    const predicted = playbackJson(playbackOf(scenario, release, release === "2.2" ? "2.3" : "2.2"));
    const { event_effects: effects, ...rest } = observed as Observed;
    const compared = stalls.has(`${id} ${version}`) ? { ...rest, event_effects: [] } : observed;
    expect(differences(compared as Observed, predicted as Predicted)).toEqual([]);
    expect(effects).toBeDefined();
  });
});
