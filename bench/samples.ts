/** Generated files of a given number of lines: valid, varied enough to reach most of the code, the same on every run. */
import type { DialectId } from "../server/src/dialect.ts";

export const samples: Readonly<Record<DialectId, (lines: number) => string>> = { keepalived, nginx, haproxy };

function fill(
  head: readonly string[],
  block: (n: number) => readonly string[],
  tail: readonly string[],
  lines: number,
): string {
  const all = [...head];
  for (let n = 0; all.length + tail.length < lines; n++) all.push(...block(n));
  return `${[...all, ...tail].join("\n")}\n`;
}

function address(n: number): string {
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
}

function keepalived(lines: number): string {
  const block = (n: number) => [
    `virtual_server ${address(n + 1)} 80 {`,
    "    delay_loop 6",
    "    lb_algo wrr   # weighted round robin",
    "    lb_kind NAT",
    "    protocol TCP",
    `    real_server 192.168.${n & 255}.10 8080 {`,
    "        weight 10",
    "        TCP_CHECK {",
    "            connect_timeout 3",
    "            retry 3",
    "            delay_before_retry 2",
    "        }",
    "    }",
    "}",
    "",
  ];
  return fill(["global_defs {", "    router_id bench", "}", ""], block, [], lines);
}

/** A keepalived.conf of instances with lists of every common kind. */
export function instances(lines: number): string {
  const block = (n: number) => [
    `vrrp_instance VI_${n} {`,
    "    state BACKUP",
    `    interface eth${n % 4}`,
    `    virtual_router_id ${(n % 255) + 1}`,
    "    priority 100",
    "    advert_int 1",
    "    virtual_ipaddress {",
    `        ${address(2 * n)}/24 dev eth${n % 4} label eth${n % 4}:${n}`,
    `        ${address(2 * n + 1)}/24`,
    "    }",
    "    virtual_routes {",
    `        172.16.${n & 255}.0/24 via 10.0.0.1 dev eth${n % 4}`,
    "    }",
    "    track_script {",
    "        check weight -20",
    "    }",
    "}",
  ];
  return fill(["vrrp_script check {", '    script "/usr/local/bin/check"', "}", ""], block, [], lines);
}

function nginx(lines: number): string {
  const block = (n: number) => [
    `    upstream app${n} {`,
    `        server ${address(n)}:8080 weight=5 max_fails=2 fail_timeout=10s;`,
    `        server ${address(n + 1)}:8080 backup;`,
    "        keepalive 16;",
    "    }",
    "    server {",
    "        listen 8080;",
    `        server_name app${n}.example.org;`,
    "        # where the application lives",
    "        location / {",
    `            proxy_pass http://app${n};`,
    "            proxy_set_header Host $host;",
    '            proxy_set_header X-Forwarded-For "$proxy_add_x_forwarded_for";',
    "            proxy_read_timeout 30s;",
    "        }",
    "    }",
  ];
  return fill(
    [
      "events {",
      "    worker_connections 1024;",
      "}",
      "http {",
      "    server_names_hash_max_size 65536;",
      "    server_names_hash_bucket_size 128;",
    ],
    block,
    ["}"],
    lines,
  );
}

function haproxy(lines: number): string {
  const block = (n: number) => [
    `frontend fe${n}`,
    `    bind 127.0.0.1:${1024 + (n % 60_000)}`,
    `    acl is_api${n} path_beg /api/ # by path`,
    "    http-request set-header X-Forwarded-Proto https if { ssl_fc }",
    `    use_backend be${n} if is_api${n} !{ src 10.0.0.0/8 }`,
    `    default_backend be${n}`,
    "",
    `backend be${n}`,
    "    balance leastconn",
    "    option httpchk GET /health",
    `    server s1 ${address(n)}:8080 check inter 2s rise 2 fall 3 weight 10`,
    `    server s2 ${address(n + 1)}:8080 check backup`,
    "",
  ];
  const head = [
    "global",
    "    maxconn 1000",
    "defaults",
    "    mode http",
    "    timeout connect 5s",
    "    timeout client 30s",
    "    timeout server 30s",
    "",
  ];
  return fill(head, block, [], lines);
}
