import { describe, expect, it } from "vitest";
import { problems, said } from "./support.ts";

describe("values", () => {
  it.each([
    ["timeout client 5", []],
    ["timeout client 5s", []],
    ["timeout client 100us", []],
    ["timeout client 5S", ["invalid-value/not-a-duration reject"]],
    ["timeout client 1.5s", ["invalid-value/not-a-duration reject"]],
    ["timeout client s", ["invalid-value/not-a-duration reject"]],
    ["timeout client 10m5s", ["invalid-value/time-cut warn"]],
    ["timeout client 30d", ["value-out-of-range/above reject"]],
    ["timeout client", ["missing-argument/missing reject"]],
    ["timeout client 5 s", ["surplus-argument/surplus reject"]],
    ["maxconn abc", ["invalid-value/not-a-number silent"]],
    ["bind 80", ["invalid-value/missing-port reject"]],
    ["bind :80,:81", []],
    ["bind :80-70", ["invalid-value/port-range-order reject"]],
    ["bind :70000", ["invalid-value/port-out-of-range reject"]],
    ["bind :x", ["invalid-value/bad-port reject"]],
    ["bind :-80", ["invalid-value/port-offset reject"]],
    ["bind $ADDR:80", []],
    ["bind unix@/run/x.sock", []],
    ["bind /run/x.sock mode 600", []],
    ["bind udp@:53", ["invalid-value/datagram-address reject"]],
    ["bind fd@x", ["invalid-value/bad-descriptor reject"]],
    ["bind foo@1.2.3.4:80", ["unknown-value/unknown-entry reject"]],
    ["bind :80 nice 5 bogus", ["surplus-argument/unexpected reject"]],
    ["log 127.0.0.1 local8", ["unknown-value/unknown reject"]],
    ["log /dev/log local0 info", []],
    ["no log", []],
  ])("in a frontend, %s", (line, expected) => {
    expect(said("frontend", line)).toEqual(expected);
  });

  it.each([
    ["server a 192.0.2.1:80 check", []],
    ["server a 192.0.2.1:80-90", ["invalid-value/port-range reject"]],
    ["server a 192.0.2.1:+80", []],
    ["server a ::1:80", []],
    ["server a/b 192.0.2.1", ["invalid-value/name-character reject"]],
    ["server a 192.0.2.1:80 chekc", ["unknown-value/near reject"]],
    ["server a 192.0.2.1:80 weight", ["missing-argument/missing silent"]],
    ["balance roundrobbin", ["unknown-value/near reject"]],
    ["balance hdr(host)", []],
    ["balance hdr", ["surplus-argument/unexpected reject"]],
    ["option redispatch abc", ["invalid-value/not-a-number silent"]],
    ["stick-table type ip size 1m store gpc0,http_req_rate(10s)", []],
    ["stick-table type ip size 100kb", ["invalid-value/not-a-byte-size reject"]],
    ["stick-table type ip size 1m store gpc9", ["unknown-value/unknown-entry reject"]],
    ["bind :80", ["misplaced-directive/ignored warn"]],
  ])("in a backend, %s", (line, expected) => {
    expect(said("backend", line)).toEqual(expected);
  });
});

