/** Words for the value types of nginx's catalogue: some that fit and some that may not. */
import type { Leaf, Value } from "../../../server/src/catalogue/form.ts";

/** Where the files are that lines name. */
export const folder = "/etc/nginx/lines";

const types: Readonly<Record<string, readonly [good: string, bad: string]>> = {
  any: ["word|$remote_addr|1", '""'],
  string: ["word|$remote_addr|1", '""|${|"a b"'],
  file: [`${folder}/made|"${folder}/a b"`, '""|$nope|/nope/nope'],
  text: ['word|$remote_addr|"a${remote_addr}b"|""|1', "$|a$|${remote_addr|$nope|${}|a$-b|$1|$$"],
  target: ["/word|@named|/a$remote_addr", '""|$|@nope|@|word'],
  fallback: ["/word|@named", '$|@nope|""'],
  variable: ["$remote_addr", 'remote_addr|$|${remote_addr}|""|$remote_addr$host|$1|$nope'],
  regex: ['^/a(.*)$|"a{2}"|(?<grp>a)|[]a]|(?i)a|a\\.b', '(|)|[|*a|a|+|""|a{2}|(?<x|a**|(?P<a-b>x)|\\'],
  pattern: ["word|~^a|~*a(b)|$remote_addr", '~(|""|~|~*|~[|$'],
  "map-key": ["word|~^a", "~(|~"],
  "server-name": [
    'a.test|*.a.test|a.*|.a.test|~^a(.*)$|""|_|A.test|*',
    "*a.test|a*|a.*.b|~(|~|.|a..b|*.*|**|*.|a.b.*.*|.a.*",
  ],
  location: [
    '/x|= /x|^~ /x|~ \\.x$|~* \\.x$|@x|=/x|~^/x|^~/x|~*x|"/a b"|x',
    '~ (|!~ x|~~ x|/x /y|= @x|""|~|=|~ ""|= ""|@|^~ @x|= x y|~* [|~ a{2}',
  ],
  condition: [
    '($host = a)|($host)|(-f $request_filename)|(!-e /x)|($host ~ ^a$)|($host !~* "a{2}")|( $host = "a b" )|($host != a)|($host = )|(!-d $uri)|(-x /x)|($http_x)|($host = $uri)|($host = "")',
    '($host == a)|(host)|()|$host|($host|$host)|($host a b)|($host = a b)|(!$host)|($host && $uri)|($host = a && $uri = b)|(-z /x)|(-f)|($host ~ "(")|($host = a) b|( )|($nope)|($)|("")|($host ~ )|($host ~)|(-f /x y)|($host =a)|($host="a")|($host = $)|($host ="a")|(=)|($host -f x)|($host>5)',
  ],
  listen: [
    "127.0.0.1:8085|8085|*:8085|[::1]:8085|unix:/tmp/made.sock|127.0.0.1|localhost:8085|8085-8087|127.0.0.1:8085-8087|localhost|[::1]|*|[::]:8085",
    '127.0.0.1:0|65536|0|-1|127.0.0.1:x|[::1|::1|unix:|127.0.0.1:|:8085|""|8087-8085|*:|[zz]:80|127.0.0.1:80x|8085x|127.0.0.1/8|$remote_addr|127.0.0.1:80:80|8085-|-|a_b:80|[::1]8085|256.1.1.1:80|127.1:80|unix:/tmp/a:b|UNIX:/tmp/made.sock|127.0.0.1:65536|127.0.0.1:70000-70001|08085|8085-70000|[]:80',
  ],
  peer: [
    "127.0.0.1:82|unix:/tmp/x.sock|127.0.0.1|localhost:82|[::1]:82|localhost|[::1]",
    'http://127.0.0.1|127.0.0.1:0|127.0.0.1:65536|127.0.0.1:x|unix:|""|:82|127.0.0.1/x|127.0.0.1:82-83|$remote_addr|::1|127.0.0.1:|[::1|*:82|82|0|*|unix:x|[::1]:x|localhost?a|256.1.1.1:82|0x7f000001:82|localhost:82/x',
  ],
  upstream: [
    "127.0.0.1:83|up|unix:/tmp/x.sock|localhost:83|$remote_addr|[::1]:83",
    '127.0.0.1|http://127.0.0.1:83|127.0.0.1:0|127.0.0.1:x|unix:|""|:83|127.0.0.1:83/x|grpc://up|grpcs://up|uwsgi://up|suwsgi://up|$|${x|up/x|UP|127.0.0.1:|[::1|[::1]|scgi://up|GRPC://up|grpc://|uwsgi://127.0.0.1|*:83|83|unix:/tmp/x:y|up:83',
  ],
  url: [
    "http://127.0.0.1:83|http://up|https://up|http://localhost:83|http://$remote_addr|http://unix:/tmp/x.sock|$remote_addr|http://[::1]:83|http://127.0.0.1|HTTP://up|http://up?a|http://$host:83|https://$host$uri",
    'up|127.0.0.1:83|http://|http:/up|http://127.0.0.1:0|http://127.0.0.1:x|http://up:83|http://127.0.0.1:65536|""|$|https://|ftp://up|http://unix:|http://:83|http://[::1|http:up|http://*:83|http://?|http:///|http://a_b|http://$|grpc://up|http://127.0.0.1:83x|http://unix:/tmp/x.sock:',
  ],
  bind: [
    "127.0.0.1|127.0.0.1:0|$remote_addr|[::1]:0|::1|[::1]",
    'localhost|127.0.0.1:x|unix:/x|""|127.0.0.1:|x|127.0.0.1:80-81|127.0.0.1:65536|*|$|0.0.0.0|127.0.0.1:80',
  ],
  num: [
    "5|1|0|10|007",
    'x|-1|1k|1.5|5x|""|+5|99999999999999999999|0x10| 5|$remote_addr|1m|9223372036854775807|9223372036854775808|2147483648|5s',
  ],
  signed: ["5|-5|0", 'x|--5|-|""|1.5|-5x|+5'],
  size: [
    "4k|8192|1M|16K|1m",
    '0|1g|1G|4kb|-1|1.5m|k|""|"4 k"|99999999999999999999|x|9223372036854775807|9007199254740992k|9007199254740991k|4b|$remote_addr|1|m1|4096x|8t',
  ],
  offset: [
    "4k|8192|1m|1g|1G",
    '0|4kb|-1|1.5m|g|""|99999999999999999999|x|1t|8589934591g|8589934592g|9223372036854775807|$remote_addr|1gb',
  ],
  "rate-text": ["4k|8192|$remote_addr|0|1m", 'x|1g|-1|""|4kb|$nope|1.5k|${remote_addr|a$remote_addr'],
  time: [
    '10s|1m|30|500ms|1h30m|"1h 30m"|1d|1w|0',
    '1M|1y|10S|-1|1.5s|""|x|10sx|1m1h|1ms1s|99999999999999999|5 |s|1H|$remote_addr|"30 "|" 30"|1h1h|1s500ms|30ss|4294967296|2147483647|2147483648|2147483s|9223372036854775807|1w1d1h1m1s1ms|1h30|30 s|9223372036854776|9223372036854775|1mm|off',
  ],
  seconds: [
    "10s|1m|30|1h30m|1d|1M|1y|0|1w",
    '500ms|10S|-1|1.5s|""|x|1m1h|99999999999999999999|s|1Y|$remote_addr|1y1M1w1d1h1m1s|1M1y|"1y 1d"|9223372036854775807|2147483648|1ms|292471208677y|292471208678y|9223372036854775808|max|off',
  ],
  expires: [
    "1h|-1|epoch|max|off|@15h30m|$remote_addr|+1h|0|1y",
    '@|@25h|x|1ms|""|@-1h|-|+|modified|@24h|@1d|OFF|Max|--1|@15h30m10s|-1y|1M',
  ],
  switch: ["on|off", 'ON|yes|1|""|of|o|onx|oFF'],
  keepalive: [
    "on|off|30m::10|::|30s:10:5|:10:",
    'yes|30|1:2|1:2:3:4|x:1:1|1:x:1|1:1:x|1ms::|1m:1m:1m|""|ON|30:|1y::|0:0:0|::0|-1::|:::',
  ],
  rate: ["10r/s|30r/m|5|1r/s", "r/s|0r/s|10r/h|x|-1r/s|1.5r/s|10 r/s|10r/S|10R/s|10/s|10r|0|10rs|10r/|1r/ss"],
  zone: ["new:1m|new:64k", "new|new:|:1m|new:1k|new:4k|new:x|new:1g|new:32k|new:31k|new:1m:2|new:0|new:-1"],
  "cache-zone": ["cache|$remote_addr", 'nope|$|""|rz'],
  "resolver-address": [
    "127.0.0.1|[::1]:53|127.0.0.1:5353|localhost",
    'x=y|127.0.0.1:0|127.0.0.1:x|""|valid=|ipv5=on|[::1|$remote_addr|127.0.0.1/8|unix:/x|127.0.0.1:53x|unix:|::1|*',
  ],
  "user-id-mark": ["a|=|Z|5|off", 'ab|""|-|_|OFF|%'],
  cpus: [
    "0001|01 10|1",
    '2|x|""|"01 10"|01x|1111111111111111111111111111111111111111111111111111111111111111|$remote_addr|auto',
  ],
  levels: ["1|1:2|1:2:2|2:2", '3|0|1:3|1:2:2:2|x|1:|:1|""|11|1::2|2:2:|1:2:2:|1.2'],
  percent: [
    "50%|0.5%|*|1.25%",
    '0%|101%|1.255%|50|x|-1%|%|.5%|""|50.%|50x%|100%|0.01%|0.00%|50%%|00050%|1,5%',
  ],
  access: [
    "user:rw|group:r|all:r",
    'user|user:x|user:wr|user:w|other:r|user:rwx|USER:rw|:rw|user:|""|all:rw|user:r',
  ],
  cidr: [
    "10.0.0.0/8|127.0.0.1|fd00::/8|::1|10.0.0.1/8",
    '10.0.0.0/33|10.0.0|x|""|10.0.0.0/255.0.0.0|fd00::/129|10.0.0.0/|/8|10.0.0.0/x|localhost|0.0.0.0/0|::/0|10.0.0.0/-1|10.0.0.0/08|[::1]|10.0.0.256|10.0.0.1-10.0.0.2|$remote_addr|10.0.0.0/8/8|10/8|all:|ALL|unix|::1%lo|::ffff:10.0.0.1',
  ],
  "geo-network": [
    "10.0.0.0/8|127.0.0.1|fd00::/8|10.0.0.1/8",
    '10.0.0.0/33|10.0.0|x|""|10.0.0.1-10.0.0.2|10.0.0.2-10.0.0.1|fd00::/129|127.0.0.1-|10.0.0.0/|$remote_addr|255.255.255.255|::1-::2|0.0.0.0/0',
  ],
  "return-code": ["404|200|301|0|999|444", "1000|-1|99999|4x|600|0404|00|100|9999"],
  redirect: [
    "http://a.test/|https://$host/|$scheme://a",
    'word|/a|$|""|ftp://a|$host|HTTP://a|http:|http://|@named|$nope|"$schemex"|$remote_addr',
  ],
  "error-code": ["404|500|502", '200|299|600|x|-1|""|499|404x|300|599|=404|494|495|497|04|4040|399'],
  "cache-code": ["200|404|any|100|599", '99|600|x|""|-1|2x|ANY|1000|0200'],
  response: ["=200|=", "=x|=-1|=200x|=0|=1000|=99999|200"],
};

