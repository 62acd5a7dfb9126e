/**
 * Texts on which kalint and a daemon once disagreed, or nearly so, with what each version of the daemon does. They
 * were found with generated and mutated files. Where the daemon is installed, it is asked again.
 */
import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { dialectById, dialects } from "../../server/src/dialects/all.ts";
import { daemonVerdict, installedTarget } from "../support/daemons.ts";
import { refusalsOf } from "./refusals.ts";

interface Sample {
  readonly what: string;
  readonly text: string;
  /** By every version alike, or by these alone. */
  readonly rejects: boolean | readonly string[];
}

/** Words behind a complete value, and what is read as a number. */
const keepalived: readonly Sample[] = [
  accepts("a word behind a switch that is set", instance("smtp_alert off more")),
  rejects("a word that is no switch", instance("smtp_alert more")),
  accepts("a word behind a name", `net_namespace ns more\n${instance("")}`),
  accepts("a word behind `enable`-like flags", globals("disable_local_igmp more")),
  accepts("a word behind user and group", script("user root root more")),
  accepts("a word behind `reverse`", script("weight 5 reverse more")),
  rejects("a word in place of `reverse`", script("weight 5 more")),
  accepts("a word behind a tracked script's `reverse`", tracked("chk weight 5 reverse more")),
  rejects("a word behind a tracked script's weight", tracked("chk weight 5 more")),
  rejects("a word behind a tracked script", tracked("chk more")),
  accepts(
    "a word behind a tracked interface's `reverse`",
    instance("track_interface {\n eth1 weight 5 reverse more\n}"),
  ),
  rejects("`noreverse` on a tracked interface", instance("track_interface {\n eth1 weight 5 noreverse\n}")),
  accepts("a third delay of an interface", `interface_up_down_delays {\n eth0 1 1 1\n}\n${instance("")}`),
  accepts("an interface without delays", `interface_up_down_delays {\n eth0\n}\n${instance("")}`),
  rejects("an interface delay that is no number", `interface_up_down_delays {\n eth0 x\n}\n${instance("")}`),
  accepts("a version with a plus sign", instance("version +3")),
  accepts("a command with empty quotes around it", `vrrp_script s {\n script ""/usr/bin/true""\n}\n`),
  rejects("a command of empty quotes", `vrrp_script s {\n script "" ""\n}\n`),
  accepts("port 0 behind an address", `virtual_server_group g {\n 192.0.2.1 0\n}\n`),
  rejects("port +0 behind an address", `virtual_server_group g {\n 192.0.2.1 +0\n}\n`),
  rejects("a network with host bits", `virtual_server_group g {\n 192.0.2.1/28 80\n}\n`),
  accepts("a network without", `virtual_server_group g {\n 192.0.2.16/28 80\n}\n`),
  rejects("an empty range", `virtual_server_group g {\n 192.0.2.9-9 80\n}\n`),
  accepts("a range to a whole address", `virtual_server_group g {\n 192.0.2.9-192.0.3.1 80\n}\n`),
  accepts("an IPv6 range", `virtual_server_group g {\n 2001:db8::9-1f 80\n}\n`),
  rejects("an IPv6 range backwards", `virtual_server_group g {\n 2001:db8::10-9 80\n}\n`),
  rejects("a MAC address of VRRP's own", instance("use_vmac 00:00:5e:00:01:07")),
  rejects("two names for one VMAC", instance("use_vmac vrrp7 vrrp8")),
  accepts("an MD5 sum with a sign in it", realServer(md5Check(`ff-1${"0".repeat(28)}`))),
  rejects("an MD5 sum with a letter in it", realServer(md5Check(`ffx1${"0".repeat(28)}`))),
  rejects("an undefined name as a keyword", instance("$weight 5")),
  rejects("an undefined name as a switch", instance("smtp_alert $x")),
  rejects(
    "a password that a shorter one replaces",
    instance("authentication {\n auth_type PASS\n auth_pass 123456789\n auth_pass 12345678\n}"),
  ),
  accepts("a version with a zero in front", globals("vrrp_version 02")),
  accepts("the same version twice", instance("version 2\nversion 2")),
  accepts("a number that is empty quotes", instance('garp_master_delay ""')),
  rejects("an advertisement interval that is empty quotes", instance('advert_int ""')),
  accepts("several delays of the extra announcement", instance("garp_extra_if 5 all 6")),
  rejects("an extra announcement without a delay", instance("garp_extra_if all")),
  accepts("a long prefix for the names of VMACs", globals("vmac_addr_prefix abcdefghijklmnopqr")),
  accepts(
    "two interfaces in one garp_group",
    `${instance("")}garp_group {\n garp_interval 1\n interface eth0\n interface eth1\n}\n`,
  ),
  accepts(
    "the same receive buffer policy twice",
    globals("vrrp_rx_bufs_policy ADVERT\nvrrp_rx_bufs_policy ADVERT"),
  ),
  rejects("the same notify script twice", instance("notify_fault /bin/true\nnotify_fault /bin/true")),
  accepts("a host block in SMTP_CHECK", realServer("SMTP_CHECK {\n host {\n connect_ip 10.0.0.2\n }\n}")),
  accepts(
    "an offset of a regex that is no number",
    realServer("HTTP_GET {\n url {\n path /\n status_code 200\n regex_max_offset more\n }\n}"),
  ),
  accepts(
    "an offset of a regex that is an undefined variable",
    realServer("HTTP_GET {\n url {\n path /\n status_code 200\n regex_max_offset $more\n }\n}"),
  ),
  accepts("a second destination of a route", instance("virtual_routes {\n 10.9.0.0/24 10.0.0.1 dev eth1\n}")),
  accepts("anything on a line of another configuration", instance("@other net_namespace more")),
  rejects(
    "a virtual server without real servers",
    "virtual_server 10.0.0.1 80 {\n lb_algo rr\n lb_kind NAT\n protocol TCP\n}\n",
  ),
];