describe("expressions, formats and conditions", () => {
  it.each([
    ["http-request set-var(txn.a) req.hdr(host),lower", []],
    ["http-request set-var(txn.a) src ipmask(24)", []],
    ["http-request set-var(a) src", ["invalid-value/variable-scope reject"]],
    ["http-request set-var(txn.a-b) src", ["invalid-value/variable-characters reject"]],
    ["http-request set-var(txn.a) req.bdy", ["unknown-value/near-entry reject"]],
    ["http-request set-var(txn.a) src,lowr", ["unknown-value/near-entry reject"]],
    ["http-request set-var(txn.a) lua.mine(1),lua.other", []],
    ["http-request set-var(txn.a) str(a", ["invalid-value/unclosed-parenthesis reject"]],
    ["http-request set-var(txn.a) int(a)", ["invalid-value/not-a-number reject"]],
    ["http-request set-var(txn.a) str(a)b", ["invalid-value/text-behind-expression reject"]],
    ["http-request set-header X %[src,lower]", []],
    ['http-request set-header X "%[ src ]"', ["invalid-value/missing-fetch reject"]],
    ["http-request set-header X %[src", ["invalid-value/unclosed-expression reject"]],
    ["http-request set-header X 100%", ["invalid-value/lone-percent reject"]],
    ["http-request set-header X 100%%", []],
    ['http-request set-header X "%{+Q} r"', ["invalid-value/lone-format-flags reject"]],
    ["http-request set-header X %(a:sint)[src]", []],
    ["http-request set-header X %(a:int)[src]", ["invalid-value/not-a-format-type reject"]],
    ["http-request set-header X %(a.b)ci", ["invalid-value/name-character reject"]],
    ["http-request set-header X %[res.hdr(x)]", ["invalid-value/fetch-not-here reject"]],
    ["http-request deny if { res.hdr(x) a }", ["invalid-value/fetch-not-here warn"]],
    ["http-request set-var(txn.a) bin(00),ipmask(24)", ["invalid-value/converter-input reject"]],
    ["http-request set-var(txn.a) str(a),json(utf9)", ["unknown-value/near reject"]],
    ["http-request set-var(txn.a) str(a),word(1,)", ["invalid-value/empty-text reject"]],
    ["acl a var(txn.x) 1", ["invalid-value/needs-match-method reject"]],
    ["acl a bin(00) -m int 1", ["invalid-value/method-not-for-type reject"]],
    ["acl a dst_port http", ["invalid-value/not-a-number-pattern reject"]],
    ["acl a src 10.0.0.0/33", ["invalid-value/not-an-ip-pattern reject"]],
    ["acl a src web.example.org", []],
    ["acl a path_reg a(b", ["invalid-value/unclosed-group reject"]],
    ["http-request set-header X %bogus", ["unknown-value/unknown-entry reject"]],
    ["log-format %ci:%cp\\ %{+Q}r\\ %[capture.req.uri]", []],
    ["log-format %[path]", ["invalid-value/fetch-not-here reject"]],
    ["acl a path_beg -i /x", []],
    ["acl a path_bge /x", ["unknown-value/near-entry reject"]],
    ["acl a src -x 1", ["invalid-value/unknown-acl-flag reject"]],
    ["acl a hdr(host) -m foo x", ["invalid-value/unknown-match-method reject"]],
    ["acl a/b path /", ["invalid-value/name-character reject"]],
    ["http-request deny if { path / } !{ src 10.0.0.0/8 } or TRUE", []],
    ["http-request deny if { path /", ["invalid-value/unclosed-anonymous-acl reject"]],
    ["http-request deny if { no_such / }", ["unknown-value/unknown-entry reject"]],
    ["http-request deny foo", ["surplus-argument/unexpected reject"]],
    ["http-request dney", ["unknown-value/near reject"]],
    ["http-request lua.mine a b if TRUE", []],
    ["http-request deny if", []],
    ["use_backend %[req.hdr(host),lower]", []],
  ])("%s", (line, expected) => {
    expect(said("frontend", line)).toEqual(expected);
  });

  it("point at the part that is wrong, through quotes and escapes", () => {
    const text = "frontend f\n    http-request set-header X \"a\\ %[req.hdrr('x'),lower] b\"\n";
    expect(problems(text).map((p) => text.slice(p.start, p.end))).toEqual(["req.hdrr"]);
  });

  it("are silent about words that only the environment knows", () => {
    expect(said("frontend", 'http-request set-header X "%[\u0024{FETCH}]"')).toEqual([]);
  });
});

describe("versions", () => {
  it.each([
    ["frontend", "http-request set-var(txn.a) bytes_in", "2.6", ["unavailable-directive/newer reject"]],
    ["frontend", "http-request set-var(txn.a) bytes_in", "3.0", []],
    ["frontend", "option abortonclose", "3.0", ["misplaced-directive/ignored warn"]],
    ["frontend", "option abortonclose", "3.2", ["misplaced-directive/misplaced reject"]],
    ["frontend", "bind abnsz@x", "3.0", ["unavailable-directive/newer reject"]],
    ["frontend", "bind abnsz@x", "3.2", []],
    ["backend", "mode log", "2.6", ["unknown-value/unknown reject"]],
    ["backend", "mode log", "3.0", []],
    ["backend", "reqrep a b", "3.2", ["unavailable-directive/removed-use reject"]],
    ["global", "maxconn 10k", "2.6", ["invalid-value/not-a-number silent"]],
    ["global", "maxconn 10k", "3.2", ["invalid-value/not-a-number reject"]],
    ["global", "nbproc 2", "2.6", ["unavailable-directive/removed-use reject"]],
    ["frontend", "http-request track-sc5 src", "2.6", ["unavailable-directive/newer reject"]],
  ])("in a %s, %s for %s", (section, line, target, expected) => {
    expect(said(section, line, target)).toEqual(expected);
  });
});

