/** How repositories lay out the files of a cluster's nodes: each layout below is one that people use. */
import { describe, expect, it } from "vitest";
import { lint } from "../../server/src/lint/lint.ts";
import { clusters, haproxy, keepalived, nginx, pair, snapshotIn, strangers } from "./node-files.ts";

/** Files by name; each text is that of the daemon that the name tells, of the first node or the second. */
function laidOut(first: readonly string[], second: readonly string[], nodes: readonly [string, string]) {
  const text = (name: string, node: string) =>
    /haproxy\.cfg/.test(name) ? haproxy : /nginx\.conf/.test(name) ? nginx : node;
  return Object.fromEntries([
    ...first.map((name) => [name, text(name, nodes[0])] as const),
    ...second.map((name) => [name, text(name, nodes[1])] as const),
  ]);
}

describe("names and directories that only nodes have bring files together whatever they say", () => {
  it.each([
    {
      layout: "a folder for each daemon, the node before the name",
      first: ["keepalived/haproxy01-keepalived.conf", "haproxy/haproxy01-haproxy.cfg"],
      second: ["keepalived/haproxy02-keepalived.conf", "haproxy/haproxy02-haproxy.cfg"],
      names: ["haproxy01", "haproxy02"],
    },
    {
      layout: "a folder for each daemon, the node behind the name",
      first: ["keepalived/keepalived.conf-node01", "haproxy/haproxy.cfg-node01"],
      second: ["keepalived/keepalived.conf-node02", "haproxy/haproxy.cfg-node02"],
      names: ["node01", "node02"],
    },
    {
      layout: "a folder for each daemon, in it one for each node",
      first: ["keepalived/node1/keepalived.conf", "haproxy/node1/haproxy.cfg"],
      second: ["keepalived/node2/keepalived.conf", "haproxy/node2/haproxy.cfg"],
      names: ["node1", "node2"],
    },
    {
      layout: "the address behind the name",
      first: ["configs/keepalived.conf.node-10.30.50.115"],
      second: ["configs/keepalived.conf.node-10.30.50.116"],
      names: ["10.30.50.115", "10.30.50.116"],
    },
    {
      layout: "a number in the name",
      first: ["keepalived01.conf"],
      second: ["keepalived02.conf"],
      names: ["keepalived01", "keepalived02"],
    },
    {
      layout: "a role in the name, beside it the other daemon's",
      first: ["keepalived-master.conf", "master.haproxy.cfg"],
      second: ["keepalived-backup.conf", "backup.haproxy.cfg"],
      names: ["master", "backup"],
    },
    {
      layout: "the hosts' own directories in one for each node",
      first: ["ka1/etc/keepalived/keepalived.conf", "ka1/etc/haproxy/haproxy.cfg"],
      second: ["ka2/etc/keepalived/keepalived.conf", "ka2/etc/nginx/nginx.conf"],
      names: ["ka1", "ka2"],
    },
    {
      layout: "host_vars of an inventory",
      first: ["inventory/host_vars/lb1/keepalived.conf", "inventory/host_vars/lb1/haproxy.cfg"],
      second: ["inventory/host_vars/lb2/keepalived.conf", "inventory/host_vars/lb2/haproxy.cfg"],
      names: ["lb1", "lb2"],
    },
    {
      layout: "files of a role by host",
      first: ["roles/keepalived/files/lb1/keepalived.conf"],
      second: ["roles/keepalived/files/lb2/keepalived.conf"],
      names: ["lb1", "lb2"],
    },
  ])("$layout", ({ first, second, names }) => {
    const { clusters: found } = snapshotIn(laidOut(first, second, strangers));
    expect(found).toHaveLength(1);
    const nodes = new Map(
      found[0]?.nodes.map((node) => [node.name, node.units.map((u) => u.files[0]?.path.slice(3)).sort()]),
    );
    expect([...nodes.keys()].sort()).toEqual([...names].sort());
    expect(nodes.get(names[0] ?? "")).toEqual([...first].sort());
    expect(nodes.get(names[1] ?? "")).toEqual([...second].sort());
  });

  it("beside a template that is nobody's file", () => {
    const files = {
      "configs/keepalived.conf.node-10.30.50.115": pair[0],
      "configs/keepalived.conf.node-10.30.50.116": pair[1],
      "configs/keepalived.conf.template": pair[0],
    };
    expect(clusters(files)).toEqual([
      "path-token: 10.30.50.115=configs/keepalived.conf.node-10.30.50.115 10.30.50.116=configs/keepalived.conf.node-10.30.50.116",
    ]);
  });

  it("each pair for itself where there is one for each site", () => {
    const names = ["site1", "site2"].flatMap((site) =>
      ["ka1", "ka2"].map((node) => [site, node, "keepalived.conf"].join("/")),
    );
    expect(clusters(Object.fromEntries(names.map((name) => [name, keepalived()])))).toEqual([
      "directory: ka1=site1/ka1/keepalived.conf ka2=site1/ka2/keepalived.conf",
      "directory: ka1=site2/ka1/keepalived.conf ka2=site2/ka2/keepalived.conf",
    ]);
  });

  it("and take no file of another cluster's folder along", () => {
    const files = {
      "one/haproxy-master.cfg": haproxy,
      "two/keepalived-backup.conf": strangers[1],
      "two/keepalived-master.conf": strangers[0],
    };
    expect(clusters(files)).toEqual([
      "path-token: backup=two/keepalived-backup.conf master=two/keepalived-master.conf",
    ]);
  });

  it("also where a third file has such a name and none shares an address", () => {
    const files = {
      "keepalived-backup.conf": strangers[1],
      "keepalived-master.conf": strangers[0],
      "keepalived-node1.conf": keepalived({ vip: "203.0.113.7" }),
    };
    expect(clusters(files)).toEqual([
      "path-token: backup=keepalived-backup.conf master=keepalived-master.conf",
    ]);
  });
});

