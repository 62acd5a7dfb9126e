import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { hoverAt } from "../../server/src/ide/hover.ts";
import { quantityText } from "../../server/src/ide/quantity.ts";
import { marked } from "./support.ts";

function hover(dialect: DialectId, text: string, targets: Record<string, string> = {}) {
  const { snapshot, file, offset } = marked(dialect, text, targets);
  const found = hoverAt(snapshot, file, offset);
  if (found === undefined) return undefined;
  return { word: file.text.slice(found.span.start, found.span.end), markdown: found.markdown };
}

const http = (body: string) => `events {}\nhttp {\n${body}\n}\n`;

describe("hover over a directive", () => {
  it("explains it, then shows its form, its places, unit and default", () => {
    const found = hover("keepalived", "vrrp_instance a {\n  advert_i$0nt 1\n}\n");
    expect(found?.word).toBe("advert_int");
    expect(found?.markdown).toMatch(/^\*\*advert_int\*\*\n\nSeconds between advertisements/);
    expect(found?.markdown).toContain("```keepalived\nadvert_int <decimal 0.01–255>\n```");
    expect(found?.markdown).toContain("- Stands in `vrrp_instance`\n- Unit: seconds · Default: `1`");
  });

  it("covers all words of a name of several", () => {
    const found = hover("haproxy", "backend app\n  timeout con$0nect 5s\n");
    expect(found?.word).toBe("timeout connect");
    expect(found?.markdown).toContain("timeout connect <time>");
  });

  it("says since when there is one", () => {
    expect(hover("nginx", http("  lingering_close$0 on;"))?.markdown).toMatch(/Since \d/);
  });

  it("says when it is deprecated and what to write", () => {
    const found = hover("keepalived", "vrrp_instance a {\n  lvs_sync_daemon_inter$0face eth0\n}\n");
    expect(found?.markdown).toContain("**Deprecated: use `lvs_sync_daemon` in `global_defs`**");
  });

  it("says when the target version does not have it", () => {
    const text = "vrrp_instance a {\n  timer_expired$0_backup\n}\n";
    expect(hover("keepalived", text, { keepalived: "2.2" })?.markdown).toContain("**Not in 2.2**");
    expect(hover("keepalived", text, { keepalived: "2.3" })?.markdown).not.toContain("**Not in");
  });

  it("says where one belongs that stands in the wrong place", () => {
    const found = hover("keepalived", "vrrp_script a {\n  virtual_router$0_id 51\n}\n");
    expect(found?.markdown).toContain("- Stands in `vrrp_instance`");
  });

  it("works on a section", () => {
    expect(hover("haproxy", "back$0end app\n  server s1 10.0.0.1:80\n")?.markdown).toMatch(
      /^\*\*backend\*\*/,
    );
  });
});

describe("hover over what decides a failover", () => {
  const node = (name: string, priority: string) => `vrrp_instance ${name} {
  interface eth0
  virtual_router_id 51
  priority ${priority}
  virtual_ipaddress {
    192.0.2.10/24
  }
}
`;
  const pair = (first: string) =>
    `//- /ka1/keepalived.conf\n${first}//- /ka2/keepalived.conf\n${node("VI_1", "90")}`;

  it.each([
    ["an instance's name", node("VI_$01", "100"), "VI_1", "vrrp instance `VI_1`, defined here"],
    [
      "the keyword of its priority",
      node("VI_1", "100").replace("prio", "prio$0"),
      "priority",
      "**priority**",
    ],
    ["its priority", node("VI_1", "1$000"), "100", "`100`: "],
  ])("shows the table of its virtual router on %s, then the rest", (_, first, word, rest) => {
    const found = hover("keepalived", pair(first));
    expect(found?.word).toBe(word);
    const [table = "", ...others] = found?.markdown.split("\n\n---\n\n") ?? [];
    expect(table).toMatch(/^\*\*`VI_1`\*\* `192\.0\.2\.10`: held by ka1\n\n\| fault \|/);
    expect(table).toContain("| ka1 is switched off | ka2 | 3.6 s | fails over |");
    expect(others.join("\n")).toContain(rest);
  });

  it.each([
    ["other lines", node("VI_1", "100").replace("192.0.2.10/24", "192.0.2.$010/24")],
    ["the keyword of the block", node("VI_1", "100").replace("vrrp_", "vrrp$0_")],
  ])("shows none on %s", (_, first) => {
    expect(hover("keepalived", pair(first))?.markdown).not.toContain("| fault |");
  });

  it("shows none where a template decides", () => {
    expect(hover("keepalived", pair(node("VI_$01", "{{ p }}")))?.markdown).not.toContain("| fault |");
  });

  it("shows none in a file of no cluster", () => {
    expect(hover("keepalived", node("VI_$01", "100"))?.markdown).not.toContain("| fault |");
  });
});