/** Blocks whose lines are data. */
const nginx: readonly Sample[] = [
  accepts("a map key called hostnames", http("map $host $x { hostnames 1; }")),
  accepts("a map key called volatile", http("map $host $x { volatile 1; }")),
  rejects("a map key without a value", http("map $host $x { a; }")),
  rejects("a map key with two values", http("map $host $x { a b c; }")),
  accepts("a share of clients without a value", http("split_clients $host $x { 10%; }")),
  accepts("a share of clients with two values", http("split_clients $host $x { 10% a b; }")),
  accepts("a type without an extension", http("types { text/x; }")),
  accepts("a range of addresses in geo", http("geo $x { ranges; 10.0.0.1-10.0.0.9 a; }")),
  accepts("a network to delete from geo", http("geo $x { delete 10.0.0.1; }")),
  rejects("a geo key that is no network", http("geo $x { more a; }")),
  rejects("a geo network with a mask for a prefix", http("geo $x { 10.0.0.0/255.0.0.0 a; }")),
  rejects("a geo network with too long a prefix", http("geo $x { 10.0.0.0/33 a; }")),
  rejects("a geo key without a value", http("geo $x { 10.0.0.1; }")),
  accepts("log files that need not be used to be kept open", http("open_log_file_cache max=10 min_uses=0;")),
  rejects("no idle connections kept to an upstream", upstream("server 127.0.0.1:1; keepalive 0;"), [
    "1.22",
    "1.26",
  ]),
  rejects("an address that need not be resolved", upstream("server 127.0.0.1:1 resolve;"), ["1.22", "1.26"]),
  rejects("a socket that need not be resolved", upstream("server unix:/x resolve;"), ["1.22", "1.26"]),
  rejects("a name to be resolved without shared memory", upstream("server localhost:1 resolve;")),
];