describe("directories of hosts with names of any kind come together by what the files say", () => {
  it.each([
    "rendered/{}/keepalived.conf",
    "rendered/{}/etc/keepalived/keepalived.conf",
    "inventory/host_vars/{}/keepalived.conf",
    "{}/etc/keepalived/keepalived.conf",
    "{}/keepalived.conf",
    "site/{}/keepalived.conf",
  ])("%s", (layout) => {
    const [berlin, paris] = ["berlin", "paris"].map((host) => layout.replace("{}", host));
    expect(clusters({ [berlin ?? ""]: pair[0], [paris ?? ""]: pair[1] })).toEqual([
      expect.stringMatching(`^(directory|content): berlin=${berlin} paris=${paris}$`),
    ]);
  });

  it("and stay apart where they share nothing", () => {
    expect(
      clusters({
        "rendered/berlin/keepalived.conf": strangers[0],
        "rendered/paris/keepalived.conf": strangers[1],
      }),
    ).toEqual([]);
  });

  it("pair by pair", () => {
    const node = (vip: string, priority: number) => keepalived({ vip, priority });
    const files = {
      "hosts/berlin/keepalived.conf": node("192.0.2.10", 100),
      "hosts/lyon/keepalived.conf": node("192.0.2.20", 100),
      "hosts/paris/keepalived.conf": node("192.0.2.10", 90),
      "hosts/ulm/keepalived.conf": node("192.0.2.20", 90),
    };
    expect(clusters(files)).toEqual([
      "directory: berlin=hosts/berlin/keepalived.conf paris=hosts/paris/keepalived.conf",
      "directory: lyon=hosts/lyon/keepalived.conf ulm=hosts/ulm/keepalived.conf",
    ]);
  });

  it("even where the one address of a pair has a typing error, since they are machines in use", () => {
    const files = {
      "hosts/berlin/keepalived.conf": keepalived({ state: "MASTER" }),
      "hosts/paris/keepalived.conf": keepalived({ state: "BACKUP", priority: 90, vip: "192.0.2.100" }),
    };
    expect(clusters(files)).toHaveLength(1);
  });

  it("but not by a typing error where a third could be meant", () => {
    const files = {
      "hosts/berlin/keepalived.conf": keepalived({ state: "MASTER" }),
      "hosts/paris/keepalived.conf": keepalived({ state: "BACKUP", priority: 90, vip: "192.0.2.100" }),
      "hosts/rome/keepalived.conf": keepalived({ state: "BACKUP", priority: 80, vip: "192.0.2.200" }),
    };
    expect(clusters(files)).toEqual([]);
  });
});

describe("a template", () => {
  const template = `vrrp_instance VI_1 {
    state {{ state }}
    interface {{ interface }}
    virtual_router_id {{ id }}
    priority {{ priority }}
    virtual_ipaddress {
        192.0.2.10
    }
}
`;

  it("is no node by what it says", () => {
    const files = {
      "keepalived.conf": pair[0],
      "roles/keepalived/templates/keepalived.conf.j2": template,
    };
    const snapshot = snapshotIn(files);
    expect([snapshot.clusters, snapshot.possiblePeers]).toEqual([[], []]);
  });

  it.each([
    ["alone", { "roles/keepalived/templates/keepalived.conf.j2": template }],
    [
      "beside the hosts' files",
      {
        "host_vars/berlin/keepalived.conf": pair[0],
        "host_vars/paris/keepalived.conf": pair[1],
        "roles/keepalived/templates/keepalived.conf.j2": template,
      },
    ],
    [
      "of each role, values left open",
      {
        "roles/keepalived/templates/backup.keepalived.conf.j2": template.replace("{{ state }}", "BACKUP"),
        "roles/keepalived/templates/master.keepalived.conf.j2": template.replace("{{ state }}", "MASTER"),
      },
    ],
    [
      "of each role, one with branches",
      {
        "roles/keepalived/templates/keepalived-backup.conf.j2": `{% if a %}\n${pair[1]}{% else %}\n${strangers[1]}{% endif %}\n`,
        "roles/keepalived/templates/keepalived-master.conf.j2": pair[0],
      },
    ],
  ])("has no finding between nodes: %s", (_, files) => {
    const snapshot = snapshotIn(files);
    const found = lint(snapshot, snapshot.files.values()).filter(({ rule }) => rule.group === "cluster");
    expect(found.map(({ code, file }) => `${code} ${file.path}`)).toEqual([]);
  });

  it("is no node by what its branches say", () => {
    const branches = `{% if master %}\n${pair[1]}{% endif %}\n`;
    const snapshot = snapshotIn({ "a/keepalived.conf": pair[0], "b/keepalived.conf": branches });
    expect([snapshot.clusters, snapshot.possiblePeers]).toEqual([[], []]);
  });
});
