/**
 * Texts on which kalint and a daemon once disagreed, or nearly so, with what each version of the daemon does. They
 * were found with generated and mutated files. Where the daemon is installed, it is asked again.
 */
import { describe, expect, it } from "vitest";
import { dialectById } from "../../server/src/dialects/all.ts";
import type { DialectId } from "../../server/src/dialect.ts";
import { daemonVerdict, installedTarget } from "../support/daemons.ts";
import { lintText } from "../support/lint-text.ts";

interface Case {
  readonly what: string;
  readonly dialect: DialectId;
  readonly text: string;
  /** By every version alike, or by these alone. */
  readonly rejects: boolean | readonly string[];
}

const cases: readonly Case[] = [
  // keepalived: words behind a complete value, and what is read as a number.
  accepted("a word behind a switch that is set", instance("smtp_alert off more")),
  rejected("a word that is no switch", instance("smtp_alert more")),
  accepted("a word behind a name", `net_namespace ns more\n${instance("")}`),
  accepted("a word behind `enable`-like flags", globals("disable_local_igmp more")),
  accepted("a word behind user and group", script("user root root more")),
  accepted("a word behind `reverse`", script("weight 5 reverse more")),
  rejected("a word in place of `reverse`", script("weight 5 more")),
  accepted("a word behind a tracked script's `reverse`", tracked("chk weight 5 reverse more")),
  rejected("a word behind a tracked script's weight", tracked("chk weight 5 more")),
  rejected("a word behind a tracked script", tracked("chk more")),
  rejected("a word behind a tracked interface's `reverse`", instance("track_interface {\n eth1 weight 5 reverse more\n}")),
  rejected("`noreverse` on a tracked interface", instance("track_interface {\n eth1 weight 5 noreverse\n}")),
  accepted("a third delay of an interface", `interface_up_down_delays {\n eth0 1 1 1\n}\n${instance("")}`),
  accepted("an interface without delays", `interface_up_down_delays {\n eth0\n}\n${instance("")}`),
  rejected("an interface delay that is no number", `interface_up_down_delays {\n eth0 x\n}\n${instance("")}`),
  accepted("a version with a plus sign", instance("version +3")),
  accepted("a version with a zero in front", globals("vrrp_version 02")),
  accepted("the same version twice", instance("version 2\nversion 2")),
  accepted("a number that is empty quotes", instance('garp_master_delay ""')),
  rejected("an advertisement interval that is empty quotes", instance('advert_int ""')),
  accepted("several delays of the extra announcement", instance("garp_extra_if 5 all 6")),
  rejected("an extra announcement without a delay", instance("garp_extra_if all")),
  accepted("a long prefix for the names of VMACs", globals("vmac_addr_prefix abcdefghijklmnopqr")),
  accepted("two interfaces in one garp_group", `${instance("")}garp_group {\n garp_interval 1\n interface eth0\n interface eth1\n}\n`),
  accepted("the same receive buffer policy twice", globals("vrrp_rx_bufs_policy ADVERT\nvrrp_rx_bufs_policy ADVERT")),
  rejected("the same notify script twice", instance("notify_fault /bin/true\nnotify_fault /bin/true")),
  accepted("a host block in SMTP_CHECK", realServer("SMTP_CHECK {\n host {\n connect_ip 10.0.0.2\n }\n}")),
  accepted(
    "an offset of a regex that is no number",
    realServer("HTTP_GET {\n url {\n path /\n status_code 200\n regex_max_offset more\n }\n}"),
  ),
  accepted(
    "an offset of a regex that is an undefined variable",
    realServer("HTTP_GET {\n url {\n path /\n status_code 200\n regex_max_offset $more\n }\n}"),
  ),
  accepted("anything on a line of another configuration", instance("@other net_namespace more")),
  rejected("a misplaced keyword on a line for all but one configuration", instance("@^other net_namespace more")),
  rejected("a virtual server without real servers", "virtual_server 10.0.0.1 80 {\n lb_algo rr\n lb_kind NAT\n protocol TCP\n}\n"),

  // nginx: blocks whose lines are data.
  accepted("a map key called hostnames", http("map $host $x { hostnames 1; }")),
  accepted("a map key called volatile", http("map $host $x { volatile 1; }")),
  rejected("a map key without a value", http("map $host $x { a; }")),
  rejected("a map key with two values", http("map $host $x { a b c; }")),
  accepted("a share of clients without a value", http("split_clients $host $x { 10%; }")),
  accepted("a share of clients with two values", http("split_clients $host $x { 10% a b; }")),
  accepted("a type without an extension", http("types { text/x; }")),
  accepted("a range of addresses in geo", http("geo $x { ranges; 10.0.0.1-10.0.0.9 a; }")),
  accepted("a network to delete from geo", http("geo $x { delete 10.0.0.1; }")),
  rejected("a geo key that is no network", http("geo $x { more a; }")),
  rejected("a geo network with a mask for a prefix", http("geo $x { 10.0.0.0/255.0.0.0 a; }")),
  rejected("a geo network with too long a prefix", http("geo $x { 10.0.0.0/33 a; }")),
  rejected("a geo key without a value", http("geo $x { 10.0.0.1; }")),
  accepted("log files that need not be used to be kept open", http("open_log_file_cache max=10 min_uses=0;")),
  nginxCase("no idle connections kept to an upstream", upstream("server 127.0.0.1:1; keepalive 0;"), ["1.22", "1.26"]),
  nginxCase("an address that need not be resolved", upstream("server 127.0.0.1:1 resolve;"), ["1.22", "1.26"]),
  nginxCase("a socket that need not be resolved", upstream("server unix:/x resolve;"), ["1.22", "1.26"]),
  rejected("a name to be resolved without shared memory", upstream("server localhost:1 resolve;")),

  // HAProxy: what is read leniently, what is not read at all, and what comes too late to count.
  accepted("a check of a server that is a host name without a port", backend("server s localhost check")),
  rejected("a check of a server that is an address without a port", backend("server s 127.0.0.1 check")),
  rejected("a check of a server with port 0", backend("server s 127.0.0.1:0 check")),
  accepted("a default of being checked behind the server", backend("server s 127.0.0.1\n default-server check")),
  rejected("a default of being checked before the server", backend("default-server check\n server s 127.0.0.1")),
  accepted("a default of TLS behind the server", backend("server s 127.0.0.1:1\n default-server ssl")),
  rejected("a default of TLS without a CA before the server", backend("default-server ssl\n server s 127.0.0.1:1")),
  accepted("unknown resolvers in a default behind the server", backend("server s localhost:1\n default-server resolvers r")),
  rejected("unknown resolvers in a default before the server", backend("default-server resolvers r\n server s localhost:1")),
  accepted("an unknown tracked server in a default without servers", backend("default-server track t")),
  accepted("any stick rule in a frontend", frontend("stick on more more more")),
  accepted("a stick rule in a frontend with an unknown table", frontend("stick on src table more")),
  rejected("a stick rule in a backend with an unknown table", backend("stick on src table more")),
  rejected("another ignored line in a frontend, with a wrong value", frontend("balance more")),
  accepted("a hexadecimal count of keep-alive probes", frontend("clitcpka-cnt 0x10")),
  rejected("a count of keep-alive probes that is no number", frontend("clitcpka-cnt more")),
  accepted("digits and more as the depth of a URI", backend("balance uri depth 5abc")),
  rejected("no digits as the depth of a URI", backend("balance uri depth abc")),
  accepted("a body length that is no number", backend("balance url_param x check_post abc")),
  accepted("a peer name of any characters", global("localpeer a/b")),
  haproxyCase("a word behind an error file", frontend("errorfile 503 /dev/null more"), ["3.0", "3.2"]),
  haproxyCase("a number behind which there is more as the global maxconn", global("maxconn 10k"), ["3.0", "3.2"]),
  haproxyCase("a word behind the algorithm for requests", backend("compression algo-req gzip more"), ["2.6"]),
  haproxyCase("a word behind the direction of compression", backend("compression direction request more"), ["2.6"]),
  haproxyCase("a word behind a guid", backend("guid g more"), ["2.6"]),
  haproxyCase("anything as the mode of OCSP updates", global("ocsp-update.mode more"), ["2.6"]),
  haproxyCase("a window size left out", global("tune.h2.be.initial-window-size"), ["2.6"]),
  haproxyCase("digits and more as a log buffer size", backend("server s 127.0.0.1:1 log-bufsize 5k"), ["2.6"]),
  haproxyCase("a word behind the base of a certificate store", `${backend("")}crt-store w\n crt-base / more\n`, ["2.6"]),
  haproxyCase("a word behind how affinity is kept", backend("hash-preserve-affinity maxconn more"), ["2.6", "3.0"]),
];