/** What is read leniently, what is not read at all, and what comes too late to count. */
const haproxy: readonly Sample[] = [
  accepts(
    "an unknown backend that a later line takes the place of",
    frontend("default_backend nope\n default_backend b"),
  ),
  accepts(
    "an unknown backend in defaults that every frontend takes the place of",
    frontend("default_backend b").replace("defaults\n", "defaults\n default_backend nope\n"),
  ),
  rejects(
    "an unknown backend in defaults that a frontend takes over",
    frontend("").replace("defaults\n", "defaults\n default_backend nope\n"),
  ),
  accepts(
    "digits and more as the code of a redirect",
    frontend("http-request redirect location / code 301;"),
  ),
  rejects("a code that is none of a redirect", frontend("http-request redirect location / code 400")),
  accepts("a peer without a name", `${backend("")}peers p\n server\n`),
  accepts("a local peer of any name", `${backend("")}peers p\n bind 127.0.0.1:1\n server a/b\n`),
  rejects("a remote peer of any name", `${backend("")}peers p\n server a/b 127.0.0.1:1\n`),
  rejects("a word behind the name of an empty backend", `${backend("")}backend c more\n`, ["3.2"]),
  accepts("a check of a server that is a host name without a port", backend("server s localhost check")),
  rejects("a check of a server that is an address without a port", backend("server s 127.0.0.1 check")),
  rejects("a check of a server with port 0", backend("server s 127.0.0.1:0 check")),
  accepts(
    "a default of being checked behind the server",
    backend("server s 127.0.0.1\n default-server check"),
  ),
  rejects(
    "a default of being checked before the server",
    backend("default-server check\n server s 127.0.0.1"),
  ),
  accepts("a default of TLS behind the server", backend("server s 127.0.0.1:1\n default-server ssl")),
  rejects(
    "a default of TLS without a CA before the server",
    backend("default-server ssl\n server s 127.0.0.1:1"),
  ),
  accepts(
    "unknown resolvers in a default behind the server",
    backend("server s localhost:1\n default-server resolvers r"),
  ),
  rejects(
    "unknown resolvers in a default before the server",
    backend("default-server resolvers r\n server s localhost:1"),
  ),
  accepts("an unknown tracked server in a default without servers", backend("default-server track t")),
  accepts("any stick rule in a frontend", frontend("stick on more more more")),
  accepts("a stick rule in a frontend with an unknown table", frontend("stick on src table more")),
  rejects("a stick rule in a backend with an unknown table", backend("stick on src table more")),
  rejects("another ignored line in a frontend, with a wrong value", frontend("balance more")),
  accepts("a hexadecimal count of keep-alive probes", frontend("clitcpka-cnt 0x10")),
  rejects("a count of keep-alive probes that is no number", frontend("clitcpka-cnt more")),
  accepts("digits and more as the depth of a URI", backend("balance uri depth 5abc")),
  rejects("no digits as the depth of a URI", backend("balance uri depth abc")),
  accepts("a body length that is no number", backend("balance url_param x check_post abc")),
  accepts("a peer name of any characters", global("localpeer a/b")),
  rejects("a word behind an error file", frontend("errorfile 503 /dev/null more"), ["3.0", "3.2"]),
  rejects(
    "a number behind which there is more as the global maxconn",
    global("maxconn 10k").replace(" maxconn 100\n", ""),
    ["3.0", "3.2"],
  ),
  rejects("a word behind the algorithm for requests", backend("compression algo-req gzip more"), ["2.6"]),
  rejects("a word behind the direction of compression", backend("compression direction request more"), [
    "2.6",
  ]),
  rejects("a word behind a guid", backend("guid g more"), ["2.6"]),
  rejects("anything as the mode of OCSP updates", global("ocsp-update.mode more"), ["2.6"]),
  rejects("a window size left out", global("tune.h2.be.initial-window-size"), ["2.6"]),
  rejects("digits and more as a log buffer size", backend("server s 127.0.0.1:1 log-bufsize 5k"), ["2.6"]),
  rejects("a word behind the base of a certificate store", `${backend("")}crt-store w\n crt-base / more\n`, [
    "2.6",
  ]),
  rejects("a word behind how affinity is kept", backend("hash-preserve-affinity maxconn more"), [
    "2.6",
    "3.0",
  ]),
  rejects("a line that only new versions read", global(condition("version_atleast(3.0)", "nope")), [
    "3.0",
    "3.2",
  ]),
  rejects("a line that only old versions read", global(condition("!version_atleast(3.0)", "nope")), ["2.6"]),
  rejects(
    "a section for old versions alone that a line needs",
    `${frontend("use_backend c if TRUE")}${condition("version_before(3.1)", "backend c")}`,
    ["3.2"],
  ),
  accepts("a condition that need not be looked at", global(".if 1\n.elif nope(\n.endif")),
  rejects("a condition that comes after a wrong one", global(".if 0\n.elif nope(\n.endif")),
  rejects("a quote in lines that are not read", global(condition("0", '"'))),
  accepts(
    "a format of the log that a later one takes the place of",
    frontend("log-format %nope\n log-format x"),
  ),
  accepts(
    "a format of the log that an option takes the place of",
    frontend("log-format %nope\n option httplog"),
  ),
  accepts(
    "a format of the log in defaults that every frontend takes the place of",
    frontend("log-format x").replace("defaults\n", "defaults\n log-format %nope\n"),
  ),
  rejects(
    "a format of the log in defaults",
    frontend("").replace("defaults\n", "defaults\n log-format %nope\n"),
  ),
  accepts("a format of the log in a backend", backend("log-format %nope")),
  accepts("a format of the log in a frontend that is turned off", frontend("log-format %nope\n disabled")),
  rejects("a format of errors in a backend", backend("error-log-format %nope")),
  rejects("the last of two formats of the log", frontend("log-format x\n log-format %nope")),
  accepts("letters behind the name of an action on a file", frontend("http-request add-aclx(/dev/null) src")),
  rejects("letters behind the name of another action", frontend("http-request set-varx(txn.a) src")),
  accepts(
    "a number as the name in a default without servers",
    backend("").replace(/$/, "backend c\n default-server sni 5x\n"),
  ),
  rejects("a number as the name of a server", backend("server s 127.0.0.1:1 ssl verify none sni 5x")),
  rejects("an expression of the port that is not asked for", backend("option forwarded for_port-expr nope"), [
    "2.6",
  ]),
  rejects("an expression of the port that is asked for", backend("option forwarded for for_port-expr nope")),
  rejects("a word behind the name of an empty frontend", `${backend("")}frontend g more\n`, ["3.2"]),
  rejects("an address behind the name of an empty frontend", `${backend("")}frontend g :81\n`, ["3.2"]),
  rejects("an address behind the name of a frontend", `${backend("")}frontend g :81\n mode http\n`),
  rejects("an empty backend from no defaults", `${backend("")}backend c from\n`, ["3.2"]),
  rejects("a backend from no defaults", `${backend("")}backend c from\n mode http\n`),
  rejects("a backend without a name", `${backend("")}backend\n`),
  rejects("a word behind the host of a log", `${backend("")}log-forward l\n option host append more\n`, [
    "2.6",
    "3.0",
  ]),
  rejects("a time of more milliseconds than there are", frontend("timeout client 2147483648")),
  accepts("a time that is little once its bits are cut", frontend("timeout client 18446744073709551617")),
  rejects("overlapping ranges of sampled messages", frontend("log 127.0.0.1 sample 1-2,2:3 local0")),
  rejects("a range above the number of sampled messages", frontend("log 127.0.0.1 sample 3:2 local0")),
  rejects("a range of one message", frontend("log 127.0.0.1 sample 1-1:2 local0")),
  accepts("ranges of sampled messages in any order", frontend("log 127.0.0.1 sample 3,1-2,:3 local0")),
  rejects("a server that a frontend is to use", frontend("use-server s if TRUE")),
  accepts("a server that a frontend is to use by a format", frontend("use-server %[str(s)] if TRUE")),
  rejects("an unknown source of traces", `${backend("")}traces\n trace nope sink stdout\n`),
  rejects("anything behind the end of all traces", `${backend("")}traces\n trace 0 more\n`, ["2.6", "3.0"]),
  rejects("events of traces", `${backend("")}traces\n trace h1 event any start\n`, ["2.6", "3.0"]),
  rejects("any name of a certificate store", `${backend("")}crt-store w/z\n`, ["2.6"]),
  rejects("an alias of HTTP in the log of TCP", frontend("mode tcp\n log-format %{+Q}HM"), ["2.6"]),
  accepts("other aliases in the log of TCP", frontend('mode tcp\n log-format "%ST %%HM %[src]"')),
  rejects(
    "an alias of HTTP in a format that a frontend of TCP takes over",
    frontend("mode tcp").replace("defaults\n", "defaults\n log-format %HM\n"),
    ["2.6"],
  ),
  rejects(
    "what is warned of, where warnings are refused",
    `${frontend("cookie x insert")}global\n zero-warning\n`,
  ),
  rejects("a warning of new versions", `${frontend("timeout client 5")}global\n zero-warning\n`, ["3.2"]),
  accepts(
    "what is warned of, where refusing is not read",
    global(condition("0", "zero-warning"), "cookie x insert"),
  ),
  accepts("an error that it goes on after, where warnings are refused", global("zero-warning\n maxconn 200")),
];

