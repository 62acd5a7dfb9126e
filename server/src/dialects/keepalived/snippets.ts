/** New blocks as they are worth writing: what the daemon asks for, with values that fit what is already there. */
import type { WritingPlace } from "../../dialect.ts";
import type { FileModel } from "../../model/file-model.ts";
import type { VrrpInstance } from "../../model/vrrp.ts";
import { globalsTogether, versionOf } from "../../model/vrrp-effective.ts";

const tcpCheck = ["TCP_CHECK {", "\tconnect_timeout <3>", "}"];

const realServer = [
  "real_server <192.0.2.101> <80> {",
  "\tweight <1>",
  ...tcpCheck.map((line) => `\t${line}`),
  "}",
];

/**
 * The lines of a block by scope and name. `<text>` is a place to fill in: the name of a source below, words to choose
 * from with `|` between them, or the value that is suggested. A line whose source has several values is repeated.
 */
const blocks: Readonly<Record<string, readonly string[]>> = {
  "root/global_defs": [
    "global_defs {",
    "\trouter_id <node1>",
    "\tenable_script_security<if scripts>",
    "\tscript_user <keepalived_script><if scripts>",
    "}",
  ],
  "root/vrrp_instance": [
    "vrrp_instance <new vrrp_instance VI_1> {",
    "\tstate BACKUP",
    "\tinterface <interface>",
    "\tvirtual_router_id <free id>",
    "\tpriority <100>",
    "\tadvert_int <1>",
    "\tvirtual_ipaddress {",
    "\t\t<free address>/24",
    "\t}",
    "\ttrack_script {<if script above>",
    "\t\t<known vrrp_script check_1><if script above>",
    "\t}<if script above>",
    "}",
  ],
  "root/vrrp_script": [
    "vrrp_script <new vrrp_script check_1> {",
    '\tscript "</usr/local/bin/check_service>"',
    "\tinterval <2>",
    "\tfall <3>",
    "\trise <2>",
    "\tweight <-20>",
    "}",
  ],
  "root/vrrp_sync_group": [
    "vrrp_sync_group <new vrrp_sync_group VG_1> {",
    "\tgroup {",
    "\t\t<members>",
    "\t}",
    "}",
  ],
  "root/track_file": [
    "track_file <new track_file file_1> {",
    '\tfile "</var/run/keepalived.weight>"',
    "\tweight <1>",
    "}",
  ],
  "root/vrrp_track_process": [
    "vrrp_track_process <new vrrp_track_process process_1> {",
    '\tprocess "<haproxy>"',
    "\tweight <20>",
    "}",
  ],
  "root/bfd_instance": ["bfd_instance <new bfd_instance bfd_1> {", "\tneighbor_ip <192.0.2.2>", "}"],
  "root/static_ipaddress": ["static_ipaddress {", "\t<free address>/24 dev <interface>", "}"],
  "root/static_routes": ["static_routes {", "\t<198.51.100.0/24> via <192.0.2.1> dev <interface>", "}"],
  "root/virtual_server": [
    "virtual_server <virtual address> <80> {",
    "\tdelay_loop <6>",
    "\tlb_algo <rr|wrr|lc|wlc|sh|dh>",
    "\tlb_kind <NAT|DR|TUN>",
    "\tprotocol <TCP|UDP|SCTP>",
    "",
    ...realServer.map((line) => `\t${line}`),
    "}",
  ],
  "root/virtual_server_group": [
    "virtual_server_group <new virtual_server_group group_1> {",
    "\t<virtual address> <80>",
    "}",
  ],
  "vrrp_instance/virtual_ipaddress": ["virtual_ipaddress {", "\t<free address>/24", "}"],
  "vrrp_instance/virtual_ipaddress_excluded": ["virtual_ipaddress_excluded {", "\t<free address>/24", "}"],
  "vrrp_instance/virtual_routes": [
    "virtual_routes {",
    "\t<198.51.100.0/24> via <192.0.2.1> dev <interface>",
    "}",
  ],
  "vrrp_instance/virtual_rules": [
    "virtual_rules {",
    "\tfrom <198.51.100.0/24> table <100> preference <1000>",
    "}",
  ],
  "vrrp_instance/unicast_peer": [
    "unicast_src_ip <192.0.2.1><if without source>",
    "unicast_peer {",
    "\t<192.0.2.2>",
    "}",
  ],
  "vrrp_instance/authentication": ["authentication {", "\tauth_type PASS", "\tauth_pass <new password>", "}"],
  "vrrp_instance/track_script": ["track_script {", "\t<known vrrp_script check_1>", "}"],
  "vrrp_instance/track_interface": ["track_interface {", "\t<other interface>", "}"],
  "vrrp_instance/track_file": ["track_file {", "\t<known track_file file_1>", "}"],
  "vrrp_instance/track_process": ["track_process {", "\t<known vrrp_track_process process_1>", "}"],
  "vrrp_instance/track_bfd": ["track_bfd {", "\t<known bfd_instance bfd_1>", "}"],
  "vrrp_sync_group/group": ["group {", "\t<members>", "}"],
  "virtual_server/real_server": realServer,
  "virtual_server/real_server/TCP_CHECK": tcpCheck,
  "virtual_server/real_server/HTTP_GET": httpCheck("HTTP_GET"),
  "virtual_server/real_server/SSL_GET": httpCheck("SSL_GET"),
  "virtual_server/real_server/MISC_CHECK": [
    "MISC_CHECK {",
    '\tmisc_path "</usr/local/bin/check_service>"',
    "}",
  ],
};

