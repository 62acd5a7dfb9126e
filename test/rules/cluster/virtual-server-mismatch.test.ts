/** Virtual servers that differ between nodes. */
import { describe, expect, it } from "vitest";
import { fixed, instance, low, nodes, spell } from "../../support/cluster-rules.ts";

describe("a virtual server", () => {
  const server = (address: string, more = "") =>
    `    real_server ${address} 80 {\n        ${more}\n        TCP_CHECK {\n            connect_timeout 3\n        }\n    }\n`;
  const virtual = (servers: readonly string[], head = "192.0.2.10 80", more = "") =>
    `virtual_server ${head} {\n    lb_algo wlc\n    lb_kind DR\n    protocol TCP\n    ${more}\n${servers.join("")}}\n`;
  const [one, two, three] = ["192.0.2.101", "192.0.2.102", "192.0.2.103"].map((address) => server(address));
  const all = [one ?? "", two ?? "", three ?? ""];
  const pair = (a: string, b: string) => nodes(instance() + a, instance(low) + b);

  it("by mark is compared", () => {
    const files = pair(virtual(all, "fwmark 7"), virtual(all.slice(1), "fwmark 7"));
    expect(spell("virtual-server-mismatch", files)).toEqual(["b no-server warning"]);
  });

  it("by group is compared", () => {
    const group = "virtual_server_group G {\n    192.0.2.10 80\n}\n";
    const files = pair(group + virtual(all, "group G"), group + virtual(all.slice(1), "group G"));
    expect(spell("virtual-server-mismatch", files)).toEqual(["b no-server warning"]);
  });

  it("lacks several real servers in one finding", () => {
    const files = pair(virtual(all), virtual(all.slice(0, 1)));
    expect(spell("virtual-server-mismatch", files)).toEqual(["b no-server warning"]);
  });

  it("gets the real servers of the other node by the fix", () => {
    const files = pair(virtual(all), virtual(all.slice(0, 1)));
    expect(spell("virtual-server-mismatch", fixed("virtual-server-mismatch", files))).toEqual([]);
  });

  it("with a real server that one of three nodes has is odd on that node", () => {
    const files = nodes(
      instance() + virtual(all),
      instance(low) + virtual(all.slice(0, 2)),
      instance({ priority: 80 }) + virtual(all.slice(0, 2)),
    );
    expect(spell("virtual-server-mismatch", files)).toEqual(["a only-here warning"]);
  });

  it.each<[string, string, string]>([
    ["a director gives connections to itself", virtual([server("127.0.0.1"), ...all]), virtual(all)],
    ["each director has servers of its own", virtual(all.slice(0, 1)), virtual(all.slice(1, 2))],
    ["a real server is not known", virtual(all), virtual([...all.slice(1), server("{{ x }}")])],
    ["a virtual server is not known", virtual(all), virtual(all, "{{ vip }} 80")],
    [
      "a weight is the default on one node",
      virtual(all),
      virtual([server("192.0.2.101", "weight 1"), ...all.slice(1)]),
    ],
    ["a setting is the default on one node", virtual(all).replace("lb_algo wlc", ""), virtual(all)],
    ["the other node does not hold the address", virtual(all, "192.0.2.77 80"), ""],
  ])("is no finding where %s", (_, a, b) => {
    expect(spell("virtual-server-mismatch", pair(a, b))).toEqual([]);
  });

  it("with a real server that is a node may have another weight for it on each", () => {
    const unicast = (own: string, peer: string) => `unicast_src_ip ${own}\n    unicast_peer {\n ${peer}\n }`;
    const files = nodes(
      instance({ more: unicast("192.0.2.101", "192.0.2.102") }) +
        virtual([server("192.0.2.101", "weight 9"), ...all.slice(1)]),
      instance({ ...low, more: unicast("192.0.2.102", "192.0.2.101") }) + virtual(all),
    );
    expect(spell("virtual-server-mismatch", files)).toEqual([]);
  });

  it("is copied to a director that lacks it", () => {
    const files = pair(virtual(all) + virtual(all, "192.0.2.10 443"), virtual(all));
    expect(spell("virtual-server-mismatch", files)).toEqual(["a no-service warning"]);
    expect(spell("virtual-server-mismatch", fixed("virtual-server-mismatch", files))).toEqual([]);
  });
});
