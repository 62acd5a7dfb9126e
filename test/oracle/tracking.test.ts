// biome-ignore-all lint/suspicious/noTemplateCurlyInString: keepalived writes its variables like that.
/** Tracking, sync groups and variables, given to the keepalived that is installed and to kalint: both must say the same. */
import { describe, it } from "vitest";
import { installedTarget } from "../support/daemons.ts";
import { expectAgreement } from "./expect-agreement.ts";

const target = installedTarget("keepalived", "tracking and sync groups on the real daemon");

const globals = "global_defs {\n    enable_script_security\n    script_user root\n}\n";
const first = (lines = "") => instance("V1", 51, "eth0", lines);
const second = (lines = "") => instance("V2", 52, "eth1", lines);

function instance(
  name: string,
  id: number,
  link: string,
  lines: string,
  address = `10.0.${id}.9/24`,
): string {
  return `vrrp_instance ${name} {\n    interface ${link}\n    virtual_router_id ${id}\n${lines}\n    virtual_ipaddress {\n        ${address}\n    }\n}\n`;
}

function script(weight: string): string {
  return `vrrp_script chk {\n    script "/usr/bin/true"\n    weight ${weight}\n}\n`;
}

function track(kind: string, ...entries: readonly string[]): string {
  return `    track_${kind} {\n${entries.map((entry) => `        ${entry}\n`).join("")}    }\n`;
}

function group(lines = "", ...members: readonly string[]): string {
  const names = members.length === 0 ? ["V1", "V2"] : members;
  return `vrrp_sync_group G {\n    group {\n${names.map((name) => `        ${name}\n`).join("")}    }\n${lines}}\n`;
}

const file = (lines = "") => `track_file f {\n    file /run/f\n${lines}}\n`;
const process = (lines = "") => `vrrp_track_process p {\n    process nginx\n${lines}}\n`;
const bfd = "bfd_instance b {\n    neighbor_ip 192.0.2.2\n}\n";
const owner = "    priority 255\n";