const good: Readonly<Record<string, string>> = {
  "ref log-format": "lf",
  "ref limit-conn-zone": "cz",
  "ref limit-req-zone": "rz",
  "def log-format": "newlf",
  "def upstream": 'newup|"new up"|$remote_addr|127.0.0.1|a_b',
  "variable set": "$newvar",
  "regex 2": "^(.+)(/.*)$",
};

const bad: Readonly<Record<string, string>> = {
  "ref log-format": 'nope|""|lf2|LF',
  "ref limit-conn-zone": 'nope|""|rz|CZ',
  "ref limit-req-zone": 'nope|""|cz|RZ',
  "def log-format": 'combined|lf|""',
  "def upstream": 'up|""|UP|unix:x|a:80|http://x|up:80|/a',
  "variable set":
    "newvar|$|$host|${newvar}|$args|$http_x|$1|$new-var|$newvar$host|$Newvar|$limit_rate|$arg_x|$uri|$document_root|$new.var",
  "regex 2": "^(.+)$|a|(a)(b)(c)|(",
};

/** What a file must be, or which words there are, where the keyword says so. */
const byKeyword: Readonly<Record<string, readonly [good: string, bad: string]>> = {
  include: [`${folder}/empty.conf|${folder}/*.none|lines/empty.conf`, '/nope/nope.conf|""'],
  load_module: ["modules/nope.so", '""'],
  user: ["root|nobody", "nope-user"],
  error_log: [
    `${folder}/e.log|stderr|syslog:server=127.0.0.1|off|memory:1m`,
    '""|syslog:|syslog:server=|syslog:server=127.0.0.1,facility=nope|syslog:facility=user|syslog:server=127.0.0.1,severity=nope|syslog:server=127.0.0.1,tag=a-b|syslog:server=127.0.0.1,x=y|syslog:server=127.0.0.1,nohostname|syslog:server=127.0.0.1,facility=local7,tag=a_b,severity=info|syslog:server=127.0.0.1:x|memory:1k|memory:|memory:x|memory:32k',
  ],
  access_log: [
    `${folder}/a.log|off|syslog:server=127.0.0.1`,
    '""|${folder}/$remote_addr.log|syslog:|syslog:server=127.0.0.1,facility=nope|syslog:server=127.0.0.1,tag=abcdefghijklmnopqrstuvwxyz0123456789|memory:1m|stderr|syslog:server=127.0.0.1,severity=debug|$|/x/$nope',
  ],
  ssl_certificate: [`${folder}/cert.pem|data:$ssl_server_name`, '""|$|/nope/nope'],
  ssl_certificate_key: [`${folder}/cert.pem`, '""|$|/nope/nope'],
  proxy_ssl_certificate: [`${folder}/cert.pem`, '""'],
  proxy_ssl_certificate_key: [`${folder}/cert.pem`, '""'],
  grpc_ssl_certificate: [`${folder}/cert.pem`, '""'],
  grpc_ssl_certificate_key: [`${folder}/cert.pem`, '""'],
  uwsgi_ssl_certificate: [`${folder}/cert.pem`, '""'],
  uwsgi_ssl_certificate_key: [`${folder}/cert.pem`, '""'],
  ssl_client_certificate: [`${folder}/cert.pem`, '""'],
  ssl_trusted_certificate: [`${folder}/cert.pem`, '""'],
  proxy_ssl_trusted_certificate: [`${folder}/cert.pem`, '""'],
  grpc_ssl_trusted_certificate: [`${folder}/cert.pem`, '""'],
  uwsgi_ssl_trusted_certificate: [`${folder}/cert.pem`, '""'],
  ssl_password_file: [`${folder}/passwords`, '""'],
  proxy_ssl_password_file: [`${folder}/passwords`, '""'],
  grpc_ssl_password_file: [`${folder}/passwords`, '""'],
  uwsgi_ssl_password_file: [`${folder}/passwords`, '""'],
  ssl_session_ticket_key: [`${folder}/ticket`, '""'],
  quic_host_key: [`${folder}/ticket`, '""'],
  ssl_ciphers: ["HIGH:!aNULL", "nope"],
  proxy_ssl_ciphers: ["HIGH:!aNULL", "nope"],
  grpc_ssl_ciphers: ["HIGH:!aNULL", "nope"],
  uwsgi_ssl_ciphers: ["HIGH:!aNULL", "nope"],
  ssl_ecdh_curve: ["auto|X25519:prime256v1", "nope"],
  ssl_dhparam: [`${folder}/nope`, '""'],
  ssl_conf_command: ["Options", "Nope"],
  proxy_ssl_conf_command: ["Options", "Nope"],
  grpc_ssl_conf_command: ["Options", "Nope"],
  uwsgi_ssl_conf_command: ["Options", "Nope"],
  ssl_engine: ["nope", '""'],
  ssl_alpn: ["h2|http/1.1", '""'],
  debug_connection: ["127.0.0.1|10.0.0.0/8|unix:|localhost", 'x|10.0.0.0/33|""|unix|[::1]|::1'],
  set_real_ip_from: [
    "127.0.0.1|10.0.0.0/8|unix:|localhost|fd00::/8",
    'x|10.0.0.0/33|""|all|unix|[::1]|$remote_addr|10.0.0.0/255.0.0.0',
  ],
  use: ["epoll|poll|select", 'nope|""|EPOLL|kqueue|/dev/poll|eventport'],
  ancient_browser: ["msie", '""'],
  modern_browser: ["4.0|1|1.2.3.4", '1.2.3.4.5|x|1.x|""|-1|1..2|1000000000000'],
  charset_map: ["koi8-r|utf-8", '""'],
  auth_http: [
    "127.0.0.1:9000/auth|http://127.0.0.1/x|localhost",
    '""|127.0.0.1:x|unix:/x|https://127.0.0.1|:80|http://|127.0.0.1:0/x',
  ],
  default_type: ["text/html", '""|$remote_addr'],
  env: ["PATH|A=b|TZ", '""|=b|$x'],
  worker_cpu_affinity: ["auto", "x"],
  pid: [`${folder}/pid`, '""'],
  working_directory: ["/tmp", '""'],
  userid_domain: ["none|a.test", '""'],
  userid_p3p: ["none|x", '""'],
  real_ip_header: ["X-Real-IP|X-Forwarded-For|proxy_protocol", '""'],
  shared: ["sz:1m", "sz|sz:|:1m|sz:1k|sz:x"],
  service: ["http|_a._tcp", '""'],
  thread_pool: ["default|new", '""'],
  split_clients: ["$remote_addr|a$remote_addr", ""],
  imap_capabilities: ["IMAP4", '""'],
  method: ["GET", ""],
  sticky: ["srv_id", ""],
  auth_basic: ["off|realm|$remote_addr", ""],
};

