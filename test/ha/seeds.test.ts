/** The pairs of the notes that started the project: what a failing check does to each of them. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { failoverOf } from "../../server/src/ha/failover.ts";
import type { FailoverReport } from "../../server/src/ha/failover-report.ts";
import { shared } from "../support/shared.ts";
import { clusterOf, named, outcome } from "./support.ts";

const folder = shared("corpus/seeds", "the failover of the seed notes' pairs");

function seed(name: string): string {
  return readFileSync(path.join(folder ?? "", `${name}.keepalived.conf`), "utf8");
}

/** What the failure of each script of a node leads to. */
function scripts(report: FailoverReport, node: string): readonly string[] {
  return report.routers.flatMap(({ faults }) =>
    faults.flatMap(({ fault, verdict }) =>
      fault.kind === "script-fail" && fault.node === node ? [`${named(fault)}: ${verdict}`] : [],
    ),
  );
}

describe.skipIf(folder === undefined)("the pair of seed note", () => {
  it("001 never fails over when a check fails", () => {
    const report = failoverOf(clusterOf([seed("001-master.reflowed"), seed("001-backup.reflowed")]));
    expect(report.routers.map(({ steady }) => steady)).toEqual([["ka1"]]);
    expect(scripts(report, "ka1")).toEqual([
      "script-fail ka1 chk_down: stays",
      "script-fail ka1 chk_nginx: stays",
    ]);
  });

  it("001 would not even with commands that keepalived can run", () => {
    const working = (text: string) =>
      text
        .replace(/"\[\[.*"/, '"/usr/bin/test ! -f /etc/keepalived/down"')
        .replace('"killall -0 nginx && exit 0 || exit 1"', '"/usr/bin/killall -0 nginx"');
    const report = failoverOf(
      clusterOf([working(seed("001-master.reflowed")), working(seed("001-backup.reflowed"))]),
    );
    expect(outcome(report, "script-fail ka1 chk_nginx")).toBe("stays: ka1 (tie 95 95), then ka1");
  });

  it("003 fails over, and back", () => {
    const report = failoverOf(clusterOf([seed("003-master-129"), seed("003-backup-130")]));
    expect(scripts(report, "ka1")).toEqual([expect.stringMatching(/: fails-over$/)]);
    expect(outcome(report, "node-down ka1")).toMatch(/^fails-over: ka2 in 3\.\d, then ka1$/);
  });

  it("004 fails over, with the other node as its comments tell", () => {
    const master = seed("004-haproxy-ha");
    const backup = master.replace("state MASTER", "state BACKUP").replace("priority 101", "priority 100");
    const report = failoverOf(clusterOf([master, backup]));
    expect(outcome(report, "script-fail ka1 chk_haproxy")).toMatch(/^fails-over: ka2 in \d\.\d, then ka1$/);
  });
});

/** The laboratories of note 000, from what it says of them: both nodes BACKUP, a weight of -30. */
describe("the laboratory of seed note 000", () => {
  const node = (priority: number, more: string) => `vrrp_script chk_nginx {
    script "/etc/keepalived/chk_nginx.sh"
    interval 2
    weight -30
}
vrrp_instance VI_1 {
    state BACKUP
    ${more}
    interface eth0
    virtual_router_id 51
    priority ${priority}
    virtual_ipaddress {
        192.0.2.10
    }
    track_script {
        chk_nginx
    }
}
`;

  it("with nopreempt on both nodes stays", () => {
    const report = failoverOf(clusterOf([node(100, "nopreempt"), node(90, "nopreempt")]));
    expect(outcome(report, "script-fail ka1 chk_nginx")).toBe("stays: ka1 (nopreempt 70 90), then ka1");
  });

  it("with equal priorities works: it moves, stays after the repair, and moves back at the next fault", () => {
    const report = failoverOf(clusterOf([node(100, ""), node(100, "")]));
    const [holder] = report.routers[0]?.steady ?? [];
    const other = holder === "ka1" ? "ka2" : "ka1";
    expect(outcome(report, `script-fail ${holder} chk_nginx`)).toMatch(
      new RegExp(`^fails-over: ${other} in \\d\\.\\d, then ${other}$`),
    );
  });
});
