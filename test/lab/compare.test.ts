import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { repository } from "../support/shared.ts";
import { advertAndCheck, type Change, differences, type Effect } from "./compare.ts";

const vip = "10.9.0.100";

type Written = readonly [number, string, "add" | "del"];

/** What one event at 5 s led to, each with its time behind the event; what was predicted, each with its own time. */
function timesDiffer(real: readonly Written[], expected: readonly Written[], tolerance?: number) {
  const effect: Effect = { at: 5, vip_changes: real.map(([dt, node, op]) => ({ dt, vip, node, op })) };
  const changes: Change[] = expected.map(([at, node, op]) => ({ at, vip, node, op }));
  return differences({ checkpoints: [], event_effects: [effect] }, { checkpoints: [], changes }, tolerance);
}

interface Seen {
  readonly holders?: Readonly<Record<string, readonly string[]>>;
  readonly states?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

function checkpointsDiffer(real: Seen, expected?: Seen) {
  const at = (seen: Seen) => ({ at: 5, holders: {}, states: {}, ...seen });
  return differences(
    { checkpoints: [at(real)], event_effects: [] },
    { checkpoints: expected === undefined ? [] : [at(expected)], changes: [] },
  );
}

describe("a run and a prediction", () => {
  it("agree where holders and states are the same", () => {
    const states = { a: { VI_1: "MASTER" } };
    expect(
      checkpointsDiffer(
        { holders: { [vip]: ["b", "a"] }, states },
        { holders: { [vip]: ["a", "b"] }, states },
      ),
    ).toEqual([]);
  });

  it("differ in who holds an address", () => {
    expect(checkpointsDiffer({ holders: { [vip]: ["a"] } }, {})).toEqual([
      "at 5: 10.9.0.100 is held by a, predicted was nobody",
    ]);
  });

  it("differ where nothing is predicted for a time", () => {
    expect(checkpointsDiffer({})).toEqual(["at 5: nothing is predicted"]);
  });

  it.each([
    [{ VI_1: "BACKUP" }, { VI_1: "MASTER" }, "BACKUP", "MASTER"],
    [{}, { VI_1: "FAULT" }, "silent", "FAULT"],
    [{ VI_1: "FAULT" }, {}, "FAULT", "nothing"],
  ])("differ in a state: %j and %j", (real, expected, seen, said) => {
    expect(checkpointsDiffer({ states: { a: real } }, { states: { a: expected } })).toEqual([
      `at 5: VI_1 on a is ${seen}, predicted was ${said}`,
    ]);
  });

  it("agree on a takeover that is a second off", () => {
    expect(timesDiffer([[3.6, "b", "add"]], [[9.6, "b", "add"]])).toEqual([]);
  });

  it("differ in a takeover that is two seconds off", () => {
    expect(timesDiffer([[3.6, "b", "add"]], [[10.6, "b", "add"]])).toEqual([
      "b takes 10.9.0.100 at 8.6 s, which was not predicted",
      "b takes 10.9.0.100 at 10.6 s was predicted",
    ]);
  });

  it("agree on it where checks run at the time of the fault", () => {
    expect(timesDiffer([[3.6, "b", "add"]], [[10.6, "b", "add"]], advertAndCheck)).toEqual([]);
  });

  it("differ in a takeover that only one side has", () => {
    expect(timesDiffer([], [[8.6, "b", "add"]])).toEqual(["b takes 10.9.0.100 at 8.6 s was predicted"]);
    expect(timesDiffer([[3.6, "b", "add"]], [])).toEqual([
      "b takes 10.9.0.100 at 8.6 s, which was not predicted",
    ]);
  });

  it("agree where an address is taken for an instant", () => {
    const instant: Written[] = [
      [1, "b", "add"],
      [1.2, "b", "del"],
    ];
    expect(timesDiffer(instant, [])).toEqual([]);
  });

  it("agree on what comes before the first event, which the checkpoints show", () => {
    expect(timesDiffer([], [[3.6, "a", "add"]])).toEqual([]);
  });
});

describe("a scenario of ours", () => {
  const ids = (folder: string) =>
    readdirSync(path.join(repository, "test/lab", folder)).map((name) => name.replace(/\.json$/, ""));

  it("was run on both releases", () => {
    const wanted = ids("scenarios").flatMap((id) => [`${id}.2.2.7`, `${id}.2.3.4`]);
    expect(wanted.length).toBeGreaterThanOrEqual(40);
    expect(ids("observed").sort()).toEqual(wanted.sort());
  });
});