describe("hover over a value", () => {
  it("says what a number means in its unit", () => {
    const found = hover("keepalived", "vrrp_instance a {\n  advert_int $01\n}\n");
    expect(found?.word).toBe("1");
    expect(found?.markdown).toMatch(/^`1`: 1 second · Range: 0.01–255\n\n---\n\n\*\*advert_int\*\*/);
  });

  it("spells a time without a unit in the daemon's own", () => {
    expect(hover("haproxy", "backend app\n  timeout connect 50$000\n")?.markdown).toMatch(
      /^`5000`: 5000 milliseconds \(5 seconds\)/,
    );
    expect(hover("nginx", http("  proxy_connect_timeout 7$05;"))?.markdown).toMatch(/^`75`: 75 seconds/);
  });

  it("spells a time with a unit", () => {
    expect(hover("haproxy", "backend app\n  timeout server 1$0m\n")?.markdown).toMatch(/^`1m`: 1 minute/);
  });

  it("explains the value of an option by the option", () => {
    const found = hover("haproxy", "backend app\n  server s1 10.0.0.1:80 check inter 2$0s\n");
    expect(found?.markdown).toMatch(/^`2s`: 2 seconds · Range: ≥ 1\n\n---\n\n\*\*inter\*\*/);
  });

  it("tells the two parts of an option with an equals sign apart", () => {
    const upstream = (option: string) => http(`upstream app { server 10.0.0.1 ${option}; }`);
    expect(hover("nginx", upstream("fail_$0timeout=30s"))?.markdown).toMatch(/^\*\*fail_timeout\*\*/);
    expect(hover("nginx", upstream("fail_timeout=3$00s"))?.markdown).toMatch(/^`30s`: 30 seconds/);
  });

  it("explains a choice by its directive", () => {
    const found = hover("keepalived", "vrrp_instance a {\n  state MAS$0TER\n}\n");
    expect(found?.markdown).toMatch(/^`MASTER`: value of `state`\n\n---\n\n\*\*state\*\*/);
  });
});

describe("hover over a part of a value", () => {
  it("explains a fetch and a converter", () => {
    const line = (expression: string) =>
      `frontend f\n  bind :80\n  http-request set-header X %[${expression}]\n`;
    const fetch = hover("haproxy", line("sr$0c,lower"));
    expect(fetch?.word).toBe("src");
    expect(fetch?.markdown).toMatch(/^\*\*src\*\*/);
    expect(hover("haproxy", line("src,low$0er"))?.markdown).toMatch(/^\*\*lower\*\*/);
  });

  it("says what a fetch and a converter make of what, and where", () => {
    const line = (expression: string) =>
      `frontend f\n  bind :80\n  http-request set-header X %[${expression}]\n`;
    expect(hover("haproxy", line("url_pa$0ram(a),url_dec"))?.markdown).toContain(
      "url_param([<any>[,<any>[,<any>]]])\n```\n\n- Gives: a text · From: the HTTP message\n- Usable in: `tcp-request content`, `http-request`, `use_backend`, `balance`\n",
    );
    expect(hover("haproxy", line("src,ipm$0ask(24)"))?.markdown).toContain(
      "- Takes: an address · Gives: an address\n- Stands in `converter`",
    );
    expect(hover("haproxy", line("sr$0c"))?.markdown).toContain(
      "- Gives: an address · From: the connection\n- Stands",
    );
  });

  it("explains an ACL's criterion", () => {
    const found = hover("haproxy", "frontend f\n  bind :80\n  acl a path_b$0eg /api\n");
    expect(found?.word).toBe("path_beg");
    expect(found?.markdown).toMatch(/^\*\*path_beg\*\*/);
  });
});

