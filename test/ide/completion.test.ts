import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { keepalived } from "../../server/src/dialects/keepalived/keepalived.ts";
import { usualIn } from "../../server/src/dialects/keepalived/usual.ts";
import { completionDoc, completionsAt } from "../../server/src/ide/completion.ts";
import type { Completion } from "../../server/src/ide/completion-item.ts";
import { blockSnippet } from "../../server/src/ide/snippet.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { marked } from "./support.ts";

function complete(dialect: DialectId, text: string, targets: Record<string, string> = {}, trigger?: string) {
  const { snapshot, file, offset } = marked(dialect, text, targets);
  const found = completionsAt(snapshot, file, offset, trigger === undefined ? {} : { trigger });
  return { file, found, labels: found.map((c) => c.label) };
}

function named(found: readonly Completion[], label: string): Completion {
  const completion = found.find((c) => c.label === label);
  if (completion === undefined)
    throw new Error(`${label} is not offered, but ${found.map((c) => c.label).join(" ")}`);
  return completion;
}

/** The text after a completion was taken, with `$0` where the snippet says. */
function taken(dialect: DialectId, text: string, label: string): string {
  const { file, found } = complete(dialect, text);
  const { insert, replaceSpan } = named(found, label);
  return applyEdits(file.text, [{ span: replaceSpan, text: insert }]);
}

/** A place to fill in, as snippets write it. */
const place = (index: number, text: string) => `\${${index}:${text}}`;

const proxy = (body: string) => `frontend web\n  bind :80\n${body}\nbackend app\n  server s1 10.0.0.1:80\n`;
const http = (body: string) => `events {}\nhttp {\n${body}\n}\n`;