const texts: Readonly<Record<string, string>> = {
  "the own interface": first(track("interface", "eth0")),
  "the own interface, not watched otherwise": first(`    dont_track_primary\n${track("interface", "eth0")}`),
  "an interface twice": first(track("interface", "eth1", "eth1 weight 3")),
  "an interface in two lists": first(track("interface", "eth1") + track("interface", "eth1")),
  "a script twice": script("0") + first(track("script", "chk", "chk weight 5")),
  "a file twice": file() + first(track("file", "f", "f")),
  "a process twice": process() + first(track("process", "p", "p")),
  "a BFD session twice": bfd + first(track("bfd", "b", "b")),
  "a script twice, once under a condition": script("0") + first(track("script", "chk", "@x chk")),
  "a script in a group and in a member":
    script("0") + group(track("script", "chk")) + first(track("script", "chk")) + second(),
  "an interface in a group and in a member":
    group(track("interface", "eth1")) + first(track("interface", "eth1")) + instance("V2", 52, "eth0", ""),
  "a group that watches a member's interface": group(track("interface", "eth0")) + first() + second(),
  "the same, where the member does not":
    group(track("interface", "eth0")) + first("    dont_track_primary") + second(),
  "`noreverse` of an interface": first(track("interface", "eth1 weight 4 noreverse")),
  "`reverse` without a weight": script("5") + first(track("script", "chk reverse")),
  "weight 254 of an interface": first(track("interface", "eth1 weight 254")),
  "weight 254 of a file": file("    weight 254\n") + first(track("file", "f")),
  "weight 255 of a file": file("    weight 255\n") + first(track("file", "f")),
  "a first value of a file": file("    weight 10\n    init_file 254\n") + first(),
  "a first value of a file beyond 254": file("    init_file overwrite 255\n") + first(),
  "a script that is defined below": first(track("script", "chk")) + script("0"),
  "a file that is defined below": first(track("file", "f")) + file(),
  "a process that is defined below": first(track("process", "p")) + process(),
  "a BFD session that is defined below": first(track("bfd", "b")) + bfd,
  "a script that is defined below a group": group(track("script", "chk")) + script("0") + first() + second(),
  "a script with an empty command": `vrrp_script chk {\n    script ""\n}\n${first()}`,
  "a script without a command": `vrrp_script chk {\n    interval 2\n}\n${first()}`,
  "a second script of a name": script("0") + script("3") + first(track("script", "chk")),
  "a quorum above the maximum": process("    quorum_max 3\n    quorum 5\n") + first(),
  "a maximum below the quorum": process("    quorum 5\n    quorum_max 3\n") + first(),
  "a maximum of 0": process("    quorum_max 0\n") + first(),
  "a member of no group twice": group("", "V1", "V2", "V1") + first() + second(),
  "a member of two groups":
    group() +
    group("", "V1", "V3").replace("G {", "H {") +
    first() +
    second() +
    instance("V3", 53, "eth0", ""),
  "two groups of a name": group() + group() + first() + second(),
  "a group of one": group("", "V1") + first() + second(),
  "a group of none": `vrrp_sync_group G {\n}\n${first()}`,
  "a group with an unknown member": group("", "V1", "V2", "V9") + first() + second(),
  "a group below its members": first() + second() + group(),
  "a second list of members": group("    group {\n        V1\n    }\n") + first() + second(),
  "an address owner in a group": group() + first(owner) + second(),
  "`global_tracking`": group("    global_tracking\n") + first() + second(),
  "a weighted script of a member": script("5") + group() + first(track("script", "chk")) + second(),
  "a weighted script of a member that may have one":
    script("5") + group("    sync_group_tracking_weight\n") + first(track("script", "chk")) + second(),
  "a weighted interface of a member": group() + first(track("interface", "eth1 weight 5")) + second(),
  "a file of a member": file() + group() + first(track("file", "f")) + second(),
  "a file without weight of a member":
    file("    weight 0\n") + group() + first(track("file", "f")) + second(),
  "a weighted process of a member":
    process("    weight 5\n") + group() + first(track("process", "p")) + second(),
  "a weighted script of the group": script("5") + group(track("script", "chk")) + first() + second(),
  "a weighted script of a group with an owner":
    script("5") + group(track("script", "chk")) + first(owner) + second(),
  "a weighted process of a group with an owner":
    process("    weight 5\n") + group(track("process", "p")) + first(owner) + second(),
  "an owner's script with a weight": script("5") + first(owner + track("script", "chk")),
  "an owner's file": file() + first(owner + track("file", "f")),
  "an owner's process with a weight": process("    weight 5\n") + first(owner + track("process", "p")),
  "weights beyond 254": script("101") + first(`    priority 200\n${track("script", "chk")}`),
  "a variable": `$V=10.0.0.9\n${instance("V1", 51, "eth0", "", "$V")}`,
  "a variable in quotes": `$V=10.0.0.9\n${instance("V1", 51, "eth0", "", '"$V"')}`,
  "a variable in quotes and braces": `$V=10.0.0.9\n${instance("V1", 51, "eth0", "", '"${V}"')}`,
  "a variable glued": `$V=10.0.0.9\n${instance("V1", 51, "eth0", "", "$V/24")}`,
  "a variable glued to what is before": `$V=9\n${instance("V1", 51, "eth0", "", "10.0.0.$V")}`,
  "a variable before a comment": `$V=10.0.0.9\n${instance("V1", 51, "eth0", "", "$V#x")}`,
  "a variable that is defined below": `${instance("V1", 51, "eth0", "", "$V")}$V=10.0.0.9\n`,
  "a variable of several lines": `$V=10.0.0.9 \\\n10.0.0.10\n${instance("V1", 51, "eth0", "", "$V # both")}`,
  "a variable of several lines within one": `$V=10.0.0.9 \\\n10.0.0.10\n${instance("V1", 51, "eth0", "", "$V dev eth0")}`,
  "no variable": instance("V1", 51, "eth0", "", "$V"),
  "no variable in braces": `global_defs {\n    router_id \${V}\n}\n${first()}`,
  "no variable, for a name": `global_defs {\n    router_id $V\n}\n${first()}`,
};

describe.skipIf(target === undefined)("the installed keepalived", () => {
  it.each(Object.keys(texts))("agrees on %s", (name) => {
    const text = `${globals}${texts[name] ?? ""}`;
    expectAgreement("keepalived", text, target);
  });
});
