import { describe, expect, it } from "vitest";
import { parseSize, parseTime } from "../../../server/src/dialects/nginx/units.ts";
import { lintText } from "../../support/lint-text.ts";

/** What the catalogue says of one directive in a location (`location` scope) or of lines in http. */
function problems(lines: string, where: "http" | "location" = "location"): string[] {
  const body = where === "http" ? lines : `server { listen 8080; location / { ${lines} } }`;
  return lintText("nginx", `events {}\nhttp { ${body} }\n`)
    .filter((f) => f.rule.group === "catalogue" && f.daemon === "reject")
    .map((f) => `${f.rule.name} ${f.message.id} ${f.file.text.slice(f.span.start, f.span.end)}`);
}

describe("times", () => {
  it.each([
    ["10", 10_000],
    ["500ms", 500],
    ["1h 30m", 5_400_000],
    ["1w2d", 777_600_000],
    ["1m30", 90_000],
    ["1hm", 3_600_000],
  ])("%s is read in milliseconds", (text, expected) =>
    expect(parseTime(text, "milliseconds")).toBe(expected),
  );

  it.each([
    ["1y", 31_536_000_000],
    ["1M", 2_592_000_000],
    ["1d", 86_400_000],
  ])("%s is read where nginx counts seconds", (text, expected) =>
    expect(parseTime(text, "seconds")).toBe(expected),
  );

  it.each([
    ["1y", "milliseconds"],
    ["1M", "milliseconds"],
    ["5ms", "seconds"],
    ["1m1h", "seconds"],
    ["1S", "seconds"],
    ["-1", "seconds"],
    ["1.5h", "seconds"],
    ["", "seconds"],
    ["s", "seconds"],
  ] as const)("%s is refused in %s", (text, resolution) =>
    expect(parseTime(text, resolution)).toBeUndefined(),
  );
});

describe("sizes", () => {
  it.each([
    ["10", false, 10],
    ["1k", false, 1024],
    ["2M", false, 2_097_152],
    ["1g", true, 1_073_741_824],
    ["1g", false, undefined],
    ["1mb", true, undefined],
    ["-1", true, undefined],
    ["", true, undefined],
  ] as const)("%s (offsets: %s) is %s", (text, giga, expected) =>
    expect(parseSize(text, giga)).toBe(expected),
  );
});

describe("values that nginx accepts", () => {
  it.each([
    "etag ON;",
    'return 200 "a ${host}b $1";',
    "return https://$host$request_uri;",
    "return 444;",
    "error_page 404 500 =200 /x;",
    "error_page 404 = @fallback;",
    "try_files $uri $uri/ =404;",
    "expires modified 1d;",
    "expires $x;",
    "allow 2001:db8::/32; deny all;",
    "proxy_pass http://unix:/run/x.sock:/path/;",
    "proxy_bind $remote_addr transparent;",
    "proxy_redirect ~^http://[^/]+(/.*)$ $1;",
    "proxy_cookie_path ~*^/a/(.*)$ /$1;",
    "fastcgi_split_path_info ^(.+?\\.php)(/.*)$;",
    "limit_except get { deny all; }",
    "proxy_cache_valid 200 302 10m; proxy_cache_valid any 1m;",
    'if ( $host = "" ) { return 204; }',
    "if (!-f $request_filename) { return 404; }",
    "if ($request_method !~* ^(GET|HEAD)$) { return 405; }",
    "proxy_store_access user:rw group:rw all:r;",
    "access_log /var/log/a.log combined buffer=32k flush=1m if=$x;",
    "image_filter resize 150 $arg_h;",
  ])("%s has no finding", (line) => expect(problems(line)).toEqual([]));

  it.each([
    "map $a $b { default 0; ~^x(?<y>.) $y; *.org 1; hostnames; volatile; }",
    "geo $a { ranges; default 0; 127.0.0.1-127.0.0.2 x; }",
    'split_clients $a $b { 0.5% x; 10% y; * ""; }',
    "types { text/html html htm; text/plain; }",
    "limit_req_zone $a zone=b:10m rate=30r/m;",
    "proxy_cache_path /x levels=1:2 use_temp_path=off keys_zone=a:10m max_size=10g inactive=1d;",
    "resolver 127.0.0.1 [::1]:53 valid=30s ipv6=off;",
    "upstream a { server 127.0.0.1:80 weight=2 max_fails=0 fail_timeout=1m down; server b backup; }",
    "server { listen 443 ssl; listen unix:/x default_server; listen [::]:80 ipv6only=on so_keepalive=30m::10; }",
    "ssl_session_cache shared:SSL:10m; ssl_protocols TLSv1.2 TLSv1.3;",
    "log_format a escape=json '$x' \"$y\";",
    "keepalive_timeout 1h 30s;",
  ])("%s has no finding", (line) => expect(problems(line, "http")).toEqual([]));
});

