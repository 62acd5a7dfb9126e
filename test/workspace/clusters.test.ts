import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type Config, defaultConfig } from "../../server/src/workspace/config.ts";
import type { Snapshot } from "../../server/src/workspace/snapshot.ts";
import { snapshotOf } from "../support/lint-text.ts";
import { shared } from "../support/shared.ts";

interface Node {
  readonly vip?: string;
  readonly vrid?: number;
  readonly name?: string;
  readonly priority?: number;
  readonly peers?: readonly [own: string, other: string];
  readonly pragma?: string;
}

function keepalived({
  vip = "192.0.2.10",
  vrid = 51,
  name = "VI_1",
  priority = 100,
  peers,
  pragma,
}: Node = {}): string {
  const unicast =
    peers === undefined
      ? ""
      : `    unicast_src_ip ${peers[0]}\n    unicast_peer {\n        ${peers[1]}\n    }\n`;
  const comment = pragma === undefined ? "" : `# kalint: ${pragma}\n`;
  return `${comment}vrrp_instance ${name} {\n    interface eth0\n    virtual_router_id ${vrid}\n    priority ${priority}\n${unicast}    virtual_ipaddress {\n        ${vip}\n    }\n}\n`;
}

const haproxy = "defaults\n    mode http\nfrontend web\n    bind :80\n";
const nginx = "events {}\nhttp {}\n";

function clusters(files: Readonly<Record<string, string>>, config: Partial<Config> = {}): string[] {
  const texts = Object.entries(files).map(([name, text]) => ({ path: `/r/${name}`, text }));
  return spell(snapshotOf(texts, { ...defaultConfig, directory: "/r", ...config }));
}

/** `evidence: node=file,file node=file`, paths without `/r/`. */
function spell(snapshot: Snapshot): string[] {
  return snapshot.clusters.map(({ evidence, nodes }) => {
    const spelled = nodes.map((n) => `${n.name}=${n.units.map((u) => u.files[0]?.path.slice(3)).join(",")}`);
    return `${evidence.kind}: ${spelled.join(" ")}`;
  });
}

/** Two nodes that share nothing but what every tutorial has: only their paths can bring them together. */
const strangers = [
  keepalived({ vip: "192.0.2.10" }),
  keepalived({ vip: "198.51.100.20", priority: 90 }),
] as const;

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

  it("are the parts of one node", () => {
    expect(
      clusters({ "keepalived/conf.d/vi-1.conf": strangers[0], "keepalived/conf.d/vi-2.conf": strangers[1] }),
    ).toEqual([]);
  });

  it("are proxies without keepalived", () => {
    expect(clusters({ "haproxy-master.cfg": haproxy, "haproxy-backup.cfg": haproxy })).toEqual([]);
  });
});

const corpus = shared("corpus/keepalived-clusters", "the clusters of real repositories");

interface Manifest {
  readonly sets: readonly {
    readonly set: string;
    readonly nodes: readonly string[];
    readonly related: readonly string[];
  }[];
  readonly files: readonly { readonly file: string; readonly provenance: { readonly path: string } }[];
}

describe.skipIf(corpus === undefined)("the clusters of real repositories", () => {
  const manifest: Manifest =
    corpus !== undefined && existsSync(path.join(corpus, "MANIFEST.json"))
      ? (JSON.parse(readFileSync(path.join(corpus, "MANIFEST.json"), "utf8")) as Manifest)
      : { sets: [], files: [] };
  const original = new Map(manifest.files.map(({ file, provenance }) => [file, provenance.path]));

  it.each(manifest.sets.map((set) => ({ name: set.set, set })))("are found: $name", ({ set }) => {
    const texts = [...set.nodes, ...set.related].map((file) => ({
      path: `/r/${original.get(file)}`,
      text: readFileSync(path.join(corpus ?? "", file), "utf8"),
    }));
    const snapshot = snapshotOf(texts);
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
    expect(found).toEqual([set.nodes.map((file) => `/r/${original.get(file)}`).sort()]);
  });
});
