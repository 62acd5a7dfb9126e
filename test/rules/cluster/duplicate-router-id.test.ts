/** One router ID on several nodes. */
import { describe, expect, it } from "vitest";
import { instance, low, nodes, spell } from "../../support/cluster-rules.ts";

describe("a node's router ID", () => {
  const top = (id: string) => `global_defs {\n    router_id ${id}\n}\n`;

  it("that both nodes include from one file is one line", () => {
    const files = [
      ...nodes(`include ../common.conf\n${instance()}`, `include ../common.conf\n${instance(low)}`),
      { path: "/common.conf", text: top("lb") },
    ];
    expect(spell("duplicate-router-id", files)).toEqual([]);
  });

  it("is not compared with that of a file which has only the name of the sample in common", () => {
    const files = nodes(
      top("LVS_DEVEL") + instance(),
      top("LVS_DEVEL") + instance({ ...low, vip: "198.51.100.10/24" }),
    );
    expect(spell("duplicate-router-id", files)).toEqual([]);
  });

  it("is said of each node but the first", () => {
    const files = nodes(
      top("lb") + instance(),
      top("lb") + instance(low),
      top("lb") + instance({ priority: 80 }),
    );
    expect(spell("duplicate-router-id", files)).toEqual(["b same info", "c same info"]);
  });
});