const dialects: readonly DialectId[] = ["keepalived", "nginx", "haproxy"];

describe.each(dialects.map((id) => ({ id })))("texts found by trying: $id", ({ id }) => {
  const installed = installedTarget(id, `texts found by trying on the real ${id}`);
  const here = cases.filter(({ dialect }) => dialect === id);

  it.each(here)("is judged as each version does: $what", ({ text, rejects }) => {
    for (const target of dialectById(id).data().targets) {
      const found = lintText(id, text, {}, { [id]: target }).filter(
        (f) => f.daemon === "reject" && f.rule.name !== "script-security-missing",
      );
      const ours = found.map((f) => `${f.rule.name}: ${f.message.id} ${JSON.stringify(f.message.params)}`);
      expect(found.length > 0, `${target}: ${ours.join(", ") || "accepted"}`).toBe(isRejectedBy(rejects, target));
    }
  });

  it.skipIf(installed === undefined).each(here)("is judged so by the one installed: $what", ({ text, rejects }) => {
    const verdict = daemonVerdict(id, text);
    expect(verdict.rejects, verdict.says).toBe(isRejectedBy(rejects, installed ?? ""));
  });
});

function isRejectedBy(rejects: Case["rejects"], target: string): boolean {
  return typeof rejects === "boolean" ? rejects : rejects.includes(target);
}

interface Text {
  readonly dialect: DialectId;
  readonly text: string;
}

function accepted(what: string, file: Text | string): Case {
  return { what, ...fileOf(file), rejects: false };
}

function rejected(what: string, file: Text | string): Case {
  return { what, ...fileOf(file), rejects: true };
}

/** `targets`: the versions that reject it. */
function nginxCase(what: string, file: Text, targets: readonly string[]): Case {
  return { what, ...file, rejects: targets };
}

const haproxyCase = (what: string, file: Text | string, targets: readonly string[]): Case => ({
  what,
  dialect: "haproxy",
  text: `${file}`,
  rejects: targets,
});
