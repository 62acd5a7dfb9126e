/** Completion and hover at the places of a list entry: an address with its options, a route, a tracker. */
import { describe, expect, it } from "vitest";
import { completionDoc, completionsAt } from "../../server/src/ide/completion.ts";
import { hoverAt } from "../../server/src/ide/hover.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { marked } from "./support.ts";

const inBlock = (block: string, line: string) =>
  `vrrp_script chk {\n  script "/bin/chk"\n}\nvrrp_instance VI_1 {\n  interface eth7\n  ${block} {\n    ${line}\n  }\n}\n`;

function offered(text: string, target = "2.3") {
  const { snapshot, file, offset } = marked("keepalived", text, { keepalived: target });
  return completionsAt(snapshot, file, offset).map(({ label, detail, entry, insert, replaceSpan }) => ({
    label,
    detail,
    doc: entry === undefined ? undefined : completionDoc(file, entry),
    after: applyEdits(file.text, [{ span: replaceSpan, text: insert }]),
  }));
}

const labels = (block: string, line: string) => offered(inBlock(block, line)).map((c) => c.label);

function hovered(block: string, line: string): string | undefined {
  const { snapshot, file, offset } = marked("keepalived", inBlock(block, line));
  return hoverAt(snapshot, file, offset)?.markdown;
}

describe("completion in an address entry", () => {
  it("offers the options behind the address", () => {
    const found = labels("virtual_ipaddress", "10.0.0.1/24 $0");
    expect(found).toEqual(
      expect.arrayContaining(["dev", "label", "scope", "brd", "peer", "-nodad", "no_track"]),
    );
    expect(found).not.toContain("track_group");
  });

  it("offers them behind an option and its value too, also at the begin of their names", () => {
    expect(labels("virtual_ipaddress", "10.0.0.1/24 dev eth0 $0")).toContain("label");
    expect(labels("virtual_ipaddress", "10.0.0.1/24 dev eth0 la$0")).toContain("label");
    expect(labels("virtual_ipaddress_excluded", "10.0.0.1/24 -$0")).toContain("-nodad");
  });

  it("takes the dash of an option as part of its name", () => {
    const text = inBlock("virtual_ipaddress", "10.0.0.1/24 -no$0");
    const [found] = offered(text).filter((c) => c.label === "-nodad");
    expect(found?.after).toContain("10.0.0.1/24 -nodad\n");
  });

  it("offers a single option once", () => {
    expect(labels("virtual_ipaddress", "10.0.0.1/24 dev eth0 $0")).not.toContain("dev");
    expect(labels("virtual_ipaddress", "10.0.0.1/24 label a $0")).toContain("label");
  });

  it("offers values of an option and nothing else there", () => {
    expect(labels("virtual_ipaddress", "10.0.0.1/24 scope $0")).toEqual([
      "site",
      "link",
      "host",
      "nowhere",
      "global",
    ]);
    expect(labels("virtual_ipaddress", "10.0.0.1/24 brd $0")).toEqual(["+", "-"]);
  });

  it("explains a value by its option", () => {
    const [found] = offered(inBlock("virtual_ipaddress", "10.0.0.1/24 scope $0"));
    expect(found?.doc).toContain("scope site | link");
  });

  it("offers what static addresses alone take in their block", () => {
    const found = offered("static_ipaddress {\n  10.0.0.1/24 $0\n}\n").map((c) => c.label);
    expect(found).toContain("track_group");
    expect(found).not.toContain("use_vmac");
  });
});

describe("completion of interfaces", () => {
  const other = (line: string) =>
    `//- /ka1/keepalived.conf\nvrrp_instance A {\n  interface eth0\n  virtual_ipaddress {\n    10.0.0.1 dev ${line}\n  }\n}\nvrrp_instance B {\n  interface bond0\n}\n//- /ka2/keepalived.conf\nvrrp_instance A {\n  interface ens3\n}\n`;

  it("offers the names that are in use, the nearest before the place first", () => {
    const found = offered(other("$0"));
    expect(found.map((c) => c.label)).toEqual(["eth0", "bond0", "ens3"]);
    expect(found[0]?.detail).toBe("interface, named at keepalived.conf:2");
  });

  it("does not offer the word that is being written", () => {
    expect(offered(other("e$0")).map((c) => c.label)).toEqual(["eth0", "bond0", "ens3"]);
  });

  it("works at every place that takes one", () => {
    expect(labels("track_interface", "$0")).toContain("eth7");
    expect(labels("virtual_routes", "10.1.0.0/16 dev $0")).toContain("eth7");
    expect(labels("virtual_routes", "10.1.0.0/16 nexthop via 10.0.0.2 dev $0")).toContain("eth7");
    expect(labels("virtual_rules", "from all iif $0")).toContain("eth7");
    expect(
      offered(
        "garp_group {\n  garp_interval 1\n  interface $0\n}\nvrrp_instance A {\n  interface eth0\n}\n",
      ).map((c) => c.label),
    ).toContain("eth0");
  });
});

