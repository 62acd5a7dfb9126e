import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type EntryParts,
  type OptionParts,
  parseEntry,
} from "../../../server/src/dialects/keepalived/entries/entry-parser.ts";
import type { AddressEntry, EntryOption, RouteEntry, RuleEntry } from "../../../server/src/model/entries.ts";
import { optionOf } from "../../../server/src/model/entries.ts";
import type { VrrpInstance } from "../../../server/src/model/vrrp.ts";
import { type Word, walk } from "../../../server/src/syntax/tree.ts";
import { problems, read } from "./support.ts";

function instanceOf(block: string, ...lines: readonly string[]): VrrpInstance {
  const text = `vrrp_instance VI_1 {\n  ${block} {\n    ${lines.join("\n    ")}\n  }\n}\n`;
  const [instance] = read(text).model.vrrp?.instances ?? [];
  if (instance === undefined) throw new Error("no instance");
  return instance;
}

function only<T>(entries: readonly T[]): T {
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) throw new Error(`${entries.length} entries`);
  return entry;
}

const address = (line: string): AddressEntry => only(instanceOf("virtual_ipaddress", line).addresses);
const route = (line: string): RouteEntry => only(instanceOf("virtual_routes", line).routes);
const rule = (line: string): RuleEntry => only(instanceOf("virtual_rules", line).rules);

/** `name value value` of each option. */
function spelled(options: readonly EntryOption[]): string[] {
  return options.map(({ name, values }) => [name, ...values.map((v) => v.value)].join(" "));
}

describe("an address entry", () => {
  it("has the address, its prefix length and what its options say", () => {
    const entry = address("10.0.0.1/24 dev eth1 label eth1:1 scope link brd + no_track");
    expect(entry).toMatchObject({
      address: "10.0.0.1",
      family: 4,
      prefix: 24,
      device: "eth1",
      label: { value: "eth1:1" },
      scope: { value: "link" },
      broadcast: { value: "+" },
      readable: true,
    });
    expect(spelled(entry.options)).toEqual(["dev eth1", "label eth1:1", "scope link", "brd +", "no_track"]);
  });

  it("takes the last of two options, and keeps both", () => {
    const entry = address("10.0.0.1 label a label b");
    expect(entry.label?.value).toBe("b");
    expect(entry.options).toHaveLength(2);
    expect(optionOf(entry, "label")?.values[0]?.value).toBe("b");
  });

  it("knows a peer by any of the names of its option", () => {
    expect(address("10.0.0.1 broadcast 10.0.0.255").broadcast?.value).toBe("10.0.0.255");
    expect(address("10.0.0.1 peer 10.0.0.2").peer?.value).toBe("10.0.0.2");
  });

  it("is not readable where a word has no place or no known value", () => {
    expect(address("10.0.0.1/24 10.0.0.2/24").readable).toBe(false);
    expect(address("10.0.0.1/24 dev {{ nic }}")).toMatchObject({ readable: false });
    expect(address("10.0.0.1/24 dev {{ nic }}").device).toBeUndefined();
    expect(address("10.0.0.1/24 {{ options }}").readable).toBe(false);
  });

  it("keeps what stands before a mistake", () => {
    expect(address("10.0.0.1/24 dev eth1 lable x")).toMatchObject({ device: "eth1", readable: false });
  });

  it("is none where the line begins with no address", () => {
    expect(instanceOf("virtual_ipaddress", "dev eth0 10.0.0.1", "10.0.0.300").addresses).toEqual([]);
  });

  it("is read in static blocks too", () => {
    const { vrrp } = read("static_ipaddress {\n  10.0.0.9/24 dev eth0\n}\n").model;
    expect(vrrp?.staticAddresses).toMatchObject([{ address: "10.0.0.9", device: "eth0" }]);
  });
});

describe("a route entry", () => {
  it("has destination, gateway, device, table and metric", () => {
    const entry = route("src 10.0.0.1 10.1.0.0/16 via inet 10.0.0.2 dev eth0 table 100 metric 5");
    expect(entry).toMatchObject({
      destination: { value: "10.1.0.0/16" },
      family: 4,
      via: { value: "10.0.0.2" },
      device: { value: "eth0" },
      table: { value: "100" },
      metric: { value: 5 },
      nexthops: [],
      readable: true,
    });
  });

  it("takes the later of two destinations, whichever way they are written", () => {
    expect(route("10.1.0.0/16 to 10.2.0.0/16").destination?.value).toBe("10.2.0.0/16");
    expect(route("to 10.1.0.0/16 dev eth0 10.2.0.0/16").destination?.value).toBe("10.2.0.0/16");
    expect(route("default dev eth0").destination?.value).toBe("default");
  });

  it("tells the value of an option from a destination behind it", () => {
    const entry = route("dev eth0 10.1.0.0/16");
    expect(spelled(entry.options)).toEqual(["dev eth0"]);
    expect(entry.destination?.value).toBe("10.1.0.0/16");
  });

  it("has next hops with their own options", () => {
    const { nexthops, readable } = route(
      "default no_track nexthop via 10.0.0.2 dev eth0 weight 1 nexthop via 10.0.0.3 encap ip id 5 weight 2",
    );
    expect(readable).toBe(true);
    expect(nexthops.map((n) => [n.via?.value, n.device?.value, n.weight?.value])).toEqual([
      ["10.0.0.2", "eth0", 1],
      ["10.0.0.3", undefined, 2],
    ]);
  });

  it("gives an encapsulation its options, and the route those behind it", () => {
    const entry = route("10.1.0.0/16 via 10.0.0.2 encap ip id 5 tos 4 dev eth0 metric 7");
    expect(spelled(entry.options)).toEqual(["via 10.0.0.2", "encap ip", "dev eth0", "metric 7"]);
    expect(entry.metric?.value).toBe(7);
  });

  it("has a type and none of the values of options in its place", () => {
    expect(route("blackhole 10.1.0.0/16").type?.value).toBe("blackhole");
    expect(route("blackhole 10.1.0.0/16").destination?.value).toBe("10.1.0.0/16");
    expect(route("10.1.0.0/16 table local").type).toBeUndefined();
  });

  it("has the family that an address says", () => {
    expect(route("default via 2001:db8::1").family).toBe(6);
    expect(route("default dev eth0").family).toBeUndefined();
  });
});

