/** What holds of every run, whatever happens in it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Clock, callOff } from "../../server/src/ha/clock.ts";
import { readHappenings } from "../../server/src/ha/event-notation.ts";
import { playEvents } from "../../server/src/ha/playback.ts";
import { playScenario } from "../../server/src/ha/scenario.ts";
import { eventTypes, readScenario } from "../../server/src/ha/scenario-format.ts";
import { Timeline } from "../../server/src/ha/timeline.ts";
import { second } from "../../server/src/ha/vrrp-node.ts";
import { clusterOf, text } from "./support.ts";

const node = (name: string, addr: string, priority: number, more = "") => ({
  name,
  addr,
  conf: text({ priority, weight: "-20", command: "@DIR@/chk", more, address: "10.9.0.100/24" }).replace(
    "interface eth0",
    "interface @IFACE@",
  ),
});

const nodes = [
  node("a", "10.9.0.1/24", 100),
  node("b", "10.9.0.2/24", 90, "nopreempt"),
  node("c", "10.9.0.3/24", 85, "preempt_delay 3"),
];

const anyEvent = fc.record({
  at: fc.integer({ min: 0, max: 300 }).map((tenths) => tenths / 10),
  type: fc.constantFrom(...eventTypes.filter((type) => type !== "reload" && !type.startsWith("addr"))),
  node: fc.constantFrom("a", "b", "c"),
});

function play(events: readonly unknown[], release: string): Timeline {
  const { scenario, problems } = readScenario(
    JSON.stringify({ id: "any", nodes, events, checkpoints: [], duration: 60 }),
  );
  if (scenario === undefined) throw new Error(problems.join("; "));
  return playScenario(scenario, release, release);
}

describe("a run", () => {
  it("is the same every time", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), fc.constantFrom("2.2", "2.3"), (events, release) => {
        expect(play(events, release)).toEqual(play(events, release));
      }),
      { numRuns: 60 },
    );
  });

  it("ends with one holder, once all is mended and all nodes hear each other", () => {
    const mending = nodes.flatMap(({ name }) =>
      ["resume", "link_up", "plug", "unmute", "undeaf", "script_ok", "start"].map((type) => ({
        at: 31,
        type,
        node: name,
      })),
    );
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), fc.constantFrom("2.2", "2.3"), (events, release) => {
        const timeline = play([...events, { at: 31, type: "heal" }, ...mending], release);
        expect(timeline.holdersAt(timeline.end, "10.9.0.100")).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  it("has at most one holder at a time while nothing but services fail", () => {
    const services = anyEvent.filter(
      ({ type }) => type === "script_fail" || type === "script_ok" || type === "stop",
    );
    fc.assert(
      fc.property(fc.array(services, { maxLength: 12 }), (events) => {
        // Two may answer while an advertisement travels.
        expect(play(events, "2.3").shares("10.9.0.100").several).toBeLessThan(second / 100);
      }),
      { numRuns: 100 },
    );
  });
});

describe("events on a cluster", () => {
  it("may come in any number, at any time", () => {
    const cluster = clusterOf([
      text({ priority: 100, weight: "-20" }),
      text({ priority: 90, weight: "-20" }),
    ]);
    const word = fc.constantFrom("node-down", "node-up", "daemon-stop", "daemon-start");
    const one = fc.tuple(word, fc.constantFrom("ka1", "ka2"), fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 10 }), (events) => {
        const happenings = readHappenings(
          events.map(([what, who, at]) => `${what} ${who} at ${at}`).join(";"),
        );
        if ("problem" in happenings) throw new Error(happenings.problem);
        const playback = playEvents(cluster, happenings);
        expect("problem" in playback).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a clock", () => {
  it("keeps appointments in order of time, those of one time as they were made, and none that was called off", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.boolean()), { maxLength: 60 }), (wanted) => {
        const clock = new Clock();
        const kept: string[] = [];
        const made = wanted.map(([time, stays], i) => {
          const appointment = clock.at(time, () => kept.push(`${clock.now} ${i}`));
          return { time, i, stays, appointment };
        });
        for (const { stays, appointment } of made) if (!stays) callOff(appointment);
        clock.runUntil(100);
        const expected = made
          .filter(({ stays }) => stays)
          .sort((a, b) => a.time - b.time || a.i - b.i)
          .map(({ time, i }) => `${time} ${i}`);
        expect(kept).toEqual(expected);
      }),
    );
  });
});

describe("a timeline", () => {
  const timeline = new Timeline();
  for (const [at, name, held] of [
    [1, "a", true],
    [4, "b", true],
    [6, "a", false],
    [7, "b", false],
  ] as const)
    timeline.addresses.push({ at, node: name, address: "v", held });
  timeline.end = 10;

  it("tells the holders at a time", () => {
    expect([0, 1, 5, 6, 8].map((time) => timeline.holdersAt(time, "v").join(""))).toEqual([
      "",
      "a",
      "ab",
      "b",
      "",
    ]);
  });

  it("tells for how long several hold an address, and nobody after the first", () => {
    expect(timeline.shares("v")).toEqual({ several: 2, none: 3 });
  });

  it("tells who held it from when to when", () => {
    expect(timeline.holdings("v")).toEqual([
      { node: "a", from: 1, to: 6 },
      { node: "b", from: 4, to: 7 },
    ]);
  });
});
