import { describe, expect, it } from "vitest";
import type { LvsModel, VirtualServer } from "../../../server/src/model/lvs.ts";
import {
  familyOf,
  forwardingOf,
  keptServers,
  sorryForwardingOf,
  strangerIn,
  weightOf,
} from "../../../server/src/model/lvs-effective.ts";
import { read } from "./support.ts";

function modelOf(text: string): LvsModel {
  const { lvs } = read(text).model;
  if (lvs === undefined) throw new Error("no LVS model");
  return lvs;
}

function virtualOf(body: string, head = "virtual_server 10.0.0.100 80"): VirtualServer {
  const [virtual] = modelOf(`${head} {\n${body}\n}\n`).virtualServers;
  if (virtual === undefined) throw new Error("no virtual server");
  return virtual;
}

describe("the model of a virtual server", () => {
  it("says how packets are chosen", () => {
    const { virtualServers } = modelOf(
      "virtual_server FD00:0::1 80 {\n}\nvirtual_server 10.0.0.1 {\n}\nvirtual_server fwmark 3 {\n}\nvirtual_server group web {\n}\n",
    );
    expect(virtualServers.map((virtual) => virtual.service)).toMatchObject([
      { kind: "address", address: "fd00::1", family: 6, port: 80 },
      { kind: "address", address: "10.0.0.1", family: 4, port: 0 },
      { kind: "fwmark", mark: 3 },
      { kind: "group", name: "web" },
    ]);
  });

  it("has real servers with their checkers in the order they stand", () => {
    const [server] = virtualOf(
      "real_server 10.0.0.11 8080 {\nweight 3\nuthreshold 9\nTCP_CHECK {\nbindto 10.0.0.4\nconnect_ip 10.0.0.12\nconnect_port 81\n}\nMISC_CHECK {\n}\nHTTP_GET {\n}\n}",
    ).realServers;
    expect(server).toMatchObject({ address: "10.0.0.11", port: 8080, weight: { value: 3 } });
    expect(server?.upperThreshold?.value).toBe(9);
    expect(server?.checks.map((check) => check.kind)).toEqual(["TCP_CHECK", "MISC_CHECK", "HTTP_GET"]);
    expect(server?.checks[0]?.addresses.map((address) => address.keyword)).toEqual(["bindto", "connect_ip"]);
    expect(server?.checks[0]?.connectPort?.value).toBe(81);
  });

  it("is left out where its address is not known or the daemon may skip it", () => {
    const text =
      "virtual_server {{ vip }} 80 {\n}\n@node virtual_server 10.0.0.1 80 {\n}\nvirtual_server x 80 {\n}\n";
    expect(modelOf(text).virtualServers).toEqual([]);
  });

  it("notes what can not be read", () => {
    const virtual = virtualOf(
      "protocol {{ p }}\ninclude more.conf\n@node quorum 3\nreal_server {{ ip }} 80 {\n}\nlb_algo {{ a }}",
    );
    expect([...virtual.unknown].sort()).toEqual(["include", "lb_algo", "protocol", "quorum", "real_server"]);
    expect(virtual.realServers).toEqual([]);
  });
});

describe("what keepalived makes of a virtual server", () => {
  it("gives a real server the method above it, and only where there is none one below", () => {
    const virtual = virtualOf(
      "real_server 10.0.0.11 80 {\n}\nlb_kind DR\nreal_server 10.0.0.12 80 {\n}\nreal_server 10.0.0.13 80 {\nlvs_method TUN\n}\nlb_kind NAT",
    );
    expect(virtual.realServers.map((server) => forwardingOf(virtual, server))).toEqual(["NAT", "DR", "TUN"]);
  });

  it("gives the sorry server the settings below it", () => {
    const virtual = virtualOf(
      "sorry_server_lvs_method TUN\nsorry_server 10.0.0.9\nsorry_server_lvs_method DR",
    );
    const [sorry] = virtual.sorryServers;
    expect(sorry && sorryForwardingOf(virtual, sorry)).toBe("DR");
  });

  it("takes the family of the first line that has one, tunnels left out", () => {
    const servers = "real_server fd00::11 80 {\nlvs_method TUN\n}\nreal_server 10.0.0.11 80 {\n}";
    expect(familyOf(virtualOf(servers, "virtual_server fwmark 1"))).toBe(4);
    expect(familyOf(virtualOf(`ip_family inet6\n${servers}`, "virtual_server fwmark 1"))).toBe(6);
    expect(familyOf(virtualOf("lb_kind TUN\nreal_server fd00::11 80 {\n}", "virtual_server group g"))).toBe(
      undefined,
    );
  });

  it("drops real servers that are of another family or there already", () => {
    const virtual = virtualOf(
      "weight 2\nreal_server 10.0.0.11 80 {\n}\nreal_server fd00::11 80 {\n}\nreal_server 10.0.0.11 80 {\n}\nreal_server 10.0.0.11 81 {\nweight 5\n}",
    );
    const kept = keptServers(virtual);
    expect(kept.map((server) => [server.address, server.port, weightOf(virtual, server)])).toEqual([
      ["10.0.0.11", 80, 2],
      ["10.0.0.11", 81, 5],
    ]);
  });

  it("finds the entry of a group that does not suit", () => {
    const { groups, virtualServers } = modelOf(
      "virtual_server_group g {\nfwmark 1\n10.0.0.1-9 80\nfd00::1 80\n}\nvirtual_server group g {\nreal_server 10.0.0.11 80 {\n}\n}\n",
    );
    const [group] = groups;
    const [virtual] = virtualServers;
    expect(group && virtual && strangerIn(group, virtual)).toMatchObject({ address: "fd00::1" });
  });
});

it("reads BFD sessions with either spelling of their lines", () => {
  const [session] = modelOf(
    "bfd_instance r {\nneighbour_ip 10.0.0.1\nttl 5\nhoplimit 9\nmax_hops 3\nchecker\n}\n",
  ).bfdSessions;
  expect(session).toMatchObject({
    neighbor: { value: "10.0.0.1" },
    ttl: { value: 9 },
    maxHops: { value: 3 },
  });
  expect(session?.users.map((user) => user.value)).toEqual(["checker"]);
});