describe("a rule entry", () => {
  it("has selectors, preference and the action", () => {
    expect(rule("from 10.0.0.0/8 to 10.1.0.0/16 lookup 100 preference 50")).toMatchObject({
      family: 4,
      from: { value: "10.0.0.0/8" },
      to: { value: "10.1.0.0/16" },
      preference: { value: 50 },
      actions: [{ kind: "table", value: "100" }],
    });
  });

  it("has as many actions as are written", () => {
    const { actions } = rule("from all table 100 goto 60 type blackhole preference 50");
    expect(actions.map((a) => `${a.kind} ${a.value}`)).toEqual(["table 100", "goto 60", "answer blackhole"]);
    expect(rule("from all prohibit priority 0x10")).toMatchObject({
      actions: [{ kind: "answer", value: "prohibit" }],
      preference: { value: 16 },
    });
  });
});

describe("entries of peers and trackers", () => {
  it("have limits of the time to live", () => {
    const [first, second] = instanceOf(
      "unicast_peer",
      "10.0.0.2/24 min_ttl 5 max_ttl 9",
      "2001:DB8::2",
    ).unicastPeers;
    expect(first).toMatchObject({ value: "10.0.0.2", family: 4, minTtl: { value: 5 }, maxTtl: { value: 9 } });
    expect(second).toMatchObject({ value: "2001:db8::2", family: 6 });
    expect(second?.minTtl).toBeUndefined();
  });

  it("have a weight and its direction", () => {
    const { tracked } = instanceOf("track_script", "a weight -5 reverse", "b weight {{ w }}", "c");
    expect(tracked.map((t) => [t.name.value, t.weight?.value, t.reverse, t.readable])).toEqual([
      ["a", -5, true, true],
      ["b", undefined, false, false],
      ["c", undefined, false, true],
    ]);
  });
});

describe("the grammar of entries", () => {
  const words = fc.array(
    fc.constantFrom(
      ...["10.0.0.1/24", "default", "via", "dev", "eth0", "nexthop", "weight", "5", "encap", "ip", "id", "x"],
      ...["mpls", "inet6", "no_track", "from", "table", "{{ x }}", "scope", "label", "metric", "nexthop"],
    ),
    { minLength: 1, maxLength: 12 },
  );
  const blocks = fc.constantFrom("virtual_ipaddress", "virtual_routes", "virtual_rules", "track_script");

  it("loses no word, whatever the line is", () => {
    fc.assert(
      fc.property(blocks, words, (block, line) => {
        const { tree, checked } = read(`vrrp_instance VI_1 {\n  ${block} {\n    ${line.join(" ")}\n  }\n}\n`);
        const lines = [...walk(tree)].flatMap(({ node, parents }) =>
          node.kind === "directive" && parents.length === 2 ? [node] : [],
        );
        for (const entry of lines) {
          const parts = parseEntry(checked, entry);
          expect(parts && wordsOf(parts).sort(byStart)).toEqual(entry.words);
        }
      }),
    );
  });

  function wordsOf({ subjects, options, nexthops, rest }: EntryParts): Word[] {
    const hops = nexthops.flatMap((hop) => [hop.keyword, ...hop.options.flatMap(wordsOfOption)]);
    return [...subjects, ...options.flatMap(wordsOfOption), ...hops, ...rest];
  }

  function wordsOfOption({ keyword, values, inner }: OptionParts): Word[] {
    return [keyword, ...values, ...inner.flatMap(wordsOfOption)];
  }

  function byStart(a: Word, b: Word): number {
    return a.start - b.start;
  }
});