describe("values that nginx refuses", () => {
  it.each([
    ["etag yes;", "unknown-value unknown yes"],
    ["etag onn;", "unknown-value near onn"],
    ["client_max_body_size 10mb;", "invalid-value not-a-size 10mb"],
    ["client_body_buffer_size 1g;", "invalid-value no-gigabytes 1g"],
    ["send_timeout 1y;", "invalid-value not-a-time 1y"],
    ["gzip_comp_level 10;", "value-out-of-range outside 10"],
    ['return 200 "$ x";', "invalid-value no-variable-name $"],
    ["root /x${host;", "invalid-value unclosed-variable ${host"],
    ["return 1000;", "value-out-of-range outside 1000"],
    ["return nope;", "invalid-value not-a-redirect nope"],
    ["error_page 200 /x;", "value-out-of-range outside 200"],
    ["error_page 499 /x;", "invalid-value internal-status 499"],
    ["try_files $uri =1000;", "value-out-of-range outside =1000"],
    ["allow 10.0.0.0/33;", "invalid-value bad-prefix 10.0.0.0/33"],
    ["allow 10.0.0;", "invalid-value not-an-address 10.0.0"],
    ["proxy_pass backend;", "invalid-value no-scheme backend"],
    ["proxy_pass http://a:0;", "invalid-value not-a-port http://a:0"],
    ["fastcgi_pass 127.0.0.1;", "invalid-value no-port 127.0.0.1"],
    ["proxy_bind eth0;", "invalid-value not-an-address eth0"],
    ["set x y;", "invalid-value not-a-variable x"],
    ["rewrite ^/a( /b;", "invalid-value unclosed-group ^/a("],
    ["rewrite ^/a[ /b;", "invalid-value unclosed-class ^/a["],
    ["rewrite *.php /b;", "invalid-value nothing-to-repeat *.php"],
    ["rewrite ^(a|*b) /b;", "invalid-value repeated-repetition ^(a|*b)"],
    ["rewrite '^.*{1,10}$' /b;", "invalid-value repeated-repetition '^.*{1,10}$'"],
    ["rewrite '^a{3,2}$' /b;", "invalid-value bad-repetition '^a{3,2}$'"],
    ["rewrite ^/a /b foo;", "surplus-argument unexpected foo"],
    ["if ($host == a) {}", "invalid-value no-double-equals =="],
    ["if ($host = a && $uri = b) {}", "invalid-value no-logic &&"],
    ["if (!$host) {}", "invalid-value bad-condition (!$host)"],
    ["if $host {}", "invalid-value no-condition-start $host"],
    ["if ($host {}", "invalid-value no-condition-end ($host"],
    ["if () {}", "invalid-value empty-condition ()"],
    ["limit_req burst=x zone=a;", "invalid-value not-a-number burst=x"],
    ["limit_req zone=a brust=5;", "unknown-value near brust=5"],
    ["proxy_cache_valid 99 1m;", "value-out-of-range outside 99"],
    ["fastcgi_split_path_info ^(.+)$;", "invalid-value needs-two-groups ^(.+)$"],
    ["proxy_store_access user:x;", "invalid-value not-an-access user:x"],
    ["proxy_next_upstream eror;", "unknown-value near eror"],
    ["gzip;", "missing-argument missing gzip"],
    ["gzip on off;", "surplus-argument surplus off"],
  ])("%s is %s", (line, expected) => expect(problems(line)).toEqual([expected]));

  it.each([
    ["server { listen 70000; }", "invalid-value not-a-port 70000"],
    ["server { listen 80 quik; }", "unknown-value near quik"],
    ["server { listen 80 ipv6only=maybe; }", "invalid-value not-a-switch ipv6only=maybe"],
    ["server { listen 80/x; }", "invalid-value not-a-host 80/x"],
    ["server { location ~~ x {} }", "invalid-value not-a-modifier ~~"],
    ["server { location *~ x {} }", "invalid-value not-a-modifier *~"],
    ["upstream a { server http://b; }", "invalid-value scheme-in-address http://b"],
    ["upstream a { server b weight=0; }", "value-out-of-range below weight=0"],
    ["upstream a { server b weihgt=2; }", "unknown-value near weihgt=2"],
    ["limit_req_zone $a zone=b rate=1r/s;", "invalid-value no-zone-size zone=b"],
    ["limit_req_zone $a zone=b:4k rate=1r/s;", "invalid-value zone-too-small zone=b:4k"],
    ["limit_req_zone $a zone=b:1m rate=1r/h;", "invalid-value not-a-rate rate=1r/h"],
    ["proxy_cache_path /x levels=3 keys_zone=a:1m;", "invalid-value bad-levels levels=3"],
    ["split_clients $a $b { 0.123% x; }", "invalid-value not-a-percentage 0.123%"],
    ["map $a $b { a b c; }", "surplus-argument surplus c"],
    ["map $a b {}", "invalid-value not-a-variable b"],
    ["proxy_buffers 0 4k;", "value-out-of-range below 0"],
  ])("%s is %s", (line, expected) => {
    const found = problems(line, "http");
    expect(found.length).toBe(1);
    expect(found[0]?.split(" ").slice(0, 2).join(" ")).toBe(expected.split(" ").slice(0, 2).join(" "));
  });
});
