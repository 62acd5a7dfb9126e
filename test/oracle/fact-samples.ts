/**
 * Files made of the recorded samples of keepalived's keywords: each stands alone in surroundings that the daemon has
 * no complaint about, so that its verdict on the file is its verdict on the sample.
 */
import { readFileSync } from "node:fs";

export interface FactSample {
  /** The keyword with the blocks around it: `vrrp_instance/priority`. */
  readonly path: string;
  readonly sample: string;
  /** The daemon's verdict on the file. */
  readonly verdict: Verdict;
  readonly text: string;
  /** First and last line of the sample. */
  readonly first: number;
  readonly last: number;
}

interface Fact {
  readonly path: readonly string[];
  readonly kind: string;
  readonly since: string | null;
  readonly accept?: readonly string[];
  readonly reject?: readonly string[];
}

/** Every recorded sample whose verdict does not depend on the machine, as of one target version. */
export function factSamples(file: string, target: string): FactSample[] {
  const facts: readonly Fact[] = JSON.parse(readFileSync(file, "utf8"));
  return facts.flatMap(({ path, since, accept = [], reject = [] }) => {
    const names = path.join("/");
    const known = since === null || !isNewer(since, newestRelease[target] ?? "0");
    const verdict = (sample: string, recorded: Verdict): Verdict =>
      known ? (otherwise[target]?.[`${names} ${sample}`] ?? recorded) : "reject";
    return [
      ...accept.map((sample) => sampleFile(path, sample, verdict(sample, "accept"))),
      ...reject.map((sample) => sampleFile(path, sample, verdict(sample, "reject"))),
    ].filter(({ sample }) => !isAboutTheHost(names, sample));
  });
}

type Verdict = "accept" | "reject";

const newestRelease: Readonly<Record<string, string>> = { "2.2": "2.2.7", "2.3": "2.3.4" };

