import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { realClusters } from "../support/cluster-corpus.ts";
import { snapshotOf } from "../support/lint-text.ts";
import { shared } from "../support/shared.ts";
import { clusters, haproxy, keepalived, nginx, pair, strangers } from "./node-files.ts";

describe("a cluster", () => {
  it.each([
    ["keepalived-master.conf", "keepalived-backup.conf", "master", "backup"],
    ["keepalived_primary.conf", "keepalived_standby.conf", "primary", "standby"],
    ["keepalived.conf-node01", "keepalived.conf-node02", "node01", "node02"],
    ["keepalived.conf.master", "keepalived.conf.backup", "master", "backup"],
    ["lb1-keepalived.conf", "lb2-keepalived.conf", "lb1", "lb2"],
    ["keepalived-1.conf", "keepalived-2.conf", "1", "2"],
    ["keepalived.conf.node-192.0.2.1", "keepalived.conf.node-192.0.2.2", "192.0.2.1", "192.0.2.2"],
    ["keepalived_master_FIX.conf", "keepalived_slave_FIX.conf", "master", "slave"],
    ["templates/keepalived-master.conf.j2", "templates/keepalived-backup.conf.j2", "master", "backup"],
  ])("is known by a token in the file's name: %s, %s", (a, b, first, second) => {
    const expected = [`${first}=${a}`, `${second}=${b}`].sort((x, y) =>
      (x.split("=")[1] ?? "") < (y.split("=")[1] ?? "") ? -1 : 1,
    );
    expect(clusters({ [a]: strangers[0], [b]: strangers[1] })).toEqual([`path-token: ${expected.join(" ")}`]);
  });

  it("is known by a directory per node, and takes what the other daemons have there", () => {
    const files = {
      "ka1/etc/keepalived/keepalived.conf": strangers[0],
      "ka1/etc/nginx/nginx.conf": nginx,
      "ka2/etc/haproxy/haproxy.cfg": haproxy,
      "ka2/etc/keepalived/keepalived.conf": strangers[1],
    };
    expect(clusters(files)).toEqual([
      "directory: ka1=ka1/etc/keepalived/keepalived.conf,ka1/etc/nginx/nginx.conf ka2=ka2/etc/keepalived/keepalived.conf,ka2/etc/haproxy/haproxy.cfg",
    ]);
  });

  it("takes the other daemons' files by the same token in their names", () => {
    const files = {
      "haproxy/haproxy01-haproxy.cfg": haproxy,
      "haproxy/haproxy02-haproxy.cfg": haproxy,
      "keepalived/haproxy01-keepalived.conf": strangers[0],
      "keepalived/haproxy02-keepalived.conf": strangers[1],
    };
    expect(clusters(files)).toEqual([
      "path-token: haproxy01=keepalived/haproxy01-keepalived.conf,haproxy/haproxy01-haproxy.cfg haproxy02=keepalived/haproxy02-keepalived.conf,haproxy/haproxy02-haproxy.cfg",
    ]);
  });

  it("may have its token in two places at once", () => {
    expect(
      clusters({ "lb1/keepalived-master.conf": strangers[0], "lb2/keepalived-backup.conf": strangers[1] }),
    ).toEqual(["directory: lb1=lb1/keepalived-master.conf lb2=lb2/keepalived-backup.conf"]);
  });

  it("may have two tokens in one name", () => {
    expect(
      clusters({ "lb1-master.keepalived.conf": strangers[0], "lb2-backup.keepalived.conf": strangers[1] }),
    ).toEqual(["path-token: lb1=lb1-master.keepalived.conf lb2=lb2-backup.keepalived.conf"]);
  });

  it("is one for each place that has all its nodes", () => {
    const names = [
      "a/keepalived-master.conf",
      "a/keepalived-backup.conf",
      "b/keepalived-master.conf",
      "b/keepalived-backup.conf",
    ];
    expect(clusters(Object.fromEntries(names.map((name) => [name, keepalived()])))).toEqual([
      "path-token: backup=a/keepalived-backup.conf master=a/keepalived-master.conf",
      "path-token: backup=b/keepalived-backup.conf master=b/keepalived-master.conf",
    ]);
  });

  it("is known by what the files say: the same address and virtual router", () => {
    expect(
      clusters({
        "east/keepalived.conf": keepalived({ name: "A" }),
        "west/keepalived.conf": keepalived({ name: "B", priority: 90 }),
      }),
    ).toEqual(["content: east=east/keepalived.conf west=west/keepalived.conf"]);
  });

  it("is known by each other's unicast peers though all else differs", () => {
    const files = {
      "east/keepalived.conf": keepalived({ vip: "192.0.2.10", vrid: 51, peers: ["192.0.2.1", "192.0.2.2"] }),
      "west/keepalived.conf": keepalived({ vip: "192.0.2.11", vrid: 52, peers: ["192.0.2.2", "192.0.2.1"] }),
    };
    expect(clusters(files)).toEqual(["content: east=east/keepalived.conf west=west/keepalived.conf"]);
  });

  it("does not need the same virtual router ID, which is what is checked", () => {
    expect(
      clusters({
        "east/keepalived.conf": keepalived({ vrid: 51 }),
        "west/keepalived.conf": keepalived({ vrid: 52, priority: 90 }),
      }),
    ).toHaveLength(1);
  });

  it("has the plain name as its other node, if the files are alike", () => {
    expect(
      clusters({ "keepalived.conf": keepalived(), "keepalived-backup.conf": keepalived({ priority: 90 }) }),
    ).toEqual(["path-token: backup=keepalived-backup.conf keepalived.conf=keepalived.conf"]);
  });

  it("is what a comment says, before all else", () => {
    const files = {
      "keepalived-backup.conf": keepalived({ priority: 90 }),
      "keepalived-master.conf": keepalived({ pragma: "cluster=web node=a" }),
      "x/one.conf": keepalived({ pragma: "cluster=web node=b" }),
    };
    expect(clusters(files)).toEqual(["pragma: a=keepalived-master.conf b=x/one.conf"]);
  });

  it("that a comment names may leave the nodes' names to their directories", () => {
    const files = {
      "east/keepalived.conf": keepalived({ pragma: "cluster=web" }),
      "west/keepalived.conf": keepalived({ pragma: "cluster=web" }),
    };
    expect(clusters(files)).toEqual(["pragma: east=east/keepalived.conf west=west/keepalived.conf"]);
  });

  it("takes nothing that a comment puts into another cluster, whether or not its other node is there", () => {
    const files = {
      "keepalived-backup.conf": pair[1],
      "keepalived-master.conf": `# kalint: cluster=other\n${pair[0]}`,
    };
    expect(clusters(files)).toEqual([]);
  });

  it("is what kalint.json says, before any comment", () => {
    const files = {
      "a.conf": keepalived({ pragma: "cluster=other node=a" }),
      "b.conf": keepalived({ priority: 90 }),
      "sub/haproxy.cfg": haproxy,
    };
    const web = {
      name: "web",
      nodes: [
        { name: "n1", files: ["a.conf"] },
        { name: "n2", files: ["b.*", "sub/**"] },
      ],
    };
    expect(clusters(files, { clusters: [web] })).toEqual(["configured: n1=a.conf n2=b.conf,sub/haproxy.cfg"]);
  });

  it("of many numbered nodes is split by what ties them together", () => {
    const files = Object.fromEntries(
      [1, 2, 3, 4].map((n) => [
        `node${n}/keepalived.conf`,
        keepalived({ vip: `192.0.2.${n < 3 ? 10 : 20}`, priority: 100 - n }),
      ]),
    );
    expect(clusters(files)).toEqual([
      "directory: node1=node1/keepalived.conf node2=node2/keepalived.conf",
      "directory: node3=node3/keepalived.conf node4=node4/keepalived.conf",
    ]);
  });

  it("of three keeps the one whose address has a typing error", () => {
    const files = Object.fromEntries(
      [1, 2, 3].map((n) => [
        `node${n}/keepalived.conf`,
        keepalived({ vip: n === 3 ? "192.0.2.100" : "192.0.2.10" }),
      ]),
    );
    expect(clusters(files)).toEqual([
      "directory: node1=node1/keepalived.conf node2=node2/keepalived.conf node3=node3/keepalived.conf",
    ]);
  });
});

