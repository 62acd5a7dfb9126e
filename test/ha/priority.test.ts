import { describe, expect, it } from "vitest";
import { effectivePriority } from "../../server/src/ha/priority.ts";
import { router, text, type Written } from "./support.ts";

/** The priority while all is well, and while every check fails. */
function priorities(written: Written): readonly unknown[] | undefined {
  const node = router(text(written));
  return node === undefined
    ? undefined
    : [effectivePriority(node), effectivePriority(node, new Set(node.checks))];
}

describe("a check", () => {
  it.each<[string, Written, readonly unknown[]]>([
    ["without weight puts the node in FAULT when it fails", { priority: 100 }, [100, "fault"]],
    ["with weight 0 does the same", { priority: 100, weight: "0" }, [100, "fault"]],
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
  ])("%s", (_, written, expected) => {
    expect(priorities(written)).toEqual(expected);
  });
});

describe("the priority", () => {
  it.each<[string, Written, number]>([
    ["is 100 where none is given", {}, 100],
    ["is 255 where none is given to a MASTER", { state: "MASTER" }, 255],
    ["is 100 where it is out of range", { priority: 256 }, 100],
    ["is 100 where it is 0", { priority: 0 }, 100],
  ])("%s", (_, written, expected) => {
    expect(router(text(written))?.base).toBe(expected);
  });
});

describe("nopreempt", () => {
  it.each<[string, Written, boolean]>([
    ["counts for a backup", { priority: 100, more: "nopreempt" }, true],
    ["is cleared for an initial MASTER", { state: "MASTER", priority: 100, more: "nopreempt" }, false],
    ["is cleared for an address owner", { priority: 255, more: "nopreempt" }, false],
  ])("%s", (_, written, expected) => {
    expect(router(text(written))?.nopreempt).toBe(expected);
  });
});

describe("nothing is told", () => {
  it.each<[string, string]>([
    ["where a template gives the priority", text({ priority: "{{ prio }}" })],
    ["where a template gives the weight", text({ priority: 100, weight: "{{ w }}" })],
    [
      "where a template gives the weight at the place of use",
      text({ priority: 100, weight: "-5", tracked: "chk weight {{ w }}" }),
    ],
    ["where a template gives what is tracked", text({ priority: 100, tracked: "{{ check }}" })],
    ["where an included file may say more", text({ priority: 100, more: "include more.conf" })],
    [
      "where a file's content is the weight",
      text({ priority: 100, more: "track_file {\n level weight 1\n }" }),
    ],
    ["where success would be the fault", text({ priority: 100, weight: "0 reverse" })],
    [
      "of a member of a sync group",
      `vrrp_sync_group G {\n group {\n VI_1\n }\n}\n${text({ priority: 100, weight: "-5" })}`,
    ],
  ])("%s", (_, written) => {
    expect(router(written)).toBeUndefined();
  });
});
