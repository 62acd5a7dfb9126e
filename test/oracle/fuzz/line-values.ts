/** Words for the value types of HAProxy's catalogue: some that fit and some that may not. */
import type { Leaf, Value } from "../../../server/src/catalogue/form.ts";

/** Where the files are that lines name. */
export const folder = "/etc/haproxy/lines";

const good: Readonly<Record<string, readonly string[]>> = {
  int: ["5"],
  "int-any-base": ["5", "0x10"],
  atol: ["5"],
  time: ["5s", "5000", "100us"],
  size: ["2000", "20k"],
  cond: ["if TRUE", "unless { src 10.0.0.0/8 }"],
  criterion: ["src 10.0.0.0/8", "path_beg /x"],
  expr: ["src", "src,ipmask(24)"],
  converters: ["lower"],
  "log-format": ["word", "%[src]", '"%ci %[src]"'],
  "data-types": ["gpc0", "gpc0,conn_rate(10s)"],
  variable: ["proc.x"],
  "variable-action": ["txn.x"],
  path: [`${folder}/list`],
  regex: ["^/a(.*)"],
  word: ["word"],
  any: ["word", "10"],
  octal: ["600"],
  "status-list": ["200", "200-299,404", "-200"],
  "code-ranges": ["400", "+400-499"],
  "node-name": ["lb-1"],
  domain: [".a.test"],
  guid: ["web-1"],
  "log-sample": ["1:2", "1-2,5:7"],
  "congestion-control": ["cubic", "newreno", "cubic(64k)"],
  "hex-text": ["0a0b"],
  "server-range": ["3", "1-3", "3x"],
  "thread-set": ["1", "all", "1/1", "1-2"],
  "cpu-set": ["0", "0-1"],
  "cpu-map": ["1", "1/1", "auto:1-2"],
  "thread-range": ["1", "1-2"],
  "process-set": ["1", "all", "1/all"],
  "cookie-attribute": ["SameSite=Lax"],
  "init-addresses": ["last,libc,none", "10.0.0.1"],
  networks: ["10.0.0.0/8", "fd00::1", "10.0.0.0/255.0.0.0"],
  host: ["127.0.0.1", "::1"],
  "error-ids": ["all", "1,2"],
  "two-cases": ["host Host"],
  "atol-or-zero": ["0", "150"],
  atoll: ["5"],
  atou: ["5"],
  certificate: [`${folder}/cert.pem`],
  acl: ["TRUE"],
  names: [],
  "behind-source": [],
  name: ["new1"],
  "name-or-format": ["bk", "%[path]"],
};