const samples: Readonly<Record<DialectId, readonly Sample[]>> = { keepalived, nginx, haproxy };

describe.each(dialects.map(({ id }) => ({ id })))("texts found by trying on $id", ({ id }) => {
  const installed = installedTarget(id, `texts found by trying on the real ${id}`);

  it.each(samples[id])("are judged as each version does: $what", ({ text, rejects }) => {
    for (const target of dialectById(id).data().targets) {
      const found = refusalsOf(id, text, target);
      const ours = found.map((f) => `${f.rule.name}: ${f.message.id} ${JSON.stringify(f.message.params)}`);
      expect(found.length > 0, `${target}: ${ours.join(", ") || "accepts"}`).toBe(
        isRejected(rejects, target),
      );
    }
  });

  it.skipIf(installed === undefined).each(samples[id])(
    "are judged so by the one installed: $what",
    ({ text, rejects }) => {
      const verdict = daemonVerdict(id, text);
      expect(verdict.rejects, verdict.says).toBe(isRejected(rejects, installed ?? ""));
    },
  );
});

function isRejected(rejects: Sample["rejects"], target: string): boolean {
  return typeof rejects === "boolean" ? rejects : rejects.includes(target);
}

function accepts(what: string, text: string): Sample {
  return { what, text, rejects: false };
}

