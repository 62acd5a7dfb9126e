import { describe, expect, it } from "vitest";
import { steadyHolders, whenFailing } from "../../server/src/ha/failover.ts";
import type { RouterNode } from "../../server/src/ha/priority.ts";
import { router, text, type Written } from "./support.ts";

function nodes(...written: readonly Written[]): RouterNode[] {
  return written.flatMap((w, i) => router(text(w), "abc"[i]) ?? []);
}

/** What the failure of the holder's checks leads to, in words. */
function outcome(...written: readonly Written[]): string {
  const routers = nodes(...written);
  const [holder] = steadyHolders(routers);
  if (holder === undefined) return "no holder";
  const found = whenFailing(routers, holder, holder.checks);
  if (found.kind === "nobody") return "nobody";
  return found.kind === "moves"
    ? `moves to ${found.to.node}`
    : `stays: ${found.because} ${found.from} ${found.bestPriority}`;
}

describe("the address is held", () => {
  it.each<[string, readonly Written[], string]>([
    [
      "by the highest priority, whatever the states say",
      [
        { state: "BACKUP", priority: 100 },
        { state: "MASTER", priority: 90 },
      ],
      "a",
    ],
    [
      "by the highest priority with its checks counted in",
      [{ priority: 100 }, { priority: 90, weight: "20" }],
      "b",
    ],
    [
      "by whoever starts first where priorities are equal",
      [{ priority: 100 }, { priority: 100 }, { priority: 90 }],
      "ab",
    ],
  ])("%s", (_, written, holders) => {
    expect(
      steadyHolders(nodes(...written))
        .map((r) => r.node)
        .join(""),
    ).toBe(holders);
  });
});

describe("a failing check of the holder", () => {
  it.each<[string, readonly Written[], string]>([
    [
      "moves the address where it falls below the other",
      [{ priority: 100, weight: "-11" }, { priority: 90 }],
      "moves to b",
    ],
    ["moves nothing at a tie", [{ priority: 100, weight: "-5" }, { priority: 95 }], "stays: tie 95 95"],
    [
      "moves nothing where it stays above",
      [{ priority: 100, weight: "-5" }, { priority: 90 }],
      "stays: higher 95 90",
    ],
    [
      "moves the address from FAULT, whatever the priorities",
      [{ priority: 200 }, { priority: 1 }],
      "moves to b",
    ],
    [
      "moves the address from FAULT to a node with nopreempt too",
      [{ priority: 100 }, { priority: 90, more: "nopreempt" }],
      "moves to b",
    ],
    [
      "moves nothing where nopreempt forbids it",
      [
        { priority: 100, weight: "-20" },
        { priority: 90, more: "nopreempt" },
      ],
      "stays: nopreempt 80 90",
    ],
    [
      "moves the address past a node that may not take it to one that may",
      [{ priority: 100, weight: "-50" }, { priority: 90, more: "nopreempt" }, { priority: 80 }],
      "moves to c",
    ],
    [
      "is counted on both sides where both track it",
      [
        { priority: 101, weight: "2" },
        { priority: 100, weight: "2" },
      ],
      "moves to b",
    ],
    [
      "ties where a positive weight makes up for the gap exactly",
      [
        { priority: 100, weight: "5" },
        { priority: 95, weight: "5" },
      ],
      "stays: tie 100 100",
    ],
    [
      "ties where the limit of 1 eats the difference",
      [{ priority: 20, weight: "-30" }, { priority: 1 }],
      "stays: tie 1 1",
    ],
    ["leaves nobody where there is no other node", [{ priority: 100 }], "nobody"],
    [
      "moves nothing from an address owner",
      [{ priority: 255, weight: "-200" }, { priority: 100 }],
      "stays: higher 255 100",
    ],
  ])("%s", (_, written, expected) => {
    expect(outcome(...written)).toBe(expected);
  });
});