/** Where the keyword says what a word must be. */
const byKeyword: Readonly<Record<string, readonly string[]>> = {
  crt: [`${folder}/cert.pem`, folder],
  "default-crt": [`${folder}/cert.pem`],
  "ca-file": [`${folder}/ca.pem`, "@system-ca"],
  "ca-verify-file": [`${folder}/ca.pem`],
  "ca-sign-file": [`${folder}/cert.pem`],
  "crt-list": [`${folder}/crt-list`],
  "account-key": [`${folder}/cert.pem`],
  errorfile: [`${folder}/error.http`],
  "lua-load": [`${folder}/a.lua`],
  "lua-load-per-thread": [`${folder}/a.lua`],
  "h1-case-adjust-file": [`${folder}/cases`],
  "tls-ticket-keys": [`${folder}/tickets`],
  config: [`${folder}/spoe.conf`],
  chroot: ["/tmp"],
  "crt-base": [folder],
  "key-base": [folder],
  "ca-base": [folder],
  docroot: [folder],
  alpn: ["h2,http/1.1", "http/1.1"],
  "check-alpn": ["http/1.1"],
  npn: ["http/1.1"],
  ciphers: ["ECDHE-RSA-AES128-GCM-SHA256"],
  ciphersuites: ["TLS_AES_128_GCM_SHA256"],
  curves: ["X25519:P-256"],
  ecdhe: ["prime256v1"],
  sigalgs: ["RSA+SHA256"],
  "client-sigalgs": ["RSA+SHA256"],
  "ca-ignore-err": ["all", "1,2"],
  "crt-ignore-err": ["all", "X509_V_ERR_CERT_REVOKED"],
  addr: ["127.0.0.2", "127.0.0.2:80"],
  "agent-addr": ["127.0.0.2"],
  interface: ["lo"],
  mode: ["600"],
  user: ["root"],
  group: ["root"],
  uid: ["0"],
  gid: ["0"],
  proto: ["h1", "h2"],
  "check-proto": ["h1"],
  "quic-cc-algo": ["cubic", "newreno"],
  shards: ["2", "by-thread", "by-group"],
  thread: ["1", "all", "1/1"],
  process: ["1", "all/1"],
  "init-addr": ["last,libc,none", "10.0.0.1"],
  "resolve-opts": ["allow-dup-ip", "ignore-weight"],
  "resolve-net": ["10.0.0.0/8"],
  "proxy-v2-options": ["ssl,cert-cn", "unique-id"],
  usesrc: ["clientip", "client", "hdr_ip(x-ff)", "10.0.0.1"],
  "guid-prefix": ["g1"],
  hdr: ["x-h value", "name x-h value v"],
  "send-binary": ["0a0b"],
  sni: ["src"],
  "compression type": ["text/html"],
  "stats auth": ["a:b"],
  sample: ["1:2", "1-2:5"],
  "cpu-set": ["drop-cpu 1", "reset", "only-node 0"],
  bits: ["2048"],
  challenge: ["HTTP-01", "dns-01"],
  directory: ["https://acme.invalid/directory"],
  errorloc: ["/x"],
  status: ["404", "200"],
  deny_status: ["403"],
  "http-err-codes": ["400-499", "+500"],
  "http-fail-codes": ["500-599", "-501"],
  "set-tos": ["0x10", "10"],
  "set-mark": ["0x10", "10"],
  setcap: ["cap_net_raw"],
  "server-template": ["3", "1-3"],
  "use-service": ["prometheus-exporter", "lua.x"],
  binary: ["0a0b"],
  rbinary: ["0a0b"],
  "unix-bind": ["word"],
  level: ["info"],
  ws: ["auto"],
  "log-steps": ["accept", "all", "any,close"],
  "option host": ["replace", "append"],
  "stats socket": [`${folder}/sock`],
};

const badSets = ["x", "all", "5-1", "1,3", "1/1", "0", "99999", '""'];
const badNumbers = ["abc", "-1", "5x", "1.5", "0", "99999999999999999999", '""'];

const bad: Readonly<Record<string, readonly string[]>> = {
  int: badNumbers,
  "int-any-base": badNumbers,
  atol: badNumbers,
  time: ["abc", "5S", "-5s", "5sx", "1.5s", "0", "99999999s", "10m5s", '""'],
  size: ["abc", "5x", "5kb", "-1", "1.5k", "0", "99999999999", '""'],
  cond: ["if", "when TRUE", "TRUE", "if nope", "if { src 10.0.0.0/8"],
  criterion: ["nope", "src"],
  expr: ["nope", "src,nope", "src,", "5x"],
  converters: ["nope", "lower,nope"],
  "log-format": ["%nope", "%[nope]", "100%", '""'],
  code: ["418", "abc", "404x", "301x", "0", "-1", '""'],
  "data-types": ["nope", "gpc0,nope", "conn_rate(x)", "conn_rate", "gpc0(5)", "conn_rate(10s),gpc0", '""'],
  path: ["/nope/nope", '""'],
  regex: ["(", "[", '""'],
  "thread-set": badSets,
  "thread-range": badSets,
  "cpu-set": badSets,
  "cpu-map": badSets,
  "process-set": badSets,
  "atol-or-zero": badNumbers,
  atoll: badNumbers,
  atou: badNumbers,
  "server-range": badNumbers,
  octal: ["888", "abc", "0x1", '""'],
  "status-list": ["200-", "299-200", "200x", "a", ","],
  "code-ranges": ["99", "600", "400-", "x"],
  "hex-text": ["0a0", "xyz"],
  networks: ["10.0.0.0/33", "10/8", "10.0.0.0/x", ","],
  host: ["127.0.0.1:80", "unix@/x"],
  "error-ids": ["0", "95", "nope", "1,nope"],
  "two-cases": ["a b"],
  any: ["$@!", "-1", "99999999999", "a,b", '""'],
  name: ["a/b", '"a b"', "ü", '""'],
  def: ["a/b", '""'],
  ref: ["nope", '""'],
  "name-or-format": ["nope", "%nope", '""'],
  variable: ["x", "nope.x", '""'],
  lua: [],
  word: [],
};