function httpCheck(name: string): string[] {
  return [
    `${name} {`,
    "\turl {",
    "\t\tpath </>",
    "\t\tstatus_code <200>",
    "\t}",
    "\tconnect_timeout <3>",
    "}",
  ];
}

const sources: Readonly<Record<string, (place: WritingPlace) => readonly string[]>> = {
  "if scripts": ({ unit }) => (definitionsOf(unit, "vrrp_script").length > 0 ? [""] : []),
  interface: (place) => [nearestInterface(place) ?? "eth0"],
  "other interface": (place) => [otherInterface(place)],
  "if script above": (place) => (nameAbove(place, "vrrp_script") !== undefined ? [""] : []),
  "if without source": (place) => (instanceAt(place)?.unicastSource === undefined ? [""] : []),
  "new password": () => [newPassword()],
  "free id": ({ workspace }) => [freeRouterId(workspace)],
  "free address": ({ workspace }) => [freeAddress(workspace)],
  "virtual address": ({ unit }) => [
    instancesOf(unit).find((i) => i.addresses.length > 0)?.addresses[0]?.address ?? "192.0.2.10",
  ],
  members: membersOf,
};

/** The block in snippet notation, or `undefined` where its name and arguments say all there is to say. */
export function snippet(name: string, place: WritingPlace): string | undefined {
  let count = 0;
  const written = blocks[`${place.scope}/${name}`]?.flatMap((line) => {
    const parts = line.split(/[<>]/).map((part, i) => (i % 2 === 0 ? part : suggestions(part, place)));
    const copies = Math.max(...parts.map((part) => (typeof part === "string" ? 1 : part.length)));
    if (parts.some((part) => part.length === 0 && typeof part !== "string")) return [];
    return Array.from({ length: copies }, (_, n) =>
      parts
        .map((part) => (typeof part === "string" ? part : spot(part[n] ?? part[0] ?? "", () => ++count)))
        .join(""),
    );
  });
  return written?.join("\n");
}

/** False for authentication of an instance that speaks VRRP 3, which has none. */
export function isUseful(name: string, place: WritingPlace): boolean {
  const { scope, unit } = place;
  if (name !== "authentication" && scope !== "vrrp_instance/authentication") return true;
  const instance = instanceAt(place);
  if (instance === undefined) return true;
  return versionOf(instance, globalsTogether(unit.flatMap(({ vrrp }) => vrrp ?? []))) !== 3;
}

/** `new KIND NAME`: a name that is free; `known KIND NAME`: one that is defined above; else a source, else the text itself. */
function suggestions(text: string, place: WritingPlace): readonly string[] {
  const [verb, kind = "", name = ""] = text.split(" ");
  if (verb === "new" && name !== "") return [newName(place, kind, name)];
  if (verb === "known") return [nameAbove(place, kind) ?? name];
  return sources[text]?.(place) ?? [text];
}

/** A place to fill in; none where there is nothing to suggest. */
function spot(text: string, number: () => number): string {
  if (text === "") return "";
  const escaped = text.replace(/[\\$}]/g, "\\$&");
  return text.includes("|")
    ? `\${${number()}|${escaped.replaceAll("|", ",")}|}`
    : `\${${number()}:${escaped}}`;
}