describe("completion of directives", () => {
  it("offers those of the block around the cursor", () => {
    const { labels } = complete("keepalived", "vrrp_instance VI_1 {\n  $0\n}\n");
    expect(labels).toContain("virtual_router_id");
    expect(labels).not.toContain("vrrp_instance");
    expect(labels).not.toContain("auth_pass");
  });

  it("offers those of the file outside of all blocks", () => {
    const { labels } = complete("keepalived", "vrrp_instance VI_1 {\n}\n$0");
    expect(labels).toContain("vrrp_script");
    expect(labels).not.toContain("virtual_router_id");
  });

  it("puts first what is mostly written there", () => {
    expect(complete("keepalived", "$0").labels.slice(0, 3)).toEqual([
      "global_defs",
      "vrrp_script",
      "vrrp_instance",
    ]);
    expect(complete("keepalived", "vrrp_instance VI_1 {\n  $0\n}\n").labels.slice(0, 2)).toEqual([
      "state",
      "interface",
    ]);
  });

  it("puts nothing first that the block does not take", () => {
    const { catalogue } = complete("keepalived", "$0").file.checked;
    const scopes = new Set(keepalived.data().entries.flatMap((entry) => entry.in));
    const strangers = [...scopes].flatMap((scope) =>
      usualIn(scope).filter((name) => !catalogue.entriesIn(scope).some((entry) => entry.name === name)),
    );
    expect(strangers).toEqual([]);
  });

  it("offers nothing in the value of a variable: the line's end would take it", () => {
    expect(complete("keepalived", "$VIP=192.0.2.5$0").labels).toEqual([]);
    expect(complete("keepalived", "$VIP=$0", {}, "=").labels).toEqual([]);
  });

  it("works behind a brace on its line", () => {
    expect(complete("keepalived", "vrrp_instance VI_1 { $0\n").labels).toContain("priority");
  });

  it("works behind a statement on its line", () => {
    expect(complete("nginx", http("server { listen 80; $0 }")).labels).toContain("server_name");
  });

  it("offers nothing in a comment", () => {
    expect(complete("keepalived", "vrrp_instance VI_1 {\n  # pri$0\n}\n").labels).toEqual([]);
    expect(complete("haproxy", "backend app # a comm$0").labels).toEqual([]);
  });

  it("offers nothing in a block that nobody knows", () => {
    expect(complete("keepalived", "no_such_block {\n  $0\n}\n").labels).toEqual([]);
  });

  it("knows the sections in an empty file, and writes them without braces", () => {
    expect(taken("haproxy", "userl$0", "userlist")).toBe(`userlist ${place(1, "name")}\n\t$0`);
    expect(taken("haproxy", "$0", "global")).toBe("global\n\t$0");
  });

  it("offers a section's directives first and the next section behind them", () => {
    const { labels } = complete("haproxy", "backend app\n  server s1 10.0.0.1:80\n\n$0");
    expect(labels).toContain("balance");
    expect(labels).toContain("frontend");
    expect(labels.indexOf("balance")).toBeLessThan(labels.indexOf("frontend"));
  });

  it("writes blocks with braces and a place for the name", () => {
    expect(taken("keepalived", "vrrp_ins$0", "vrrp_instance")).toContain(
      `vrrp_instance ${place(1, "VI_1")} {\n\tstate BACKUP\n`,
    );
    expect(taken("nginx", http("$0"), "split_clients")).toContain("{\n\t$0\n}");
  });

  it("counts the name of a new block on", () => {
    const text = "vrrp_instance VI_1 {\n}\nvrrp_instance VI_2 {\n}\nvrrp_in$0";
    expect(taken("keepalived", text, "vrrp_instance")).toContain(`vrrp_instance ${place(1, "VI_3")} {`);
  });

  it("begins a block of several ways with the one that begins with a value", () => {
    const entry = { name: "server", in: ["root"], args: "group <any> | <address> <port>", opens: "server" };
    const style = { braces: true, terminator: "" };
    expect(blockSnippet(entry, style, ({ type }) => type)).toBe(
      `server ${place(1, "address")} ${place(2, "port")} {\n\t$0\n}`,
    );
  });

  it("ends a statement with its mark where the dialect has one", () => {
    expect(taken("nginx", http("  server { serv$0 }"), "server_name")).toContain(
      "server { server_name $0; }",
    );
    expect(taken("nginx", http("  server { ht$0; }"), "http2")).toContain("server { http2; }");
  });

  it("replaces the whole word when the cursor stands in its middle", () => {
    expect(
      taken("keepalived", "vrrp_instance VI_1 {\n  virtual_$0route 51\n}\n", "virtual_router_id"),
    ).toContain("\n  virtual_router_id 51\n");
  });

  it("keeps words with a hyphen or a dot whole", () => {
    const { file, found } = complete("haproxy", "backend app\n  http-re$0q\n");
    const { insertSpan, replaceSpan } = named(found, "http-request");
    expect(file.text.slice(insertSpan.start, insertSpan.end)).toBe("http-re");
    expect(file.text.slice(replaceSpan.start, replaceSpan.end)).toBe("http-req");
  });

  it("goes on with names of several words", () => {
    const { labels } = complete("haproxy", "backend app\n  timeout con$0\n");
    expect(labels).toContain("connect");
    expect(taken("haproxy", "backend app\n  timeout con$0\n", "connect")).toBe(
      "backend app\n  timeout connect\n",
    );
  });

  it("offers a name of several words whole at its beginning", () => {
    expect(complete("haproxy", "backend app\n  tim$0\n").labels).toContain("timeout connect");
  });

  it("replaces all words of a name of several", () => {
    const text = "backend app\n  time$0out connect 5s\n";
    expect(taken("haproxy", text, "timeout server")).toBe("backend app\n  timeout server 5s\n");
  });

  it("leaves out what the target version does not have", () => {
    const text = "vrrp_instance VI_1 {\n  $0\n}\n";
    expect(complete("keepalived", text, { keepalived: "2.3" }).labels).toContain("timer_expired_backup");
    expect(complete("keepalived", text, { keepalived: "2.2" }).labels).not.toContain("timer_expired_backup");
  });

  it("marks deprecated ones and puts them last", () => {
    const { found } = complete("keepalived", "vrrp_instance VI_1 {\n  $0\n}\n");
    expect(named(found, "lvs_sync_daemon_interface").deprecated).toBe(true);
    expect(named(found, "priority").deprecated).toBe(false);
    expect(found.findIndex((c) => c.deprecated)).toBeGreaterThan(
      found.findLastIndex((c) => c.label === "priority"),
    );
  });

  it("leaves out what may not be given twice and is there", () => {
    const text = "vrrp_sync_group G {\n  group {\n    a\n  }\n  $0\n}\n";
    expect(complete("keepalived", text).labels).not.toContain("group");
    expect(complete("keepalived", "vrrp_sync_group G {\n  $0\n}\n").labels).toContain("group");
  });

  it("takes a line behind a forgotten semicolon for a new statement", () => {
    expect(complete("nginx", http("server {\n  listen 80\n  serv$0\n}")).labels).toContain("server_name");
  });

  it("does not answer a blank that is typed to indent", () => {
    expect(complete("keepalived", "vrrp_instance VI_1 {\n $0\n}\n", {}, " ").labels).toEqual([]);
  });
});