describe("hover over a directive of nginx", () => {
  it("shows a block with its braces, and the default in other versions", () => {
    expect(hover("nginx", http("ma$0p $uri $x {}"))?.markdown).toContain("\nmap <text> <variable> { … }\n");
    expect(hover("nginx", http("proxy_http_ver$0sion 1.1;"))?.markdown).toContain(
      "- Default: `1.1` · in 1.22, 1.26 `1.0`\n",
    );
  });
});

describe("hover over a name", () => {
  const script =
    "vrrp_script chk {\n  script /bin/true\n}\nvrrp_instance a {\n  track_script {\n    chk\n  }\n}\n";

  it("says where it is defined", () => {
    const found = hover("keepalived", script.replace("    chk", "    c$0hk"));
    expect(found?.word).toBe("chk");
    expect(found?.markdown).toMatch(/^vrrp script `chk`, defined at `keepalived.conf:1`/);
  });

  it("says where it is used", () => {
    const found = hover("keepalived", script.replace("vrrp_script chk", "vrrp_script c$0hk"));
    expect(found?.markdown).toMatch(/^vrrp script `chk`, defined here\n\nUsed at `keepalived.conf:6`/);
  });

  it("says when nothing defines it", () => {
    const found = hover("haproxy", "frontend f\n  bind :80\n  default_backend no$0ne\n");
    expect(found?.markdown).toMatch(/^backend \/ listen `none`, not defined in the files read together/);
  });

  it("knows the daemon's own variables", () => {
    const found = hover("nginx", http("server { location / { proxy_set_header Host $ho$0st; } }"));
    expect(found?.markdown).toMatch(
      /^variable `host`, defined by the daemon itself · Module: `ngx_http_core_module`\n\nName of the site/,
    );
  });

  it("knows the family of a variable, and which versions have it", () => {
    const shown = (text: string) => hover("nginx", text)?.markdown;
    expect(shown(http('server { return 200 "$arg_pa$0ge"; }'))).toMatch(
      /^variable `arg_page`, defined .*\n\nValue of the query argument of this name/,
    );
    expect(shown("events {}\nstream { log_format a $ssl_si$0galg; server { listen 1; } }\n")).toMatch(
      /^variable `ssl_sigalg`, .* · Module: `ngx_stream_ssl_module` · known to 1.30\n\n/,
    );
  });
});

describe("hover in a block of nginx", () => {
  const main = http(
    "  client_max_body_size 10m;\n  add_header X-Frame-Options DENY;\n  gzip on;\n  include sites/*;",
  );
  const site =
    "server {\n  listen 80;\n  server_name a.example.com;\n  root /srv/a;\n  gzip off;\n" +
    '  location /api {\n    add_header X-Api "yes";\n    proxy_pass http://127.0.0.1:8080;\n    if ($args) {\n      return 403;\n    }\n  }\n}\n';

  function over(place: string) {
    const text = site.replace(place.replace("$0", ""), place);
    const files = `//- /etc/nginx/nginx.conf\n${main}//- /etc/nginx/sites/a\n${text}`;
    return hover("nginx", files)?.markdown.split("\n\n---\n\n") ?? [];
  }

  it("says what counts there, and what is lost", () => {
    const [first, second] = over("loc$0ation /api");
    expect(first?.split("\n")).toEqual([
      "~~~nginx",
      "# server a.example.com :80 › location /api",
      "root /srv/a; # a:4",
      "proxy_pass http://127.0.0.1:8080; # a:8",
      "client_max_body_size 10m; # nginx.conf:3",
      "# hides `add_header X-Frame-Options DENY;`, nginx.conf:4",
      "~~~",
    ]);
    expect(second).toMatch(/^\*\*location\*\*/);
  });

  it("says what a directive takes the place of, in another file too", () => {
    expect(over("gz$0ip off")[0]).toBe("hides `gzip on;`, nginx.conf:5");
    expect(over("add_hea$0der X-Api")[0]).toBe("hides `add_header X-Frame-Options DENY;`, nginx.conf:4");
  });

  it("says what an if takes over", () => {
    expect(over("i$0f ($args)")[0]).toContain("return 403; # a:10\nroot /srv/a; # a:4");
  });

  it("says nothing of what hides nothing", () => {
    expect(over("server_na$0me")).toHaveLength(1);
    expect(over("re$0turn 403")).toHaveLength(1);
  });
});