describe("a cluster of hosts with names of any kind", () => {
  it("takes what the other daemons have in a host's directory", () => {
    const files = {
      "berlin/etc/haproxy/haproxy.cfg": haproxy,
      "berlin/etc/keepalived/keepalived.conf": pair[0],
      "paris/etc/keepalived/keepalived.conf": pair[1],
      "paris/etc/nginx/nginx.conf": nginx,
    };
    expect(clusters(files)).toEqual([
      "content: berlin=berlin/etc/keepalived/keepalived.conf,berlin/etc/haproxy/haproxy.cfg paris=paris/etc/keepalived/keepalived.conf,paris/etc/nginx/nginx.conf",
    ]);
  });

  it("may have backups that say the same of themselves, where each is the root of a host", () => {
    const files = {
      "berlin/etc/keepalived/keepalived.conf": pair[0],
      "paris/etc/keepalived/keepalived.conf": pair[1],
      "rome/etc/keepalived/keepalived.conf": pair[1],
    };
    expect(clusters(files)).toHaveLength(1);
  });

  it("tells two backups of one priority apart by their router_id", () => {
    const node = (routerId: string) => keepalived({ state: "BACKUP", routerId });
    expect(clusters({ "east/keepalived.conf": node("a"), "west/keepalived.conf": node("b") })).toHaveLength(
      1,
    );
  });

  it("is that of the nearest files, not of their copies elsewhere", () => {
    const files = {
      "old/site/east/keepalived.conf": pair[0],
      "old/site/west/keepalived.conf": pair[1],
      "site/east/keepalived.conf": pair[0],
      "site/west/keepalived.conf": pair[1],
    };
    expect(clusters(files)).toEqual([
      "content: east=old/site/east/keepalived.conf west=old/site/west/keepalived.conf",
      "content: east=site/east/keepalived.conf west=site/west/keepalived.conf",
    ]);
  });
});