const keyLeaves = new Set(["any", "string", "file", "text", "cpus"]);

export function goodWords(leaf: Leaf, keyword: string): readonly string[] {
  return leaf.kind === "value" ? valuesOf(leaf, keyword, 0) : leaf.kind === "rest" ? ["word", "a b"] : [];
}

export function badWords(leaf: Leaf, keyword: string): readonly string[] {
  if (leaf.kind === "value") return valuesOf(leaf, keyword, 1);
  if (leaf.kind !== "literal") return [];
  return [leaf.text.toUpperCase(), `${leaf.text}x`, '""', "nope"];
}

function valuesOf(leaf: Value, keyword: string, which: 0 | 1): readonly string[] {
  const { type, param, prefix, min, max } = leaf;
  const own = keyLeaves.has(type) ? byKeyword[(prefix || keyword).replace(/[:=]$/, "")] : undefined;
  const special = (which === 0 ? good : bad)[`${type} ${param}`];
  const all = (own?.[which] ?? special ?? types[type]?.[which] ?? "").split("|");
  const edges =
    which === 0
      ? [min, max].flatMap((n) => (n === undefined ? [] : [String(n)]))
      : [min === undefined ? [] : [String(min - 1)], max === undefined ? [] : [String(max + 1)]].flat();
  return [...all, ...edges].filter((text) => text !== "").map((text) => withPrefix(prefix, text));
}

/** Of a word with a fixed beginning the quotes go around all of it. */
function withPrefix(prefix: string, text: string): string {
  return prefix !== "" && text.startsWith('"') ? `"${prefix}${text.slice(1)}` : prefix + text;
}
