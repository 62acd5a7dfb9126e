import { describe, expect, it } from "vitest";
import { editDistance, nearestName } from "../../server/src/catalogue/near.ts";

describe("near names", () => {
  it.each([
    ["prioity", "priority"],
    ["vitual_ipaddress", "virtual_ipaddress"],
    ["notify_bakcup", "notify_backup"],
    ["nopreemt", "nopreempt"],
    ["master", "MASTER"],
  ])("takes %s for %s", (written, meant) => {
    const known = [
      "priority",
      "virtual_ipaddress",
      "notify_backup",
      "notify_master",
      "nopreempt",
      "MASTER",
      "BACKUP",
      "state",
    ];
    expect(nearestName(written, known)).toBe(meant);
  });

  it("says nothing where two are equally near", () => {
    expect(nearestName("serber", ["server", "serbar"])).toBeUndefined();
  });

  it("says nothing where none is near", () => {
    expect(nearestName("banana", ["priority", "state"])).toBeUndefined();
  });

  it("counts a swap of neighbours once", () => {
    expect(editDistance("abcd", "abdc", 3)).toBe(1);
    expect(editDistance("abc", "", 5)).toBe(3);
  });
});