describe("completion in other entries", () => {
  it("offers scripts, then a weight, then its direction", () => {
    expect(labels("track_script", "$0")).toContain("chk");
    expect(labels("track_script", "chk $0")).toEqual(["weight"]);
    expect(labels("track_script", "chk weight 5 $0")).toEqual(["reverse", "noreverse"]);
    expect(labels("track_interface", "eth0 weight 5 $0")).toEqual(["reverse"]);
  });

  it("shows the range of a weight", () => {
    const found = offered(inBlock("track_script", "chk weight $0"));
    expect(found.map((c) => [c.label, c.detail])).toEqual([
      ["-20", "int -253–253"],
      ["20", "int -253–253"],
    ]);
    expect(offered(inBlock("track_file", "f weight $0"))[0]?.detail).toBe("int -254–254");
  });

  it("offers limits of the time to live behind a peer", () => {
    expect(labels("unicast_peer", "10.0.0.2 $0")).toEqual(["max_ttl", "min_ttl"]);
    expect(labels("unicast_peer", "10.0.0.2 min_ttl 5 $0")).toContain("max_ttl");
  });

  it("offers what a route takes at each place", () => {
    expect(labels("virtual_routes", "$0")).toEqual(
      expect.arrayContaining(["default", "via", "dev", "blackhole"]),
    );
    expect(labels("virtual_routes", "10.1.0.0/16 $0")).toEqual(
      expect.arrayContaining(["via", "dev", "table", "metric", "nexthop"]),
    );
    const hop = labels("virtual_routes", "10.1.0.0/16 nexthop via 10.0.0.2 $0");
    expect(hop).toEqual(expect.arrayContaining(["dev", "weight", "onlink", "nexthop"]));
    expect(hop).not.toContain("metric");
    expect(labels("virtual_routes", "10.1.0.0/16 encap $0")).toEqual(["ip", "ip6", "mpls", "ila"]);
    expect(labels("virtual_routes", "10.1.0.0/16 encap ip $0")).toEqual(
      expect.arrayContaining(["id", "dst", "ttl"]),
    );
  });

  it("offers what a rule takes", () => {
    const found = labels("virtual_rules", "from all $0");
    expect(found).toEqual(expect.arrayContaining(["to", "table", "preference", "blackhole"]));
    expect(labels("virtual_rules", "from $0")).toEqual(["all", "any", "default"]);
  });

  it("offers members of a sync group", () => {
    const text = "vrrp_instance A {\n}\nvrrp_sync_group G {\n  group {\n    $0\n  }\n}\n";
    expect(offered(text).map((c) => c.label)).toContain("A");
  });
});

describe("hover in an entry", () => {
  it("says which network an address with a prefix length is in", () => {
    expect(hovered("virtual_ipaddress", "10.0.3.7$0/22 dev eth0")).toMatch(
      /^`10\.0\.3\.7\/22`: IPv4 address in the network `10\.0\.0\.0\/22`, broadcast address `10\.0\.3\.255`\n/,
    );
    expect(hovered("virtual_ipaddress", "2001:db8::$01/64")).toMatch(
      /^`2001:db8::1\/64`: IPv6 address in the network `2001:db8::\/64`\n/,
    );
    expect(hovered("virtual_routes", "10.1.$00.0/16 via 10.0.0.2")).toContain("network `10.1.0.0/16`");
  });

  it("explains the entry with the address", () => {
    expect(hovered("virtual_ipaddress", "10.0.0$0.1")).toMatch(
      /^\*\*vrrp_instance\/virtual_ipaddress\*\*\n\n\w/,
    );
  });

  it.each([
    ["virtual_ipaddress", "10.0.0.1/24 de$0v eth0", "dev"],
    ["virtual_ipaddress", "10.0.0.1/24 -no$0dad", "-nodad"],
    ["virtual_ipaddress", "10.0.0.1/24 dev eth0 lab$0el x", "label"],
    ["unicast_peer", "10.0.0.2 min_$0ttl 5", "min_ttl"],
    ["track_script", "chk wei$0ght 5", "weight"],
    ["virtual_routes", "10.1.0.0/16 next$0hop via 10.0.0.2", "nexthop"],
    ["virtual_routes", "10.1.0.0/16 nexthop vi$0a 10.0.0.2", "via"],
    ["virtual_routes", "10.1.0.0/16 encap ip t$0tl 5", "ttl"],
    ["virtual_rules", "from all pref$0erence 5", "preference"],
  ])("explains the option of %s: %s", (block, line, name) => {
    expect(hovered(block, line)).toMatch(new RegExp(`^\\*\\*${name}\\*\\*\\n\\n[A-Z1\`]`));
  });

  it("says where else an interface is named", () => {
    const found = hovered("virtual_ipaddress", "10.0.0.1/24 dev eth$07");
    expect(found).toMatch(
      /^interface `eth7` of the host\n\nUsed at `keepalived\.conf:5`, `keepalived\.conf:7`/,
    );
  });
});