const goodAddresses: Readonly<Record<string, readonly string[]>> = {
  bind: ["127.0.0.1:81", ":82,[::1]:83", "unix@/etc/haproxy/lines/s", "/etc/haproxy/lines/t", ":84-86"],
  "dgram-bind": ["127.0.0.1:81", "udp@:82"],
  log: [
    "127.0.0.1",
    "127.0.0.1:514",
    "/dev/log",
    "stdout",
    "ring@ring1",
    "udp@127.0.0.1:514",
    "tcp@127.0.0.1:5",
  ],
  nameserver: ["127.0.0.1:53", "udp@127.0.0.1:53", "tcp@127.0.0.1:53"],
  source: ["127.0.0.1", "127.0.0.1:81", "0.0.0.0"],
  "source-range": ["127.0.0.1", "127.0.0.1:81-85"],
};
const badAddresses = [
  ":0",
  "127.0.0.1",
  "127.0.0.1:x",
  "127.0.0.1:81-80",
  "127.0.0.1:81-82",
  "127.0.0.1:70000",
  "127.0.0.1:+5",
  "udp@127.0.0.1:81",
  "quic4@127.0.0.1:81",
  "foo@127.0.0.1:81",
  "fd@x",
  "fd@3",
  "abns@x",
  "sockpair@x",
  "/etc/haproxy/lines/x",
  "*:85",
  "999.0.0.1:80",
  ",",
  '""',
];

/** Names of each kind that the surroundings define. */
const names: Readonly<Record<string, string>> = {
  backend: "bk",
  listen: "both",
  frontend: "web",
  table: "st",
  cache: "ca",
  userlist: "u1",
  peers: "p1",
  resolvers: "rs",
  mailers: "m1",
  "http-errors": "he",
  "fcgi-app": "fa",
  defaults: "d0",
  server: "s0",
  acme: "a1",
};

export function goodWords(leaf: Leaf, keyword: string): readonly string[] {
  if (leaf.kind === "rest") return ["word", "word word"];
  if (leaf.kind === "literal") return [leaf.text];
  const { type, param, prefix } = leaf;
  const words = known(keyword, leaf) ?? byType(leaf) ?? good[type] ?? [];
  const edges = type === "int" || type === "atol" ? edgesOf(leaf) : undefined;
  const chosen = edges ?? (type === "ref" ? param.split(",").flatMap((kind) => names[kind] ?? []) : words);
  return chosen.map((word) => prefix + word);
}

function known(keyword: string, { type }: Value): readonly string[] | undefined {
  if (!["any", "path", "certificate", "regex", "int", "atol", "value-or-variable"].includes(type))
    return undefined;
  return byKeyword[keyword];
}

function byType({ type, param }: Value): readonly string[] | undefined {
  if (type === "address") return goodAddresses[param] ?? ["127.0.0.1:81", "[::1]:81"];
  if (type === "def") return ["new1"];
  if (type === "code") return [...new Set([param.split(",")[0] ?? "", param.split(",").at(-1) ?? ""])];
  if (type === "list") return [param.split(",")[0] ?? "", param];
  if (type === "name-or-format" && param === "server") return ["s0", "%[path]"];
  return undefined;
}

function edgesOf({ min, max }: Value): readonly string[] | undefined {
  if (min === undefined && max === undefined) return undefined;
  return [min, max].filter((edge) => edge !== undefined).map(String);
}

export function badWords(leaf: Leaf, _keyword: string): readonly string[] {
  if (leaf.kind === "rest") return ['""'];
  if (leaf.kind === "literal") return leaf.text === "" ? [] : [`${leaf.text}x`, leaf.text.toUpperCase()];
  const { type, param, min, max, prefix } = leaf;
  const words =
    type === "address" ? badAddresses : type === "list" ? badLists(param) : (bad[type] ?? bad.any ?? []);
  const outside = [...(min === undefined ? [] : [min - 1]), ...(max === undefined ? [] : [max + 1])].map(
    String,
  );
  return [...words, ...outside].map((word) => prefix + word);
}

function badLists(param: string): readonly string[] {
  const [first = ""] = param.split(",");
  return ["nope", `${first},nope`, `${first},,${first}`, `${first},`];
}