describe("no cluster", () => {
  it("is a file alone", () => {
    expect(clusters({ "keepalived-master.conf": keepalived() })).toEqual([]);
  });

  it("are two files in one directory that share what every tutorial has", () => {
    expect(clusters({ "one.conf": strangers[0], "two.conf": strangers[1] })).toEqual([]);
  });

  it("are numbered exercises with addresses of their own", () => {
    expect(clusters({ "1/keepalived.conf": strangers[0], "2/keepalived.conf": strangers[1] })).toEqual([]);
  });

  it("is a file and its copy", () => {
    expect(clusters({ "docker/keepalived.conf": keepalived(), "vm/keepalived.conf": keepalived() })).toEqual(
      [],
    );
  });

  it("are files that hold the address of keepalived's own sample", () => {
    expect(
      clusters({
        "x/keepalived.conf": keepalived({ vip: "192.168.200.16" }),
        "y/keepalived.conf": keepalived({ vip: "192.168.200.16", priority: 90 }),
      }),
    ).toEqual([]);
  });

  it("are numbered hosts each with an address of its own", () => {
    const files = Object.fromEntries(
      [1, 2, 3].map((n) => [`node${n}/keepalived.conf`, keepalived({ vip: `192.0.${n}.10` })]),
    );
    expect(clusters(files)).toEqual([]);
  });

  it("are a pair and a copy of one of them, which may be either", () => {
    const files = {
      "copy/keepalived.conf": pair[0],
      "east/keepalived.conf": pair[0],
      "west/keepalived.conf": pair[1],
    };
    expect(clusters(files)).toEqual([]);
  });

  it("are files of one address that differ in VRID and password", () => {
    const files = {
      "nat/keepalived.conf": keepalived({ vrid: 66, password: "one" }),
      "tun/keepalived.conf": keepalived({ priority: 90, password: "two" }),
    };
    expect(clusters(files)).toEqual([]);
  });

  it("are numbered exercises with one address and one role", () => {
    expect(clusters({ "1/keepalived.conf": pair[0], "2/keepalived.conf": pair[0] })).toEqual([]);
  });

  it("are numbered exercises in one directory", () => {
    expect(clusters({ "task-1.conf": strangers[0], "task-2.conf": strangers[1] })).toEqual([]);
  });

  it("is a node and the sample it was made from", () => {
    const sample = keepalived({ state: "MASTER", priority: 150 });
    expect(clusters({ "keepalived.conf": pair[1], "keepalived.conf.sample": sample })).toEqual([]);
  });

  it("are the parts of one node", () => {
    expect(
      clusters({ "keepalived/conf.d/vi-1.conf": strangers[0], "keepalived/conf.d/vi-2.conf": strangers[1] }),
    ).toEqual([]);
  });

  it("are proxies without keepalived", () => {
    expect(clusters({ "haproxy-master.cfg": haproxy, "haproxy-backup.cfg": haproxy })).toEqual([]);
  });
});

const real = realClusters("the clusters of real repositories");

describe.skipIf(real === undefined)("the clusters of real repositories", () => {
  /** Two sites: no address in common, both MASTER of priority 101. */
  const unrelated = new Set(["csesmita__kubernetes-helper"]);

  it.each(real ?? [])("are found: $set", ({ set, nodes: expected, files }) => {
    const snapshot = snapshotOf(files);
    const found = snapshot.clusters.map(({ nodes }) =>
      nodes
        .flatMap(({ units }) =>
          units
            .flatMap((u) => u.files[0] ?? [])
            .filter((f) => f.dialect.id === "keepalived")
            .map((f) => f.path),
        )
        .sort(),
    );
    expect(found).toEqual(unrelated.has(set) ? [] : [[...expected].sort()]);
  });
});

const strays = shared("corpus/keepalived", "keepalived configurations of many repositories");

describe.skipIf(strays === undefined)("the files of many repositories in one directory", () => {
  it("make no cluster and no possible peers", () => {
    const names = readdirSync(strays ?? "").filter((name) => name !== "MANIFEST.json");
    const { clusters: found, possiblePeers } = snapshotOf(
      names.map((name) => ({
        path: `/r/${name}`,
        text: readFileSync(path.join(strays ?? "", name), "utf8"),
        dialect: "keepalived",
      })),
    );
    expect(names.length).toBeGreaterThan(50);
    expect([found, possiblePeers]).toEqual([[], []]);
  });
});
