/** Virtual addresses, excluded ones too, that differ between nodes. */
import { describe, expect, it } from "vitest";
import {
  findingsOf,
  fixed,
  type Instance,
  instance,
  low,
  nodes,
  spell,
} from "../../support/cluster-rules.ts";

describe("the excluded addresses", () => {
  const excluding = (node: Instance, ...addresses: readonly string[]) =>
    instance({
      ...node,
      more: `virtual_ipaddress_excluded {\n        ${addresses.join("\n        ")}\n    }`,
    });

  it("may be in the other list of the other node", () => {
    const files = nodes(
      excluding({}, "192.0.2.20/24"),
      instance({ ...low, vip: "192.0.2.10/24\n192.0.2.20/24" }),
    );
    expect(spell("excluded-address-mismatch", files)).toEqual([]);
  });

  it("are not compared where a template decides them", () => {
    const files = nodes(excluding({}, "192.0.2.20/24"), excluding(low, "{{ more }}"));
    expect(spell("excluded-address-mismatch", files)).toEqual([]);
  });

  it("get a list by the fix, as the file breaks its lines", () => {
    const files = nodes(excluding({}, "192.0.2.20/24"), instance(low)).map((file) => ({
      ...file,
      text: file.text.replaceAll("\n", "\r\n"),
    }));
    const [, after] = fixed("excluded-address-mismatch", files);
    expect(after?.text).toContain("    virtual_ipaddress_excluded {\r\n        192.0.2.20/24\r\n    }\r\n");
    expect(after?.text.replaceAll("\r\n", "")).not.toContain("\n");
  });

  it("are taken out on the other node by the second fix", () => {
    const files = nodes(excluding({}, "192.0.2.20/24"), instance(low));
    const [after] = fixed("excluded-address-mismatch", files, 1);
    expect(after?.text).not.toContain("excluded");
  });
});

describe("addresses that differ", () => {
  it("are brought into line by every fix", () => {
    const files = nodes(
      instance({ vip: "192.0.2.10/24\n        192.0.2.11/24 dev eth1 # web" }),
      instance(low),
    );
    const [finding] = findingsOf("address-set-mismatch", files);
    expect(finding?.fixes.map((fix) => fix.title.id)).toEqual(["take", "remove-there"]);
    for (const number of [0, 1])
      expect(spell("address-set-mismatch", fixed("address-set-mismatch", files, number))).toEqual([]);
  });

  it("are taken over with their options", () => {
    const files = nodes(
      instance({ vip: "192.0.2.10/24\n        192.0.2.11/24 dev eth1 # web" }),
      instance(low),
    );
    expect(fixed("address-set-mismatch", files)[1]?.text).toContain(
      "        192.0.2.11/24 dev eth1\n        192.0.2.10/24\n",
    );
  });

  it("are changed on the odd one of three nodes only", () => {
    const files = nodes(
      instance(),
      instance(low),
      instance({ priority: 80, vip: "192.0.2.10/24\n        192.0.2.11/24" }),
    );
    expect(findingsOf("address-set-mismatch", files)[0]?.fixes.map((fix) => fix.title.id)).toEqual([
      "remove",
    ]);
  });
});

describe("instances whose addresses all differ", () => {
  it("are one virtual router where they have one ID on one interface", () => {
    const files = nodes(
      instance() + instance({ name: "VI_2", vrid: 52, vip: "192.0.2.11/24" }),
      instance(low) + instance({ ...low, name: "WEB", vrid: 52, vip: "192.0.2.111/24" }),
    );
    expect(spell("address-set-mismatch", files)).toEqual(["b unserved error"]);
  });
});