describe("places", () => {
  it("tell defaults with a name from defaults without", () => {
    expect(problems("defaults\n    http-request deny\n").map((p) => p.message)).toEqual(["misplaced"]);
    expect(problems("defaults d\n    http-request deny\n")).toEqual([]);
    expect(problems("defaults d\ndefaults from d\n    http-request deny\n").map((p) => p.message)).toEqual([
      "misplaced",
    ]);
  });

  it("are not held against lines that a condition may skip", () => {
    expect(problems("global\n.if feature(X)\n    no-such-thing\n.endif\n")).toEqual([]);
    expect(
      problems(".if feature(X)\nfrontend f\n    no-such-thing\n.endif\nbackend b\n    nor-this\n").map(
        (p) => p.params.name,
      ),
    ).toEqual(["nor-this"]);
  });

  it.each([
    ["version_atleast(3.0)", ["2.6"]],
    ["!version_atleast(3.0)", ["3.0", "3.2"]],
    ["version_before(3)", ["3.0", "3.2"]],
    ["version_atleast(2.6.0)", []],
    ["version_atleast(2.6-dev1)", []],
    ["version_atleast(3.0.5)", ["2.6", "3.0"]],
    ["version_before(3.0.5)", ["3.0", "3.2"]],
    ["version_atleast(3.0) && version_before(3.1)", ["2.6", "3.2"]],
    ["version_before(3.0) || version_atleast(3.1)", ["3.0"]],
    ["version_atleast(3.0) && defined(X)", ["2.6", "3.0", "3.2"]],
    ["version_atleast(3.0) || defined(X)", ["2.6"]],
    ["!(version_atleast(3.0) && (0 || !1))", []],
    ["1 || 0 && 0", []],
    ["!!0x0a", []],
    ["-00", ["2.6", "3.0", "3.2"]],
    ["", ["2.6", "3.0", "3.2"]],
    ["feature(THREAD)", []],
    ["version_atleast(x)", ["2.6", "3.0", "3.2"]],
    ["nope(3.0)", ["2.6", "3.0", "3.2"]],
  ])("behind `.if %s` are held against no version but those that read them", (condition, silent) => {
    const text = `global\n.if ${condition}\n    no-such-thing\n.endif\n`;
    const quiet = ["2.6", "3.0", "3.2"].filter((target) =>
      problems(text, target).every(({ params }) => params.name !== "no-such-thing"),
    );
    expect(quiet).toEqual(silent);
  });

  it.each([
    [".if 1\n a\n.elif nope(\n b\n.else\n c\n.endif", ["a"]],
    [".if 0\n a\n.elif 1\n xb\n.else\n c\n.endif", ["xb"]],
    [".if 0\n a\n.elif 0\n b\n.else\n c\n.endif", ["c"]],
    [".if defined(X)\n a\n.elif nope(\n b\n.else\n c\n.endif", []],
    [".if defined(X)\n a\n.elif 1\n b\n.else\n c\n.endif", []],
    [".if 0\n.if nope(\n a\n.else\n b\n.endif\n.else\n c\n.endif", ["c"]],
    [".if 0\nbackend x\n a\n.endif\n xb", ["xb"]],
    [".if 0\nno a\n.b\n.endif\n c", ["c"]],
    ["no .if 0\n a", ["a"]],
  ])("of the branches of %j are held against the text where they are read", (lines, names) => {
    const found = problems(`global\n${lines}\n`).filter(({ kind }) => kind === "unknown-directive");
    expect(found.map(({ params }) => params.name)).toEqual(names);
  });

  it("are counted as repeated where they are surely read", () => {
    const twice = (condition: string) =>
      problems(`global\n zero-warning\n.if ${condition}\n pidfile /a\n.endif\n pidfile /b\n`).map(
        (p) => p.kind,
      );
    expect(twice("1")).toEqual(["duplicate-directive"]);
    expect(twice("defined(X)")).toEqual([]);
    expect(twice("0")).toEqual([]);
  });

  it("of a mistyped section are one finding", () => {
    expect(
      problems("global\n    maxconn 1\nfrontendd f\n    bogus\n    bind :80\n").map((p) => p.params.near),
    ).toEqual(["frontend"]);
  });
});