describe("completion of arguments", () => {
  it("offers the words of a choice", () => {
    expect(complete("keepalived", "vrrp_instance VI_1 {\n  state $0\n}\n").labels).toEqual([
      "MASTER",
      "BACKUP",
    ]);
    expect(complete("nginx", http("  gzip $0;")).labels).toEqual(["on", "off"]);
  });

  it("offers them in an unfinished line before another", () => {
    const { labels } = complete("keepalived", "vrrp_instance VI_1 {\n  state $0\n  priority 100\n}\n");
    expect(labels).toEqual(["MASTER", "BACKUP"]);
  });

  it("answers a blank behind a directive", () => {
    const text = "vrrp_instance VI_1 {\n  state $0\n}\n";
    expect(complete("keepalived", text, {}, " ").labels).toEqual(["MASTER", "BACKUP"]);
  });

  it("offers the samples of a value type", () => {
    const text = "vrrp_instance VI_1 {\n  authentication {\n    auth_type $0\n  }\n}\n";
    expect(complete("keepalived", text).labels).toEqual(["PASS", "AH"]);
  });

  it("offers names that are defined elsewhere, with their place", () => {
    const text =
      "vrrp_script chk_web {\n  script /bin/true\n}\nvrrp_instance VI_1 {\n  track_script {\n    $0\n  }\n}\n";
    const { found } = complete("keepalived", text);
    expect(found[0]).toMatchObject({
      label: "chk_web",
      kind: "name",
      detail: "vrrp script, defined at keepalived.conf:1",
    });
  });

  it("offers names from other files that are read together", () => {
    const text =
      "//- /etc/nginx/nginx.conf\nevents {}\nhttp {\n  include conf.d/*.conf;\n  server {\n    location / {\n      proxy_pass http://$0;\n    }\n  }\n}\n" +
      "//- /etc/nginx/conf.d/app.conf\nupstream app {\n  server 10.0.0.1;\n}\n";
    expect(named(complete("nginx", text).found, "app").detail).toBe("upstream, defined at app.conf:1");
  });

  it("puts a name behind what the word begins with", () => {
    const text = http("upstream app { server 10.0.0.1; }\nserver { location / { proxy_pass http://a$0; } }");
    expect(taken("nginx", text, "app")).toContain("proxy_pass http://app;");
  });

  it.each([
    "try_files $uri $0;",
    "try_files $uri @$0;",
    "try_files $uri ba$0;",
    "error_page 404 $0;",
    "error_page 500 502 = @$0;",
  ])("offers named locations of the server, with and without the mark: %s", (line) => {
    const text = http(
      `server { location / { ${line} } location @back { root /srv; } } server { location @other { root /; } }`,
    );
    const { labels } = complete("nginx", text);
    expect(labels.filter((label) => label.startsWith("@"))).toEqual(["@back"]);
    expect(taken("nginx", text, "@back")).toContain(`${/^.* (?=\S*$)/.exec(line)?.[0]}@back; }`);
  });

  it("offers ACLs of the same section only", () => {
    const text = `${proxy("  acl is_api path_beg /api\n  use_backend app if $0")}\nfrontend other\n  acl is_other path /x\n`;
    const { labels } = complete("haproxy", text);
    expect(labels).toContain("is_api");
    expect(labels).not.toContain("is_other");
  });

  it("offers ACLs behind a negation and another condition", () => {
    const text = proxy(
      "  acl is_api path_beg /api\n  acl is_web path /\n  use_backend app if is_web !is_a$0",
    );
    expect(taken("haproxy", text, "is_api")).toContain("if is_web !is_api\n");
  });

  it("offers backends to a frontend", () => {
    const { found } = complete("haproxy", proxy("  default_backend $0"));
    expect(found.filter((c) => c.kind === "name").map((c) => c.label)).toEqual(["app"]);
  });

  describe("in haproxy.cfg", () => {
    const config = (line: string) =>
      `frontend web\n  mode http\n${line}\nbackend app\n  stick-table type ip size 1k store gpc0\n  server one 192.0.2.1:80\n` +
      "backend other\n  server two 192.0.2.2:80\npeers lbs\n  table hits type ip size 1k store gpc0\n";
    const names = (text: string) =>
      complete("haproxy", text)
        .found.filter((c) => c.kind === "name")
        .map((c) => c.label);

    it.each([
      ["servers of the same backend", "backend app\n  server one 192.0.2.1:80\n  use-server $0\n", ["one"]],
      ["where a server may be looked for", config("  acl up srv_is_up($0)"), ["app/", "other/"]],
      ["servers of a backend that is written", config("  acl up srv_is_up(other/$0)"), ["two"]],
      ["tables and where others are", config("  http-request track-sc0 src table $0"), ["app", "lbs/"]],
      ["tables of peers that are written", config("  http-request track-sc0 src table lbs/h$0"), ["hits"]],
      ["backends in an argument", config("  acl up nbsrv($0) gt 1"), ["app", "other"]],
      [
        "variables in an argument",
        config("  http-request set-var(txn.tier) src\n  http-request set-header X %[var($0)]"),
        ["txn.tier"],
      ],
    ])("offers %s", (_, text, expected) => {
      expect(names(text)).toEqual(expected);
    });

    it("offers ACLs of the section and of the daemon", () => {
      const offered = names(config("  acl api path_beg /api\n  http-request deny if $0"));
      expect(offered).toEqual(expect.arrayContaining(["api", "METH_GET", "TRUE"]));
      expect(offered[0]).toBe("api");
    });

    it("leaves out what does nothing in the mode of the proxy, by whatever line says it", () => {
      const at = (mode: string, section = "frontend web\n") =>
        complete("haproxy", `${section}  mode ${mode}\n  $0\n`).labels;
      expect(at("http")).toEqual(
        expect.arrayContaining(["http-request", "option forwardfor", "tcp-request content"]),
      );
      expect(at("tcp")).toContain("tcp-request content");
      for (const label of ["http-request", "option forwardfor", "cookie"])
        expect(at("tcp")).not.toContain(label);
      const inherited = complete("haproxy", "defaults\n  mode tcp\nfrontend web\n  $0\n").labels;
      expect(inherited).not.toContain("http-request");
      expect(complete("haproxy", "frontend web\n  $0\n").labels).toContain("http-request");
    });
  });

  it("offers the options of a directive that are left", () => {
    const { labels } = complete("haproxy", "backend app\n  server s1 10.0.0.1:80 check $0\n");
    expect(labels).toContain("inter");
    expect(labels).toContain("backup");
    expect(labels).not.toContain("include");
  });

  it("offers options that end in an equals sign as they are written", () => {
    const text = http("upstream app { server 10.0.0.1 $0; }");
    expect(taken("nginx", text, "max_fails=")).toContain("server 10.0.0.1 max_fails=;");
  });

  it("offers values behind the equals sign of an option", () => {
    const text = http("server { listen 80 ipv6only=$0; }");
    expect(complete("nginx", text).labels).toEqual(["on", "off"]);
    expect(taken("nginx", text, "on")).toContain("listen 80 ipv6only=on;");
  });

  it("offers the daemon's own variables inside a text, behind the dollar sign", () => {
    const text = http('server { location / { proxy_set_header X "a-$remote_$0"; } }');
    expect(taken("nginx", text, "remote_addr")).toContain('"a-$remote_addr";');
  });

  it("leaves what stands behind a variable in its text", () => {
    const text = http('server { location / { proxy_set_header X "a-$rem$0ote-$uri"; } }');
    expect(taken("nginx", text, "remote_addr")).toContain('"a-$remote_addr-$uri";');
  });

  it("leaves what stands behind a name in its word", () => {
    const text = http(
      "upstream app { server 10.0.0.1; }\nserver { location / { proxy_pass http://a$0/path; } }",
    );
    expect(taken("nginx", text, "app")).toContain("proxy_pass http://app/path;");
  });

  it("offers fetches and converters inside an expression", () => {
    const text = proxy("  http-request set-header X %[sr$0,lower]");
    expect(taken("haproxy", text, "src_port")).toContain("X %[src_port,lower]");
    expect(taken("haproxy", proxy("  http-request set-header X %[src,lo$0]"), "lower")).toContain(
      "X %[src,lower]",
    );
  });

  it("offers criteria to an ACL", () => {
    expect(complete("haproxy", proxy("  acl api path_$0")).labels).toContain("path_beg");
  });

  it("offers variables that the file sets before the daemon's own", () => {
    const text = http("server { set $mine 1; location / { proxy_set_header X $m$0; } }");
    expect(complete("nginx", text).labels[0]).toBe("mine");
  });

  it("offers variables of http in http only", () => {
    const { labels } = complete("nginx", "events {}\nstream { server { proxy_pass $x$0; } }\n");
    expect(labels).not.toContain("http_");
  });

  it("offers nothing where a number is free", () => {
    expect(complete("keepalived", "vrrp_instance VI_1 {\n  priority $0\n}\n").labels).toEqual([]);
  });
});