/** The suggested name, or that of the definitions before with the next number that is free. */
function newName(place: WritingPlace, kind: string, suggested: string): string {
  const taken = definitionsOf(place.unit, kind);
  const [, stem = "", digits = "1"] = /^(.*?)(\d+)$/.exec(taken.at(-1) ?? suggested) ?? [];
  if (taken.length === 0 || stem === "") return freeName(taken, suggested);
  return freeName(taken, `${stem}${Number(digits) + 1}`);
}

function freeName(taken: readonly string[], suggested: string): string {
  const [, stem = suggested, digits = "1"] = /^(.*?)(\d+)$/.exec(suggested) ?? [];
  let number = Number(digits);
  while (taken.includes(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}

function definitionsOf(models: readonly FileModel[], kind: string): string[] {
  const names: string[] = [];
  for (const model of models) {
    for (const { role, kinds, name } of model.names)
      if (role === "definition" && kinds.includes(kind)) names.push(name);
  }
  return names;
}

/** The first that the daemon has read when it comes to the place, or that another file defines. */
function nameAbove({ unit, model, offset }: WritingPlace, kind: string): string | undefined {
  for (const one of unit) {
    const found = one.names.find(
      ({ role, kinds, span }) =>
        role === "definition" && kinds.includes(kind) && (one !== model || span.start < offset),
    );
    if (found !== undefined) return found.name;
  }
  return undefined;
}

/** The interface that is named last before the place, else first after it, else first in the workspace. */
function nearestInterface({ model, workspace, offset }: WritingPlace): string | undefined {
  const before = model.names.findLast((name) => name.span.start < offset && isInterface(name));
  return before?.name ?? firstInterface(workspace, () => true);
}

/** An interface that the instance at the place does not run on: its own is watched anyway. */
function otherInterface(place: WritingPlace): string {
  const own = instanceAt(place)?.interface?.value;
  return firstInterface(place.workspace, (name) => name !== own) ?? (own === "eth1" ? "eth0" : "eth1");
}

function firstInterface(
  models: readonly FileModel[],
  isMeant: (name: string) => boolean,
): string | undefined {
  for (const model of models) {
    const found = model.names.find((name) => isInterface(name) && isMeant(name.name));
    if (found !== undefined) return found.name;
  }
  return undefined;
}

function isInterface({ kinds }: FileModel["names"][number]): boolean {
  return kinds.includes("interface");
}

/** The first number from 51 on that no instance has, else the first of all. */
function freeRouterId(workspace: readonly FileModel[]): string {
  const taken = new Set(instancesOf(workspace).flatMap((instance) => instance.virtualRouterId?.value ?? []));
  const ids = Array.from({ length: 255 }, (_, i) => ((i + 50) % 255) + 1);
  return String(ids.find((id) => !taken.has(id)) ?? 51);
}

/** An address for documentation that is not used yet. */
function freeAddress(workspace: readonly FileModel[]): string {
  const taken = new Set<string>();
  for (const { vrrp } of workspace) {
    for (const { address } of vrrp?.staticAddresses ?? []) taken.add(address);
    for (const { addresses, excludedAddresses } of vrrp?.instances ?? [])
      for (const { address } of [...addresses, ...excludedAddresses]) taken.add(address);
  }
  const hosts = Array.from({ length: 90 }, (_, i) => `192.0.2.${i + 10}`);
  return hosts.find((host) => !taken.has(host)) ?? "192.0.2.10";
}

/** Instances of the configuration that are in no group yet. */
function membersOf({ unit }: WritingPlace): string[] {
  const grouped = new Set(
    unit
      .flatMap((model) => model.vrrp?.syncGroups ?? [])
      .flatMap((group) => group.members.map((m) => m.value)),
  );
  const free = definitionsOf(unit, "vrrp_instance").filter((name) => !grouped.has(name));
  return free.length > 0 ? free : ["VI_1", "VI_2"];
}

function instanceAt({ model, offset }: WritingPlace): VrrpInstance | undefined {
  return model.vrrp?.instances.find(({ span }) => span.start <= offset && offset <= span.end);
}

/** Eight characters, as many as count, that no other file has: a fixed one would stand in every cluster. */
function newPassword(): string {
  const marks = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  return Array.from({ length: 8 }, () => marks[Math.floor(Math.random() * marks.length)] ?? "x").join("");
}

function instancesOf(models: readonly FileModel[]): VrrpInstance[] {
  return models.flatMap((model) => model.vrrp?.instances ?? []);
}