/** `targets`: the versions that reject it, where not all do. */
function rejects(what: string, text: string, targets?: readonly string[]): Sample {
  return { what, text, rejects: targets ?? true };
}

function globals(lines: string): string {
  return `global_defs {\n${lines}\n}\n${instance("")}`;
}

function instance(lines: string): string {
  return `global_defs {
 enable_script_security
 script_user root
}
vrrp_instance V1 {
 state BACKUP
 interface eth0
 virtual_router_id 51
 priority 100
${lines}
 virtual_ipaddress {
  10.0.0.100
 }
}
`;
}

function script(lines: string): string {
  return `vrrp_script chk {\n script /bin/true\n${lines}\n}\n${instance("")}`;
}

function tracked(line: string): string {
  return `vrrp_script chk {\n script /bin/true\n}\n${instance(`track_script {\n ${line}\n}`)}`;
}

function realServer(lines: string): string {
  return `virtual_server 10.0.0.1 80 {
 lb_algo rr
 lb_kind NAT
 protocol TCP
 real_server 10.0.0.2 80 {
${lines}
 }
}
`;
}

function md5Check(sum: string): string {
  return `HTTP_GET {\n url {\n path /\n digest ${sum}\n }\n}`;
}

function http(lines: string): string {
  return `events {}\nhttp {\n${lines}\n}\n`;
}

function upstream(lines: string): string {
  return http(`upstream u {\n${lines}\n}`);
}

function haproxyFile(global: string, frontend: string, backend: string): string {
  return `global
 maxconn 100
 ${global}
defaults
 mode http
 timeout client 5s
 timeout server 5s
 timeout connect 5s
frontend f
 bind :8080
 ${frontend}
backend b
 ${backend}
`;
}

function condition(text: string, lines: string): string {
  return `.if ${text}\n ${lines}\n.endif\n`;
}

function global(line: string, frontend = ""): string {
  return haproxyFile(line, frontend, "");
}

function frontend(line: string): string {
  return haproxyFile("", line, "");
}

function backend(lines: string): string {
  return haproxyFile("", "", lines);
}
