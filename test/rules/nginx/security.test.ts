/** The security rules of nginx on samples of both kinds: what opens a door, and what looks like it and does not. */
import { describe, expect, it } from "vitest";
import { lintText } from "../../support/lint-text.ts";

interface Samples {
  readonly bad: readonly string[];
  readonly harmless: readonly string[];
}

const site = "ssl_certificate s.pem; ssl_certificate_key s.key;";
const script = "fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;";
const asks = (authority: string, how = "on") =>
  `ssl_client_certificate ${authority}.pem; ssl_verify_client ${how};`;

/** Each sample is the content of a server, or of `http` where it has a server of its own. */
const samples: Readonly<Record<string, Samples>> = {
  "alias-traversal": {
    bad: [
      "location /img { alias /data/img/; }",
      "location ^~ /img { alias /data/img/; }",
      'location "/img" { alias /data/img/; }',
      "location /a { location /a/b { alias /data/b/; } }",
      "location /img { alias /data/$host/img/; }",
    ],
    harmless: [
      "location /img/ { alias /data/img/; }",
      "location /img { alias /data/img; }",
      "location = /img { alias /data/img/; }",
      "location ~ ^/img/(.*)$ { alias /data/img/$1; }",
      "location /img { root /data/; }",
    ],
  },
  "header-splitting": {
    bad: [
      "location / { return 301 https://www.example.com$uri; }",
      "location / { return 302 https://www.example.com$document_uri; }",
      "location ~ ^/a/([^/]+)/ { return 301 /b/$1/; }",
      "location / { add_header X-Path $uri; }",
      "location / { set $to $uri; return 301 https://www.example.com$to; }",
      "location / { rewrite ^ https://www.example.com$uri permanent; }",
      "location ~ ^/a/(?<rest>[^.]*) { proxy_set_header X-Rest $rest; proxy_pass http://192.0.2.1; }",
    ],
    harmless: [
      "location / { return 301 https://www.example.com$request_uri; }",
      "location ~ ^/a/(.*)$ { return 301 /b/$1; }",
      "location ~ ^/a/([a-z]+)/ { return 301 /b/$1/; }",
      "location / { return 200 $uri; }",
      "location / { rewrite ^/a/([^/]*)$ https://www.example.com/$1 permanent; }",
      "location / { rewrite ^ /index.php?path=$uri last; }",
      "location / { try_files $uri /index.php?q=$uri; }",
    ],
  },
  "client-chosen-upstream": {
    bad: [
      "location / { proxy_pass http://$arg_host; }",
      "location / { proxy_pass $arg_url; }",
      "location / { proxy_pass http://$http_x_backend/path; }",
      "location ~ ^/to/([^/]+)/ { proxy_pass http://$1/; }",
      "location / { set $b $cookie_backend; proxy_pass http://$b:8080; }",
      "location / { proxy_pass http://$host; }",
    ],
    harmless: [
      "location / { proxy_pass http://192.0.2.1$request_uri; }",
      "location ~ ^/(en|de)/ { proxy_pass http://$1.example.com; }",
      "location @fetch { proxy_pass http://$arg_host; }",
      "location / { internal; proxy_pass http://$arg_host; }",
      "location ~ ^/to/([a-z]+)/ { proxy_pass http://$1.example.com; }",
      "location ~ ^/x(/.*)$ { proxy_pass http://192.0.2.1$1; }",
      "map $arg_b $b { default a.example.com; two b.example.com; } server { listen 80; location / { proxy_pass http://$b; } }",
    ],
  },
  "host-from-client": {
    bad: [
      "server_name a.example.com; location / { proxy_set_header Host $http_host; }",
      "server_name a.example.com; location / { proxy_set_header host $http_host; }",
      'server_name a.example.com; location / { proxy_set_header Host "$http_host"; }',
      "location / { proxy_set_header Host $arg_host; }",
      "server_name a.example.com; proxy_set_header Host ${http_host};",
      "proxy_set_header Host $http_host; server { listen 80; server_name a.example.com; }",
    ],
    harmless: [
      "location / { proxy_set_header Host $http_host; }",
      "server_name _; location / { proxy_set_header Host $http_host; }",
      "server { listen 9000; server_name a.example.com; location / { proxy_set_header Host $http_host; } }",
      "location / { proxy_set_header Host $host; }",
      "location / { proxy_set_header Host $host:$server_port; }",
      "location / { proxy_set_header Host www.example.com; }",
      "location / { proxy_set_header X-Forwarded-Host $http_host; }",
      "location / { proxy_set_header Host $proxy_host; }",
    ],
  },
  "headers-replaced": {
    bad: [
      "add_header X-Frame-Options DENY; location / { add_header X-A 1; }",
      "proxy_set_header X-Real-IP $remote_addr; location / { proxy_set_header Host $host; }",
      "location / { add_header X-Frame-Options DENY; location /a { add_header X-A 1; } }",
      "location / { add_header X-Frame-Options DENY; if ($arg_a) { add_header X-A 1; } }",
      "add_header Strict-Transport-Security max-age=1; server { listen 80; add_header X-A 1; }",
    ],
    harmless: [
      "add_header X-Frame-Options DENY; location / { root /srv; }",
      "add_header X-Frame-Options DENY; location / { add_header X-Frame-Options SAMEORIGIN; }",
      "location / { add_header X-Frame-Options DENY; add_header X-A 1; }",
      "add_header X-Frame-Options DENY; add_header_inherit merge; location / { add_header X-A 1; }",
      "location /a { add_header X-Frame-Options DENY; } location /b { add_header X-A 1; }",
    ],
  },
  "absent-referer-allowed": {
    bad: [
      "valid_referers none;",
      "valid_referers none server_names;",
      "valid_referers none blocked example.com;",
      "location / { valid_referers server_names none; }",
      "location / { valid_referers *.example.com none; }",
    ],
    harmless: [
      "valid_referers server_names;",
      "valid_referers blocked server_names;",
      "valid_referers none.example.com;",
      "valid_referers *.example.com;",
      "location / { valid_referers ~\\.example\\.; }",
    ],
  },
  "allow-without-deny": {
    bad: [
      "allow 192.0.2.0/24;",
      "location / { allow 127.0.0.1; }",
      "location / { allow 192.0.2.1; allow 192.0.2.2; }",
      "location / { allow unix:; }",
      "location / { allow 2001:db8::/32; }",
    ],
    harmless: [
      "allow 192.0.2.0/24; deny all;",
      "location / { allow all; }",
      "location / { deny 192.0.2.1; allow 192.0.2.0/24; deny all; }",
      "deny all; location / { root /srv; }",
      "location / { deny 192.0.2.1; }",
    ],
  },
  "return-before-access": {
    bad: [
      "location / { deny all; return 200 ok; }",
      "location / { allow 192.0.2.1; deny all; return 200 ok; }",
      "location / { auth_basic x; auth_basic_user_file /u; return 204; }",
      "location / { auth_request /auth; return 200 secret; }",
      "deny 192.0.2.1; return 200 ok;",
    ],
    harmless: [
      "location / { deny all; return 403; }",
      "location / { deny all; return 301 https://www.example.com/; }",
      "location / { auth_basic off; return 200 ok; }",
      "location / { allow all; return 200 ok; }",
      "location / { deny all; } location /open { return 200 ok; }",
    ],
  },
  "weak-origin-pattern": {
    bad: [
      "if ($http_origin ~ ^https://www\\.example\\.com) { return 204; }",
      "if ($http_origin ~ ^https://www.example\\.com$) { return 204; }",
      "if ($http_referer ~* ^https?://example\\.com) { return 204; }",
      "if ($http_origin ~ example\\.com$) { return 204; }",
      "map $http_origin $o { ~^https://example.com$ 1; } server { listen 80; }",
    ],
    harmless: [
      "if ($http_origin ~ ^https://www\\.example\\.com$) { return 204; }",
      "if ($http_origin = https://www.example.com) { return 204; }",
      "if ($http_referer ~* ^https?://example\\.com/) { return 204; }",
      "if ($http_user_agent ~ example.com) { return 204; }",
      "map $http_origin $o { ~^https://([a-z]+\\.)?example\\.com$ 1; } server { listen 80; }",
    ],
  },
  "folded-header": {
    bad: [
      'add_header X-A "a;\n b";',
      "add_header X-A 'a\n b' always;",
      'location / { proxy_set_header X-A "a\nb"; }',
      'location / { add_header X-A "a\\nb"; }',
      'add_trailer X-A "a\n b";',
    ],
    harmless: [
      'add_header X-A "a; b";',
      "add_header X-A\n  a;",
      'add_header X-A "a\\\\nb";',
      "location / { proxy_set_header X-A a; }",
      'location / { return 200 "a\nb"; }',
    ],
  },
  "content-type-added": {
    bad: [
      "add_header Content-Type text/plain;",
      "location / { add_header content-type application/json; }",
      "location / { add_header Content-Type text/plain always; }",
      'location / { add_header "Content-Type" "text/html; charset=utf-8"; }',
      "location / { if ($arg_a) { add_header Content-Type text/plain; } }",
    ],
    harmless: [
      "default_type text/plain;",
      "location / { add_header X-Content-Type-Options nosniff; }",
      "location / { proxy_set_header Content-Type text/plain; }",
      "location / { proxy_hide_header Content-Type; }",
      "types { text/plain log; }",
    ],
  },
  "version-shown": {
    bad: [
      "server_tokens on;",
      "server_tokens build;",
      "server_tokens off; location / { server_tokens ON; }",
      "root /srv;",
      "location / { server_tokens off; }",
      "server { listen 80; server_tokens off; } server { listen 81; }",
    ],
    harmless: [
      "server_tokens off;",
      "server_tokens OFF;",
      "server_tokens off; server { listen 80; }",
      "server { listen 80; server_tokens off; } server { listen 81; server_tokens off; }",
      "include conf.d/*.conf; server { listen 80; server_tokens off; }",
    ],
  },
  "never-mapped-value": {
    bad: [
      "geo $in { 192.0.2.0/24 1; } server { listen 80; if ($in = 0) { return 403; } }",
      "map $http_x $ok { default no; a yes; } server { listen 80; if ($ok != true) { return 403; } }",
      "map $http_x $ok { a 1; } server { listen 80; location / { if ( $ok = 0 ) { return 403; } } }",
      'map $http_x $ok { default 0; a 1; } server { listen 80; if ($ok = "") { return 403; } }',
      "map $http_x $ok { a Yes; } server { listen 80; if ($ok = yes) { return 403; } }",
    ],
    harmless: [
      "geo $in { default 0; 192.0.2.0/24 1; } server { listen 80; if ($in = 0) { return 403; } }",
      'map $http_x $ok { a 1; } server { listen 80; if ($ok = "") { return 403; } }',
      "map $http_x $ok { a $http_y; } server { listen 80; if ($ok = 0) { return 403; } }",
      "map $http_x $ok { include ok.map; a 1; } server { listen 80; if ($ok = 0) { return 403; } }",
      "map $http_x $ok { a 1; } server { listen 80; set $ok 0; if ($ok = 0) { return 403; } }",
      "map $http_x $ok { a 1; } server { listen 80; if ($ok) { return 403; } }",
      "map $http_x $ok { a 1; } server { listen 80; if ($ok = $arg_ok) { return 403; } }",
    ],
  },
  "map-without-default": {
    bad: [
      "map $http_x $ok { a 1; } server { listen 80; if ($ok) { return 403; } }",
      "geo $in { 192.0.2.0/24 1; } server { listen 80; if ($in = 1) { return 403; } }",
      "geo $arg_ip $in { 192.0.2.0/24 1; } server { listen 80; location / { if ($in) { return 403; } } }",
      "map $host $b { a.example.com 192.0.2.1; } server { listen 80; location / { proxy_pass http://$b; } }",
      "map $host $b { volatile; a 192.0.2.1:9000; } server { listen 80; location / { uwsgi_pass $b; } }",
    ],
    harmless: [
      "map $http_x $ok { default 0; a 1; } server { listen 80; if ($ok) { return 403; } }",
      "geo $in { default 0; 192.0.2.0/24 1; } server { listen 80; if ($in) { return 403; } }",
      "map $http_x $ok { include ok.map; a 1; } server { listen 80; if ($ok) { return 403; } }",
      "map $status $loud { ~^5 1; } server { listen 80; access_log /var/log/x combined if=$loud; }",
      "map $http_upgrade $kept { websocket upgrade; } server { listen 80; proxy_set_header Connection $kept; }",
    ],
  },
  "slow-pattern": {
    bad: [
      "location ~ ^/a/([a-z]+-?)+$ { return 200; }",
      "location ~* ^/a/(.*)*\\.php$ { return 200; }",
      "rewrite ^/a/(\\w|_)+/$ /b last;",
      "server_name ~^([a-z0-9]+-?)+\\.example\\.com$;",
      'if ($http_user_agent ~* "^(\\w+ ?)+bot") { return 403; }',
      "map $arg_q $q { ~^(a|aa)+$ 1; } server { listen 80; }",
      "set $x $http_x; if ($x ~ ^(a+)+$) { return 403; }",
      "valid_referers server_names ~^([a-z]+\\.?)+/$;",
      "gzip_disable ^([a-z]+)*5$;",
      "fastcgi_split_path_info ^((?:/?\\w*)+\\.php)(/.*)$;",
    ],
    harmless: [
      "location ~ ^/a/([a-z]+/)+$ { return 200; }",
      "location ~ ^/a/([a-z]+)+ { return 200; }",
      "rewrite ^/a/(\\w+)/(.*)$ /b/$1/$2 last;",
      "server_name ~^(?<name>[a-z0-9]+(?:-[a-z0-9]+)*)\\.example\\.com$;",
      "if ($server_addr ~ ^(a+)+$) { return 403; }",
      "map $time_iso8601 $q { ~^(a|aa)+$ 1; } server { listen 80; }",
      "location ~ ^/a/(?>a+)+$ { return 200; }",
      "location ~ ^/(en|de|fr)/(.+)\\.html$ { return 200; }",
    ],
  },
  "public-resolver": {
    bad: [
      "resolver 8.8.8.8;",
      "resolver 1.1.1.1 valid=30s;",
      "resolver 127.0.0.1 9.9.9.9;",
      "resolver [2606:4700:4700::1111];",
      "location / { resolver 8.8.4.4:53 ipv6=off; }",
    ],
    harmless: [
      "resolver 127.0.0.53;",
      "resolver 10.0.0.2 valid=30s;",
      "resolver [::1] [fd00::53]:5353;",
      "resolver kube-dns.kube-system.svc.cluster.local;",
      "resolver 172.16.0.23 192.168.1.1;",
    ],
  },
  "mixed-client-certificates": {
    bad: [
      `server { listen 443 ssl; ${site} ${asks("a")} } server { listen 443 ssl; ${site} ${asks("b")} }`,
      `server { listen 443 ssl; ${site} ${asks("a")} } server { listen 443 ssl; ${site} ${asks("b", "optional")} }`,
      `server { listen 443 ssl; ${site} ${asks("a", "optional")} } server { listen 443 ssl; ${site} ${asks("b")} }`,
      `server { listen 443 ssl; ${site} ${asks("a", "optional_no_ca")} } server { listen 443 ssl; ${site} ${asks("b")} }`,
      `server { listen 443 ssl; ${site} ${asks("b")} } server { listen 443 ssl default_server; ${site} ${asks("a")} }`,
      `server { listen 443 ssl; ${site} ${asks("a")} ssl_trusted_certificate c.pem; } server { listen 443 ssl; ${site} ${asks("a")} }`,
    ],
    harmless: [
      `server { listen 443 ssl; ${site} ${asks("a")} } server { listen 443 ssl; ${site} ${asks("a")} }`,
      `server { listen 443 ssl; ${site} } server { listen 443 ssl; ${site} ${asks("b")} }`,
      `server { listen 443 ssl; ${site} ${asks("a")} } server { listen 444 ssl; ${site} ${asks("b")} }`,
      `server { listen 443 ssl; ${site} ${asks("a")} } server { listen 443 ssl; ${site} }`,
      `server { listen 443 ssl; ssl_reject_handshake on; } server { listen 443 ssl; ${site} ${asks("a")} }`,
      `server { listen 443 ssl; ${site} ${asks("a")} } server { listen 443 ssl; ${site} ${asks("a")} ssl_trusted_certificate c.pem; }`,
      `server { listen 443 ssl; ${site} ${asks("a")} } server { listen 443 ssl; ${site} ${asks("b")} if ($ssl_server_name != b) { return 421; } }`,
    ],
  },
  "php-without-try-files": {
    bad: [
      `location ~ \\.php$ { fastcgi_pass unix:/run/php.sock; ${script} }`,
      `location ~ \\.php$ { fastcgi_pass 127.0.0.1:9000; ${script} }`,
      `location ~ [^/]\\.php(/|$) { fastcgi_split_path_info ^(.+?\\.php)(/.*)$; fastcgi_pass 127.0.0.1:9000; ${script} }`,
      `location ~ ^(.+\\.php)(.*)$ { fastcgi_pass 127.0.0.1:9000; ${script} }`,
      `location ~* \\.(php|phtml)$ { fastcgi_pass localhost:9000; fastcgi_param SCRIPT_FILENAME /srv$uri; }`,
      `${script} location / { location ~ \\.php$ { fastcgi_pass unix:/run/php.sock; } }`,
    ],
    harmless: [
      `location ~ \\.php$ { try_files $uri =404; fastcgi_pass unix:/run/php.sock; ${script} }`,
      `location ~ \\.php$ { if (!-f $request_filename) { return 404; } fastcgi_pass unix:/run/php.sock; ${script} }`,
      `location ~ \\.php$ { if ( !-e $document_root$fastcgi_script_name ) { return 404; } fastcgi_pass unix:/run/php.sock; ${script} }`,
      "location ~ \\.php$ { fastcgi_pass unix:/run/php.sock; fastcgi_param SCRIPT_FILENAME /srv/index.php; }",
      `location ~ ^/index\\.php$ { fastcgi_pass unix:/run/php.sock; ${script} }`,
      `location = /index.php { fastcgi_pass unix:/run/php.sock; ${script} }`,
      `location ~ \\.php$ { fastcgi_pass php.example.com:9000; ${script} }`,
      `location ~ \\.php$ { include snippets/fastcgi-php.conf; fastcgi_pass unix:/run/php.sock; ${script} }`,
      `location ~ \\.php$ { internal; fastcgi_pass unix:/run/php.sock; ${script} }`,
      `location ~* /uploads/.*\\.php { deny all; } location ~ \\.php$ { fastcgi_pass unix:/run/php.sock; ${script} }`,
      `location ~ \\.php$ { fastcgi_pass unix:/run/php.sock; ${script} fastcgi_param PHP_VALUE "cgi.fix_pathinfo=0"; }`,
    ],
  },
  "hsts-missing": {
    bad: [
      `server { listen 443 ssl; ${site} root /srv; }`,
      `server { listen 80; listen [::]:443 ssl; ${site} root /srv; }`,
      `server { listen 443 ssl; ${site} add_header X-Frame-Options DENY always; }`,
      `server { listen 443 ssl; ${site} location / { proxy_pass http://192.0.2.1; } }`,
      `server { listen 443 ssl; ${site} } server { listen 444; add_header Strict-Transport-Security max-age=1 always; }`,
    ],
    harmless: [
      `server { listen 443 ssl; ${site} add_header Strict-Transport-Security max-age=31536000 always; }`,
      `add_header strict-transport-security max-age=1 always; server { listen 443 ssl; ${site} }`,
      `server { listen 443 ssl; ${site} location / { add_header Strict-Transport-Security $hsts always; root /srv; } } map $host $hsts { default max-age=1; }`,
      "server { listen 443 ssl default_server; ssl_reject_handshake on; }",
      `server { listen 127.0.0.1:443 ssl; ${site} }`,
      "server { listen 80; root /srv; }",
      `server { listen 443 ssl; ${site} include conf.d/headers.conf; }`,
    ],
  },
  "directory-listing": {
    bad: [
      "autoindex on;",
      "location / { autoindex on; }",
      "location /pub/ { root /srv; autoindex ON; }",
      "autoindex on; location / { root /srv; }",
      "location / { if ($arg_list) { set $a 1; } autoindex on; autoindex_format json; }",
    ],
    harmless: [
      "autoindex off;",
      "location / { autoindex on; auth_basic x; auth_basic_user_file /u; }",
      "location / { autoindex on; allow 192.0.2.1; deny all; }",
      "deny all; location / { autoindex on; }",
      "location / { internal; autoindex on; }",
      "location / { autoindex_format html; }",
    ],
  },
  "dotfiles-served": {
    bad: [
      "root /srv/www;",
      "location / { root /srv/www; }",
      "root /srv/www; location / { try_files $uri /index.html; }",
      "root /srv/www; location ~ /\\.ht { deny all; }",
      "root /srv/www; location ~ \\.php$ { deny all; }",
    ],
    harmless: [
      "root /srv/www; location ~ /\\. { deny all; }",
      "root /srv/www; location ~ /\\.(?!well-known) { return 404; }",
      "root /srv/www; location ~ \\.git { deny all; }",
      "root /srv/www; location / { proxy_pass http://192.0.2.1; }",
      "root /srv/www; return 301 https://www.example.com$request_uri;",
      "root /srv/www; location / { try_files /index.html =404; }",
      "root /srv/www; if ($uri ~ /\\.) { return 404; }",
      "root /srv/www; include conf.d/deny.conf;",
    ],
  },
};

function found(rule: string, sample: string): number {
  const inside = /\bserver \{ listen/.test(sample) ? sample : `server { listen 80;\n${sample}\n}`;
  // Some are off unless asked for.
  const severities = { [rule]: "warning" } as const;
  const findings = lintText("nginx", `events {}\nhttp {\n${inside}\n}\n`, { severities });
  expect(findings.filter(({ daemon }) => daemon === "reject").map((f) => f.rule.name)).toEqual([]);
  return findings.filter((finding) => finding.rule.name === rule).length;
}

describe.each(Object.entries(samples))("%s", (rule, { bad, harmless }) => {
  it("has five samples of each kind and more", () => {
    expect(Math.min(bad.length, harmless.length)).toBeGreaterThanOrEqual(5);
  });

  it.each(bad)("finds %s", (sample) => {
    expect(found(rule, sample)).toBe(1);
  });

  it.each(harmless)("lets pass %s", (sample) => {
    expect(found(rule, sample)).toBe(0);
  });
});