describe("hover over a name of HAProxy", () => {
  const text = `defaults base
  mode http
  balance leastconn
  timeout client 30s
  timeout connect 5s
frontend web
  bind :80
  timeout client 1m
  acl api path_beg /api
  acl api path_beg /v2
  http-request set-var(txn.tier) str(gold) if api
  http-request set-var(txn.tier) str(none)
  http-request track-sc0 src table app
  http-request set-header X %[var(txn.tier)]
  default_backend app
backend app
  stick-table type ip size 1m expire 30s store gpc0
  server one 192.0.2.1:80 check
  server two 192.0.2.2:80 backup
  use-server two if { path /two }
`;
  const shown = (place: string) =>
    hover("haproxy", text.replace(place.replace("$0", ""), place))?.markdown ?? "";

  it.each([
    [
      "a backend: its mode, how it balances, its servers",
      "default_backend a$0pp",
      "backend app\n    mode http  # defaults\n    balance leastconn  # defaults\n    stick-table type ip size 1m expire 30s store gpc0\n    server one 192.0.2.1:80 check\n    server two 192.0.2.2:80 backup",
    ],
    ["an ACL: its lines", "if a$0pi", "acl api path_beg /api\nacl api path_beg /v2"],
    [
      "a table: what it holds",
      "table a$0pp",
      "backend app\n    stick-table type ip size 1m expire 30s store gpc0",
    ],
    [
      "a variable: where it is set",
      "var(txn.t$0ier)]",
      "http-request set-var(txn.tier) str(gold) if api\nhttp-request set-var(txn.tier) str(none)",
    ],
    ["a server: its line", "use-server t$0wo", "server two 192.0.2.2:80 backup"],
    [
      "a frontend: where it listens and sends",
      "frontend w$0eb",
      "frontend web\n    mode http  # defaults\n    bind :80\n    default_backend app",
    ],
  ])("shows %s", (_, place, lines) => {
    expect(shown(place)).toContain(`~~~haproxy\n${lines}\n~~~`);
  });

  it("shows on a section's keyword what it takes over and does not say itself", () => {
    expect(shown("fron$0tend web")).toMatch(
      /^Takes over from `defaults base` \(`haproxy.cfg:1`\):\n\n~~~haproxy\nmode http\ntimeout connect 5s\nbalance leastconn\n~~~\n\n---/,
    );
  });

  it("shows on `defaults` for whom they hold", () => {
    expect(shown("def$0aults base")).toMatch(/^Taken over by `frontend web`, `backend app`\n/);
    expect(hover("haproxy", "def$0aults\n  mode http\n")?.markdown).toMatch(/^No section takes it over/);
  });

  it("says what an ACL of the daemon tests", () => {
    const found = hover("haproxy", "frontend f\n  http-request deny if METH_$0POST\n");
    expect(found?.markdown).toContain("defined by the daemon itself · `method POST`");
  });
});

describe("hover elsewhere", () => {
  it.each<[DialectId, string]>([
    ["keepalived", "# a com$0ment about priority\n"],
    ["keepalived", "vrrp_instance a {\n  \n$0\n}\n"],
    ["keepalived", "no_such_thi$0ng 5\n"],
    ["nginx", "events {} $0\n"],
    ["haproxy", "$0"],
  ])("in %s says nothing at %j", (dialect, text) => {
    expect(hover(dialect, text)).toBeUndefined();
  });
});

describe("a quantity in words", () => {
  it.each([
    ["1", "s", "1 second"],
    ["90", "s", "90 seconds (1.5 minutes)"],
    ["3600", "s", "3600 seconds (1 hour)"],
    ["500", "ms", "500 milliseconds"],
    ["1h30m", "s", "1 hour 30 minutes"],
    ["8k", "bytes", "8 KiB"],
    ["65536", "bytes", "65536 bytes (64 KiB)"],
    ["1.5", "s", "1.5 seconds"],
    ["3", "packets", "3 packets"],
  ])("%s in %s is %s", (text, unit, words) => {
    expect(quantityText(text, unit, "en")).toBe(words);
  });

  it.each([
    ["fast", "s"],
    ["5q", "s"],
    ["", "ms"],
  ])("%j in %s is none", (text, unit) => {
    expect(quantityText(text, unit, "en")).toBeUndefined();
  });
});
