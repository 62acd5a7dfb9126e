/** Instances that only one node has. */
import { describe, expect, it } from "vitest";
import { type Config, defaultConfig } from "../../../server/src/workspace/config.ts";
import { findingsOf, fixed, instance, low, nodes, spell } from "../../support/cluster-rules.ts";

describe("an instance that only one node has", () => {
  const other = { name: "VI_2", vrid: 52, vip: "192.0.2.11/24" };
  const extra = instance(other);

  it("is an error, at its name", () => {
    const [finding] = findingsOf("missing-instance", nodes(instance() + extra, instance(low)));
    expect(finding?.severity).toBe("error");
    expect(finding?.file.text.slice(finding.span.start, finding.span.end)).toBe("VI_2");
  });

  it.each<[string, string, string]>([
    ["the other node is a template", instance() + extra, `${instance(low)}{% if x %}\n{% endif %}\n`],
    [
      "the other node includes what is not there",
      instance() + extra,
      `${instance(low)}include /etc/more.conf\n`,
    ],
    [
      "its own addresses are not all known",
      instance() + instance({ ...other, vip: "{{ vip }}" }),
      instance(low),
    ],
    [
      "a list of the other node is not known",
      instance() + extra,
      instance({ ...low, vip: "192.0.2.10/24\n{{ more }}" }),
    ],
    [
      "the other node holds its address whatever happens",
      instance() + extra,
      `static_ipaddress {\n    192.0.2.11/24 dev eth0\n}\n${instance(low)}`,
    ],
    [
      "the other node excludes its address",
      instance() + extra,
      instance({ ...low, more: "virtual_ipaddress_excluded {\n 192.0.2.11/24\n }" }),
    ],
    [
      "it sends to somebody else",
      instance() + instance({ ...other, more: "unicast_src_ip 192.0.2.1\nunicast_peer {\n 192.0.2.99\n }" }),
      instance(low),
    ],
    [
      "most instances of the node have no partner",
      instance() + extra + instance({ name: "VI_3", vrid: 53, vip: "192.0.2.12/24" }),
      instance(low),
    ],
  ])("is no finding where %s", (_, a, b) => {
    expect(spell("missing-instance", nodes(a, b))).toEqual([]);
  });

  it("is no finding where an instance of the other node has its ID and is alone too", () => {
    const alone = instance({ ...low, name: "WEB", vrid: 52, vip: "192.0.2.111/24", interface: "eth1" });
    expect(spell("missing-instance", nodes(instance() + extra, instance(low) + alone))).toEqual([]);
  });

  it("is found where an instance of the other node has its name and is the partner of another", () => {
    const files = nodes(instance() + extra, instance({ ...low, name: "VI_2" }));
    expect(spell("missing-instance", files)).toEqual(["a missing error"]);
    expect(findingsOf("missing-instance", files)[0]?.fixes).toEqual([]);
  });

  it("is found whatever else the nodes share, if kalint.json says that they are one cluster", () => {
    const config: Config = {
      ...defaultConfig,
      clusters: [
        {
          name: "web",
          nodes: [
            { name: "a", files: ["/node-a/**"] },
            { name: "b", files: ["/node-b/**"] },
          ],
        },
      ],
    };
    expect(spell("missing-instance", nodes(instance(), extra), config)).toEqual([
      "a missing error",
      "b missing error",
    ]);
  });

  it("is found among three nodes, where none of the others has it", () => {
    expect(
      spell("missing-instance", nodes(instance() + extra, instance(low), instance({ priority: 80 }))),
    ).toEqual(["a missing error"]);
  });

  it("is copied where nothing in it is about the node", () => {
    const files = nodes(instance() + extra, instance(low));
    expect(spell("missing-instance", fixed("missing-instance", files))).toEqual([]);
  });

  it("is not copied where it names a check", () => {
    const files = nodes(instance() + instance({ ...other, more: "track_script {\n chk\n }" }), instance(low));
    expect(findingsOf("missing-instance", files)[0]?.fixes).toEqual([]);
  });
});
