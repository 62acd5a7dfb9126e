import { describe, expect, it } from "vitest";
import { instanceOf, priorityWhileFailing } from "../../server/src/ha/standing.ts";
import { parts, type Written } from "./support.ts";

/** The priority while all is well, and while every check fails. */
function priorities(written: Written): readonly unknown[] {
  const [part] = parts(written);
  if (part === undefined) return [];
  const checks = new Set(instanceOf(part)?.checks ?? []);
  return [priorityWhileFailing(part, new Set()), priorityWhileFailing(part, checks)];
}

describe("a check", () => {
  it.each<[string, Written, readonly unknown[]]>([
    ["without weight puts the node in FAULT when it fails", { priority: 100 }, [100, "fault"]],
    ["with weight 0 does the same", { priority: 100, weight: "0" }, [100, "fault"]],
    [
      "with weight 0, reversed, does so when it succeeds",
      { priority: 100, weight: "0 reverse" },
      [100, "fault"],
    ],
    ["with a negative weight takes it away while it fails", { priority: 100, weight: "-5" }, [100, 95]],
    ["with a positive weight adds it while it succeeds", { priority: 100, weight: "20" }, [120, 100]],
    [
      "with a negative weight, reversed, adds it while it fails",
      { priority: 100, weight: "-20 reverse" },
      [100, 120],
    ],
    [
      "with a positive weight, reversed, takes it away while it succeeds",
      { priority: 100, weight: "20 reverse" },
      [80, 100],
    ],
    [
      "counts with the weight of the place of use",
      { priority: 100, weight: "-5", tracked: "chk weight -30" },
      [100, 70],
    ],
    ["brings the priority to 254 at most", { priority: 250, weight: "20" }, [254, 250]],
    ["brings the priority to 1 at least", { priority: 5, weight: "-20" }, [5, 1]],
    [
      "outside the range counts as it is written at the definition",
      { priority: 200, weight: "-254" },
      [200, 1],
    ],
    ["with a weight does not count for an address owner", { priority: 255, weight: "-20" }, [255, 255]],
    ["without weight counts for an address owner too", { priority: 255 }, [255, "fault"]],
    ["that nothing defines is not tracked", { priority: 100, weight: "-5", tracked: "other" }, [100, 100]],
    [
      "that can never succeed has failed already",
      { priority: 100, weight: "-5", command: "/usr/bin/false" },
      [95, 95],
    ],
    [
      "that keepalived does not run adds nothing",
      { priority: 100, weight: "5", command: "/bin/pidof nginx" },
      [100, 100],
    ],
  ])("%s", (_, written, expected) => {
    expect(priorities(written)).toEqual(expected);
  });
});

describe("a file's number", () => {
  const file = (weight: string) => ({
    priority: 100,
    tracked: "none",
    top: "track_file level {\n file /run/level\n}\n",
    more: `track_file {\n level weight ${weight}\n }`,
  });

  it.each<[string, string, readonly unknown[]]>([
    ["that is low enough puts the node in FAULT", "1", [100, "fault"]],
    ["counts with the sign of its weight", "-1", [100, "fault"]],
    ["other than 0 is the fault where there is no weight", "0", [100, "fault"]],
  ])("%s", (_, weight, expected) => {
    expect(priorities(file(weight))).toEqual(expected);
  });
});

describe("the priority", () => {
  it.each<[string, Written, number]>([
    ["is 100 where none is given", {}, 100],
    ["is 255 where none is given to a MASTER", { state: "MASTER" }, 255],
    ["is 100 where it is out of range", { priority: 256 }, 100],
    ["is 100 where it is 0", { priority: 0 }, 100],
  ])("%s", (_, written, expected) => {
    const [part] = parts(written);
    expect(part === undefined ? undefined : instanceOf(part)?.priority).toBe(expected);
  });
});

describe("nopreempt", () => {
  it.each<[string, Written, boolean]>([
    ["counts for a backup", { priority: 100, more: "nopreempt" }, true],
    ["is cleared for an initial MASTER", { state: "MASTER", priority: 100, more: "nopreempt" }, false],
    ["is cleared for an address owner", { priority: 255, more: "nopreempt" }, false],
  ])("%s", (_, written, expected) => {
    const [part] = parts(written);
    expect(part === undefined ? undefined : instanceOf(part)?.nopreempt).toBe(expected);
  });
});

describe("nothing is told", () => {
  it.each<[string, Written]>([
    ["where a template gives the priority", { priority: "{{ prio }}" }],
    ["where a template gives the weight", { priority: 100, weight: "{{ w }}" }],
    [
      "where a template gives the weight at the place of use",
      { priority: 100, weight: "-5", tracked: "chk weight {{ w }}" },
    ],
    ["where a template gives what is tracked", { priority: 100, tracked: "{{ check }}" }],
    ["where an included file may say more", { priority: 100, more: "include more.conf" }],
  ])("%s", (_, written) => {
    expect(priorities(written)).toEqual([undefined, undefined]);
  });
});
