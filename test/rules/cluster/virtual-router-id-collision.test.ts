/** One virtual router ID in two clusters. */
import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../server/src/workspace/config.ts";
import { findingsOf, fixed, type Instance, instance, low } from "../../support/cluster-rules.ts";
import type { TextFile } from "../../support/lint-text.ts";

describe("one virtual router ID in two clusters", () => {
  const rule = "virtual-router-id-collision";
  const cluster = (directory: string, vip: string, node: Instance = {}): TextFile[] => [
    { path: `${directory}/master/keepalived.conf`, text: instance({ ...node, vip, state: "MASTER" }) },
    { path: `${directory}/backup/keepalived.conf`, text: instance({ ...node, vip, ...low }) },
  ];
  const web = (vip: string, node?: Instance) => cluster("/net/web", vip, node);
  const db = (vip: string, node?: Instance) => cluster("/net/db", vip, node);
  const said = (...files: readonly TextFile[]) =>
    findingsOf(rule, files).map((f) => `${f.file.path} ${f.message.id}`);

  it("is found where they lie side by side in one network", () => {
    expect(said(...db("10.20.30.10/24"), ...web("10.20.30.20/24"))).toEqual([
      "/net/web/backup/keepalived.conf accepted",
    ]);
  });

  it("is found between files in one directory", () => {
    const files = [...db("10.20.30.10/24"), ...web("10.20.30.20/24")].map((file) => ({
      ...file,
      path: file.path.replace(/^\/net\/(\w+)\/(\w+)\/keepalived/, "/net/$1-keepalived-$2"),
    }));
    expect(said(...files)).toHaveLength(1);
  });

  it("is a warning and never an error", () => {
    const [finding] = findingsOf(rule, [...db("10.20.30.10/24"), ...web("10.20.30.20/24")]);
    expect(finding?.severity).toBe("warning");
  });

  it("is changed on all nodes by the fix, to one that is free", () => {
    const more = cluster("/net/cache", "10.20.30.30/24", { vrid: 52 });
    const files = [...more, ...db("10.20.30.10/24"), ...web("10.20.30.20/24")];
    const after = fixed(rule, files).filter((file) => file.path.startsWith("/net/web"));
    expect(after.map((file) => /virtual_router_id (\d+)/.exec(file.text)?.[1])).toEqual(["53", "53"]);
  });

  it.each<[string, readonly TextFile[]]>([
    ["another network", [...db("10.20.31.10/24"), ...web("10.20.30.20/24")]],
    ["a network that everybody has", [...db("192.168.1.10/24"), ...web("192.168.1.20/24")]],
    ["no prefix length", [...db("10.20.30.10"), ...web("10.20.30.20")]],
    ["unequal prefix lengths", [...db("10.20.30.10/24"), ...web("10.20.30.20/25")]],
    ["a copy", [...db("10.20.30.10/24\n10.20.30.11/24"), ...web("10.20.30.11/24")]],
    [
      "exercises",
      [...cluster("/examples/db", "10.20.30.10/24"), ...cluster("/examples/web", "10.20.30.20/24")],
    ],
    [
      "places of different build",
      [...cluster("/a/net/db", "10.20.30.10/24"), ...cluster("/b/web", "10.20.30.20/24")],
    ],
    ["another version", [...db("10.20.30.10/24", { more: "version 3" }), ...web("10.20.30.20/24")]],
    [
      "another multicast group",
      [...db("10.20.30.10/24", { more: "mcast_dst_ip 224.0.0.81" }), ...web("10.20.30.20/24")],
    ],
    [
      "unicast",
      [...db("10.20.30.10/24", { more: "unicast_peer {\n 10.20.30.2\n }" }), ...web("10.20.30.20/24")],
    ],
    [
      "unicast in IPv6",
      [...db("fd12:3456::10/64", { more: "unicast_peer {\n fd12:3456::2\n }" }), ...web("fd12:3456::20/64")],
    ],
    ["one cluster below the other", [...cluster("/net", "10.20.30.10/24"), ...web("10.20.30.20/24")]],
    ["another family", [...db("fd12:3456::10/64"), ...web("10.20.30.20/24")]],
  ])("is no finding with %s", (_, files) => {
    expect(said(...files)).toEqual([]);
  });

  it("is found in IPv6 too", () => {
    expect(said(...db("fd12:3456::10/64"), ...web("fd12:3456::20/64"))).toHaveLength(1);
  });

  it("is rejected with another interval, and in 2.2", () => {
    const files = [...db("10.20.30.10/24", { more: "advert_int 2" }), ...web("10.20.30.20/24")];
    expect(said(...files)).toEqual(["/net/web/backup/keepalived.conf rejected"]);
    const config = { ...defaultConfig, targets: { keepalived: "2.2" } };
    const found = findingsOf(rule, [...db("10.20.30.10/24"), ...web("10.20.30.20/24")], config);
    expect(found.map((f) => f.message.id)).toEqual(["rejected"]);
  });

  it("is said once by each cluster but the first, however many there are", () => {
    const files = Array.from({ length: 40 }, (_, i) =>
      cluster(`/net/c${i + 100}`, `10.20.30.${i + 10}/24`),
    ).flat();
    expect(said(...files)).toHaveLength(39);
  });
});