describe("mistakes in entries", () => {
  const inBlock = (block: string, line: string) =>
    problems(`vrrp_instance VI_1 {\n  ${block} {\n    ${line}\n  }\n}\n`);

  it.each([
    ["virtual_ipaddress", "10.0.0.1/24 dev eth0 dev eth1", "reject duplicate-directive: dev"],
    ["virtual_ipaddress", "10.0.0.1 peer 10.0.0.2 peer 10.0.0.3", "reject duplicate-directive: peer"],
    ["virtual_ipaddress", "10.0.0.1 peer 10.0.0.2/24", "reject invalid-value: 10.0.0.2/24"],
    ["virtual_ipaddress", "10.0.0.1/24 brd 10.0.0.255/24", "reject invalid-value: 10.0.0.255/24"],
    ["virtual_ipaddress", "10.0.0.1/24 scope", "reject missing-argument: 10.0.0.1/24 scope"],
    ["virtual_routes", "10.1.0.0/16 via 10.0.0.2/24", "reject invalid-value: 10.0.0.2/24"],
    ["virtual_routes", "10.1.0.0/16 nexthop via 10.0.0.2 metric 5", "reject surplus-argument: metric 5"],
    ["virtual_routes", "10.1.0.0/16 dev eth0 encap ip foo 3", "reject surplus-argument: foo 3"],
    ["virtual_routes", "10.1.0.0/16 dev eth0 encap mpls 100/200/300", "reject invalid-value: 100/200/300"],
    ["virtual_routes", "10.1.0.0/16 dev eth0 encap mpls 1048576", "reject invalid-value: 1048576"],
    ["virtual_routes", "10.1.0.0/16 dev eth0 encap ila 1:2:3", "reject invalid-value: 1:2:3"],
    ["virtual_routes", "10.1.0.0/16 dev eth0 encap ip id 5 ttl 300", "reject value-out-of-range: 300"],
    ["virtual_routes", "10.1.0.0/16 dev eth0 encap ip dst 2001:db8::1", "reject invalid-value: 2001:db8::1"],
    [
      "virtual_routes",
      "10.1.0.0/16 dev eth0 blackhole",
      "reject missing-argument: 10.1.0.0/16 dev eth0 blackhole",
    ],
    ["virtual_routes", "10.1.0.0/16 dev eth0 tos 256", "reject value-out-of-range: 256"],
    ["virtual_routes", "10.1.0.0/16 dev eth0 realms 300/2", "reject invalid-value: 300/2"],
    ["virtual_routes", "10.1.0.0/16 dev eth0 rtt 5m", "reject invalid-value: 5m"],
    ["virtual_routes", "10.1.0.0/16 nexthop via 10.0.0.2 oif eth0", "reject surplus-argument: oif eth0"],
    ["virtual_rules", "from all type unicast preference 50", "reject unknown-value: unicast"],
    ["virtual_rules", "from all table 0 preference 50", "reject value-out-of-range: 0"],
    ["virtual_rules", "from all sport 80 table 100 preference 50", "reject invalid-value: 80"],
    ["virtual_rules", "from all uidrange 0x1-5 table 100 preference 50", "reject invalid-value: 0x1-5"],
    ["virtual_rules", "from all fwmark 1/abc table 100 preference 50", "reject invalid-value: 1/abc"],
    ["track_script", "a weight 5 weight 6", "reject surplus-argument: weight 6"],
    ["track_interface", "eth1 weight 5 noreverse", "reject unknown-value: noreverse"],
  ])("of %s are found: %s", (block, line, problem) => {
    expect(inBlock(block, line)).toEqual([problem]);
  });

  it.each([
    ["virtual_ipaddress", "10.0.0.1/24 label a label b scope link scope host brd + brd -"],
    ["virtual_routes", "10.1.0.0/16 dev eth0 dev eth1 nexthop via 10.0.0.2 nexthop"],
    ["virtual_routes", "10.1.0.0/16 dev eth0 encap mpls 0x10/200 metric 5"],
    ["virtual_routes", "10.1.0.0/16 dev eth0 encap ila 1:2:3:4"],
    ["virtual_routes", "10.1.0.0/16 encap ip6 id 5 dst 2001:db8::1 tc 3 hoplimit 64 flags 1 dev eth0"],
    [
      "virtual_routes",
      "10.1.0.0/16 dev eth0 tos 0x10 table blue scope link realms 1/0x20 rtt 1.5s rto_min lock 300ms",
    ],
    ["virtual_routes", "no_track blackhole 10.1.0.0/16 metric 5"],
    ["virtual_rules", "from all blackhole preference 50"],
    [
      "virtual_rules",
      "from all table -1 preference 50 sport 5-1 uidrange 0-5 fwmark 0x1/255 ipproto tcp tunnel-id 7",
    ],
    ["virtual_rules", "not from all unreachable preference 50"],
    ["unicast_peer", "10.0.0.2 min_ttl 5 min_ttl 6"],
  ])("are none in %s: %s", (block, line) => {
    expect(inBlock(block, line)).toEqual([]);
  });

  it("are refused in no line that the daemon takes with words to spare", () => {
    const group = (line: string) => problems(`virtual_server_group g {\n  ${line}\n}\n`);
    expect(group("10.0.0.1 80 90").filter((p) => p.startsWith("reject"))).toEqual([]);
    expect(group("fwmark 5 foo")).toEqual(["reject surplus-argument: foo"]);
  });
});