describe("the explanation of a completion", () => {
  it("is there for a directive", () => {
    const { file, found } = complete("keepalived", "vrrp_instance VI_1 {\n  adv$0\n}\n");
    const { entry } = named(found, "advert_int");
    expect(entry && completionDoc(file, entry)).toMatch(/advertisements.*advert_int <decimal/s);
  });

  it("is there for an option", () => {
    const { file, found } = complete("haproxy", "backend app\n  server s1 10.0.0.1:80 $0\n");
    const { entry } = named(found, "inter");
    expect(entry && completionDoc(file, entry)).toContain("inter <time ≥ 1>");
  });

  it("is there for a variable of the daemon", () => {
    const { file, found } = complete("nginx", http("server { return 200 $ho$0; }"));
    const { entry } = named(found, "host");
    expect(entry && completionDoc(file, entry)).toMatch(/^variable `host`, .*\n\nName of the site/);
  });
});

describe("parts of a HAProxy expression", () => {
  const line = (text: string) => complete("haproxy", `frontend web\n  ${text}\n`).labels;

  it("are fetches that have data at the place", () => {
    const requests = line("http-request set-var(txn.a) $0");
    expect(requests).toEqual(expect.arrayContaining(["src", "req.hdr"]));
    expect(requests).not.toContain("res.hdr");
    expect(line("http-response set-header x %[$0]")).toContain("res.hdr");
  });

  it("are converters that take the type before the comma", () => {
    const ofBytes = line("http-request set-var(txn.a) req.body,$0");
    expect(ofBytes).toContain("sha1");
    expect(ofBytes).not.toContain("ipmask");
    expect(line("http-request set-var(txn.a) src,$0")).toContain("ipmask");
  });
});