function isNewer(a: string, b: string): boolean {
  const [x, y] = [a, b].map((release) => release.split(".").map(Number));
  for (let n = 0; n < 3; n++) {
    const difference = (x?.[n] ?? 0) - (y?.[n] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/** Interfaces, users, routing tables by name, processors, firewalls: another machine, another verdict. */
function isAboutTheHost(path: string, sample: string): boolean {
  return (
    /\bnosuch(?:0|user_x|group_x)|\btable zzz\b/.test(sample) ||
    path === "global_defs/vrrp_iptables" ||
    (path.endsWith("_cpu_affinity") && sample === "9999")
  );
}

/** Where a release, or the check of the whole file, says something else than the keyword's own record. */
const otherwise: Readonly<Record<string, Readonly<Record<string, Verdict>>>> = {
  "2.2": {
    "global_defs/vrrp_strict maybe": "accept",
    "global_defs/vrrp_skip_check_adv_addr maybe": "accept",
    "global_defs/umask IXUSR|IRWXG|IRWXO": "reject",
    "vrrp_instance/use_vmac name vmac9": "reject",
    "vrrp_instance/virtual_routes {\n blackhole 10.9.1.0/24\n }": "reject",
    "vrrp_instance/virtual_ipaddress {\n 10.0.0.100/24\n }": "accept",
    "vrrp_script/interval 0.5": "reject",
    "vrrp_script/timeout 0.5": "reject",
    "garp_group/garp_interval 4294.967295": "reject",
    "garp_group/gna_interval 4294.967295": "reject",
    "virtual_server/real_server/UDP_CHECK/payload 01 02 ff": "reject",
    "virtual_server/hysteresis 4294967295": "reject",
  },
  // No quorum is greater than the greatest hysteresis.
  "2.3": { "virtual_server/hysteresis 4294967295": "reject" },
};

function sampleFile(names: readonly string[], sample: string, verdict: Verdict): FactSample {
  const path = names.join("/");
  const keyword = names.at(-1) ?? "";
  const blocks = names.slice(0, -1);
  const top = names[0] ?? "";
  const lines = [...before, ...(top === "vrrp_sync_group" ? [...instance("V1"), ...instance("V2")] : [])];
  for (const block of blocks) {
    lines.push(openings[block] ?? `${block} {`);
    const held = (block === blocks.at(-1) ? instead[path] : undefined) ?? holds[block] ?? [];
    lines.push(...held.filter((line) => !isSame(line, keyword, block === blocks.at(-1))));
  }
  lines.push(...(beside[`${path} ${sample}`] ?? beside[path] ?? []));
  const written = `${keyword} ${sample}`.trimEnd();
  const first = lines.join("\n").split("\n").length + 1;
  lines.push(written);
  for (const _ of blocks) lines.push("}");
  if (top !== "vrrp_instance" && top !== "vrrp_sync_group") lines.push(...instance("V1"));
  return {
    path,
    sample,
    verdict,
    text: `${lines.join("\n")}\n`,
    first,
    last: first + written.split("\n").length - 1,
  };
}

/** A line that would stand beside the sample as the same keyword twice. */
function isSame(line: string, keyword: string, innermost: boolean): boolean {
  const [own] = line.split(/\s/, 1);
  return innermost && (own === keyword || (own === "neighbor_ip" && keyword === "neighbour_ip"));
}

/** What samples name: scripts, files, processes, BFD sessions, an instance. */
const before: readonly string[] = [
  "global_defs {\nenable_script_security\nscript_user root\n}",
  "vrrp_script s1 {\nscript /usr/bin/true\n}",
  "vrrp_track_file f1 {\nfile /etc/hostname\nweight 0\n}",
  "vrrp_track_process p1 {\nprocess sshd\n}",
  "bfd_instance b1 {\nneighbor_ip 10.0.0.77\nsource_ip 10.0.0.1\n}",
];

function instance(name: string): string[] {
  const id = name === "V1" ? 51 : 52;
  return [
    `vrrp_instance ${name} {\ninterface eth0\nvirtual_router_id ${id}\nvirtual_ipaddress {\n10.0.0.${id}/24\n}\n}`,
  ];
}

/** How a block with a name begins. */
const openings: Readonly<Record<string, string>> = {
  vrrp_instance: "vrrp_instance V1 {",
  vrrp_sync_group: "vrrp_sync_group G1 {",
  vrrp_script: "vrrp_script s2 {",
  vrrp_track_process: "vrrp_track_process p2 {",
  track_file: "track_file f2 {",
  vrrp_track_file: "vrrp_track_file f2 {",
  bfd_instance: "bfd_instance b2 {",
  virtual_server: "virtual_server 10.0.0.100 80 {",
  real_server: "real_server 10.0.0.50 80 {",
};

/** Lines that a block must hold for the daemon to have no complaint. */
const holds: Readonly<Record<string, readonly string[]>> = {
  vrrp_instance: ["interface eth0", "virtual_router_id 51", "virtual_ipaddress {\n10.0.0.100/24\n}"],
  vrrp_sync_group: ["group {\nV1\nV2\n}"],
  vrrp_script: ["script /usr/bin/true"],
  vrrp_track_process: ["process sshd"],
  track_file: ["file /etc/hostname"],
  vrrp_track_file: ["file /etc/hostname"],
  bfd_instance: ["neighbor_ip 10.0.0.78"],
  garp_group: ["garp_interval 1"],
  virtual_server: ["lb_algo rr", "lb_kind NAT", "protocol TCP", "real_server 10.0.0.51 80 {\n}"],
  HTTP_GET: ["url {\npath /\n}"],
  SSL_GET: ["url {\npath /\n}"],
  url: ["path /"],
  MISC_CHECK: ["misc_path /usr/bin/true"],
  FILE_CHECK: ["track_file f1"],
  BFD_CHECK: ["name b1"],
  authentication: ["auth_type PASS", "auth_pass secret12"],
};

/** What it holds instead for one keyword. */
const instead: Readonly<Record<string, readonly string[]>> = {
  "vrrp_instance/native_ipv6": [
    "interface eth0",
    "virtual_router_id 51",
    "virtual_ipaddress {\nfe80::100/64\n}",
  ],
};

const peers = ["unicast_peer {\n10.0.0.9\n}"];

/** What one keyword needs before it, or one sample of it. */
const beside: Readonly<Record<string, readonly string[]>> = {
  "vrrp_instance/vmac_xmit_base": ["use_vmac"],
  "vrrp_instance/check_unicast_src": peers,
  "vrrp_instance/old_unicast_checksum": peers,
  "vrrp_instance/unicast_src_ip": peers,
  "vrrp_instance/unicast_ttl": peers,
  "vrrp_instance/timer_expired_backup": ["nopreempt"],
  "vrrp_instance/advert_int 0.01": ["version 3"],
  "vrrp_instance/owner_ignore_adverts ": ["priority 255"],
  "vrrp_instance/owner_ignore_adverts on": ["priority 255"],
  "vrrp_instance/owner_ignore_adverts true": ["priority 255"],
  "vrrp_instance/owner_ignore_adverts yes": ["priority 255"],
  "vrrp_instance/virtual_ipaddress {\n fd00::5\n }": ["virtual_ipaddress {\n10.0.0.100/24\n}"],
  "vrrp_instance/virtual_ipaddress {\n 10.0.0.100/24\n }": ["virtual_ipaddress {\n10.0.0.100/24\n}"],
  "virtual_server/ops": ["protocol UDP"],
  "virtual_server/quorum 4294967295": [
    "real_server 10.0.0.52 80 {\nweight 2147483647\n}",
    "real_server 10.0.0.53 80 {\nweight 2147483647\n}",
  ],
  "virtual_server/sorry_server_inhibit": ["sorry_server 10.0.0.60 80"],
  "virtual_server/sorry_server_lvs_method": ["sorry_server 10.0.0.60 80"],
};
