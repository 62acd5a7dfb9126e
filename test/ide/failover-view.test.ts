import { describe, expect, it } from "vitest";
import { failoverViewOf, type ViewOptions } from "../../server/src/ide/failover/view.ts";
import { text, type Written } from "../ha/support.ts";
import { snapshotOf } from "../support/lint-text.ts";
import { fileOf, nodesOf } from "./failover-cluster.ts";

const second = `vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    virtual_ipaddress {
        192.0.2.20/24
    }
}
`;

function view(nodes: readonly (Written | string)[], options: Partial<ViewOptions> = {}) {
  const { snapshot, files } = nodesOf(nodes);
  const [file] = files;
  if (file === undefined) throw new Error("no node");
  return failoverViewOf(snapshot, file, { theme: "light", locale: "en", ...options });
}

const pair: readonly Written[] = [
  { priority: 100, weight: "-10" },
  { priority: 90, weight: "-10" },
];
const two = pair.map((node) => text(node) + second);

describe("the failover view", () => {
  it("shows the virtual router of one instance", () => {
    const shown = view(two, { instance: "VI_2" });
    expect(shown?.title).toBe("Failover: VI_2");
    expect(shown?.svg).toContain("192.0.2.20");
    expect(shown?.svg).not.toContain("192.0.2.10");
    expect(shown?.text).not.toContain("192.0.2.10");
  });

  it("shows all of the cluster where none is named, or one that is not there", () => {
    for (const options of [{}, { instance: "VI_9" }]) {
      const shown = view(two, options);
      expect(shown?.markdown).toMatch(/192\.0\.2\.10[\s\S]*192\.0\.2\.20/);
      expect(shown?.svg).toMatch(/192\.0\.2\.10[\s\S]*192\.0\.2\.20/);
    }
    expect(view(two)?.title).toBe("Failover: pair");
  });

  it("says in Markdown who holds the address and what each fault leads to", () => {
    expect(view(pair)?.markdown).toMatch(
      /^\*\*`VI_1`\*\* `192\.0\.2\.10`: held by ka1\n\n\| fault \|[\s\S]*\| `chk` fails on ka1 \| ka1 \| – \| stays: 90 is not lower than 90/,
    );
  });

  it("says of an instance that can not be told what is not known", () => {
    const shown = view([{ priority: "{{ prio }}" }, { priority: 90 }], { instance: "VI_1" });
    expect(shown?.markdown).toBe("`VI_1`: not told, for `priority` of ka1 is not known");
  });

  it("has nothing to show of a file in no cluster, or of a cluster without virtual router", () => {
    expect(view([{ priority: 100 }])).toBeUndefined();
    const files = ["ka1", "ka2"].map((node) => ({
      path: `/pair/${node}/nginx.conf`,
      text: `# kalint: cluster=web node=${node}\nevents {}\n`,
    }));
    const snapshot = snapshotOf(files);
    const file = fileOf(snapshot, "/pair/ka1/nginx.conf");
    expect(snapshot.clusterOf(file)).toBeDefined();
    expect(failoverViewOf(snapshot, file, { theme: "light", locale: "en" })).toBeUndefined();
  });

  it("speaks Chinese", () => {
    const shown = view(pair, { locale: "zh-CN" });
    expect(shown?.title).toBe("故障切换：pair");
    expect(shown?.markdown).toContain("由 ka1 持有");
  });
});
