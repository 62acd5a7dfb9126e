import { describe, expect, it } from "vitest";
import { keepalived, pair, possiblePeers } from "./node-files.ts";

const files = (east: string, west: string) => ({
  "east/keepalived.conf": east,
  "west/keepalived.conf": west,
});

describe("possible peers", () => {
  const pairOf = "east/keepalived.conf + west/keepalived.conf";
  const master = keepalived({ state: "MASTER" });
  const other = { state: "BACKUP", priority: 90 } as const;

  it("hold one virtual address and have nothing else in common", () => {
    expect(possiblePeers(files(master, keepalived({ ...other, vrid: 52, name: "MAIL" })))).toEqual([
      `${pairOf}: address 192.0.2.10`,
    ]);
  });

  it("send to each other and have nothing else in common", () => {
    const east = keepalived({ peers: ["192.0.2.1", "192.0.2.2"] });
    const west = keepalived({ vip: "192.0.2.20", vrid: 52, name: "B", peers: ["192.0.2.2", "192.0.2.1"] });
    expect(possiblePeers(files(east, west))).toEqual([`${pairOf}: peers 192.0.2.2`]);
  });

  it("are one virtual router in one network without a common address", () => {
    expect(possiblePeers(files(master, keepalived({ ...other, vip: "192.0.2.100" })))).toEqual([
      `${pairOf}: alike 51 VI_1 192.0.2.0/24`,
    ]);
  });

  it.each([
    ["are nodes of one cluster", keepalived(other)],
    ["are both masters of the address", keepalived({ state: "MASTER", vrid: 52, name: "B" })],
    ["differ in network", keepalived({ ...other, vip: "198.51.100.10" })],
    ["are both master of it", keepalived({ state: "MASTER", priority: 90, vip: "192.0.2.100" })],
    ["say the same of their role", keepalived({ state: "MASTER", vip: "192.0.2.100" })],
  ])("are none if they %s", (_, west) => {
    expect(possiblePeers(files(master, west))).toEqual([]);
  });

  it("are none if their passwords differ as well as their addresses", () => {
    const east = keepalived({ state: "MASTER", password: "one" });
    const west = keepalived({ ...other, vip: "192.0.2.100", password: "two" });
    expect(possiblePeers(files(east, west))).toEqual([]);
  });

  it("are none if they hold the address of keepalived's own sample", () => {
    const vip = "192.168.200.16";
    const west = keepalived({ ...other, vip, vrid: 52, name: "B" });
    expect(possiblePeers(files(keepalived({ state: "MASTER", vip }), west))).toEqual([]);
  });

  it("are none if they lie far from each other", () => {
    const far = "a/b/c/d/e/keepalived.conf";
    const west = keepalived({ ...other, vrid: 52, name: "B" });
    expect(possiblePeers({ "keepalived.conf": master, [far]: west })).toEqual([]);
  });

  it("are none among a hundred examples", () => {
    const examples = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [
        `examples/${String.fromCharCode(97 + (i % 26))}${i}x/keepalived.conf`,
        keepalived({
          vip: `192.168.${i % 3}.100`,
          vrid: 50 + (i % 7),
          state: i % 2 === 0 ? "MASTER" : "BACKUP",
          priority: 90 + (i % 11),
        }),
      ]),
    );
    expect(possiblePeers(examples)).toEqual([]);
  });

  it("are each other's alone: the stronger sign wins", () => {
    const found = possiblePeers({
      "a/keepalived.conf": keepalived({ state: "MASTER", vip: "192.0.2.10" }),
      "b/keepalived.conf": keepalived({ ...other, vip: "192.0.2.10", vrid: 52, name: "B" }),
      "c/keepalived.conf": keepalived({ ...other, vip: "192.0.2.30" }),
    });
    expect(found).toEqual(["a/keepalived.conf + b/keepalived.conf: address 192.0.2.10"]);
  });

  it("are found beside a cluster that has nothing to do with them", () => {
    const vip = "192.0.2.50";
    const found = possiblePeers({
      "ka1/keepalived.conf": pair[0],
      "ka2/keepalived.conf": pair[1],
      ...files(
        keepalived({ vip, vrid: 60, name: "A", state: "MASTER" }),
        keepalived({ ...other, vip, vrid: 61, name: "B" }),
      ),
    });
    expect(found).toEqual([`${pairOf}: address ${vip}`]);
  });
});
