/**
 * HAProxy's expressions line by line, against the real daemon: every converter on every type, every criterion with
 * every matching method and pattern, arguments right and wrong, and fetches at every place that takes an expression.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { haproxy } from "../../server/src/dialects/haproxy/haproxy.ts";
import { haproxyData } from "../../server/src/dialects/haproxy/tables.ts";
import { SourceFile } from "../../server/src/workspace/source-file.ts";

export interface Difference {
  readonly line: string;
  /** What the daemon said, or the messages of kalint. */
  readonly says: string;
}

export interface ExpressionAgreement {
  readonly lines: number;
  readonly falseRejects: readonly Difference[];
  readonly missed: readonly Difference[];
}

/** A value of each type. */
const values: Readonly<Record<string, string>> = {
  bool: "always_true",
  sint: "int(1)",
  addr: "src",
  ipv4: "ipv4(192.0.2.1)",
  ipv6: "ipv6(::1)",
  str: "str(a)",
  bin: "bin(00)",
  meth: "method",
  any: "var(txn.x)",
};
const methods = " found bool int ip bin len str beg sub dir dom end reg regm".split(" ");
const patterns = [
  ..." 1 5:9 9:5 192.0.2.1 192.0.2.0/24 192.0.2.1/33 ::1/64 ::1/129 00ff 0f0 a(b [a *a 0x10 1.2/16 : 5:".split(
    " ",
  ),
  "gt 5",
  "-- -1",
];
const written = [
  ..." 0 1 -1 -11 8 24 33 256 1x txn.x foo.bar txn.a-b 192.0.2.1 ::1 utf8 sha256 hex ms int32 gi x 1,2 us,1".split(
    " ",
  ),
  "1,x",
  "x,2",
  "txn.x,ifset",
  "x,txn.y",
];

/** `@` is the expression. What is refused for another reason in some section is left out there. */
const places: readonly (readonly [sections: string, line: string])[] = [
  ...["http-request", "http-response", "http-after-response"].flatMap((rules) =>
    ["set-var(txn.x) @", "set-header x %[@]", "sc-set-gpt0(0) @", "capture @ id 0"].map(
      (action): readonly [string, string] => ["frontend backend", `${rules} ${action}`],
    ),
  ),
  ["frontend backend", "http-request track-sc0 @ table app"],
  ["frontend backend", "http-request set-src @"],
  ["frontend backend", "http-request set-fc-mark @"],
  ["frontend backend", "http-request redirect location %[@]"],
  ["frontend backend", "http-request return status 200 content-type text/plain lf-string %[@]"],
  ["frontend", "tcp-request connection set-var(txn.x) @"],
  ["frontend", "tcp-request connection set-src @"],
  ["frontend", "tcp-request session set-var(txn.x) @"],
  ["frontend backend", "tcp-request content set-var(txn.x) @"],
  ["frontend backend", "tcp-request content set-priority-class @"],
  ["backend", "tcp-response content set-var(txn.x) @"],
  ["frontend", "use_backend %[@]"],
  ["frontend", "log-format %[@]"],
  ["frontend backend", "unique-id-format %[@]"],
  ["backend", "balance hash @"],
  ["backend", "server z 192.0.2.1:80 ssl verify none sni @"],
  ["backend", "http-check set-var(check.x) @"],
  ["backend", "http-check send uri-lf %[@]"],
  ["backend", "tcp-check send-lf %[@]"],
  ["frontend backend", "http-request deny if { @ -m found }"],
];

const before =
  "defaults\n    mode http\n    timeout client 1s\n    timeout connect 1s\n    timeout server 1s\n";
const after =
  "backend app\n    stick-table type string size 10 store gpc(2),gpt(2),conn_cnt\n    server one 192.0.2.1:8080\n";
const frontend =
  "frontend web\n    bind :8888\n    default_backend app\n    declare capture request len 9\n    declare capture response len 9\n";

/** ACL lines: the daemon names each that it refuses and goes on. */
function aclLines(target: string): string[] {
  const known = (scope: string) =>
    haproxyData.entries.filter((e) => e.in.includes(scope) && (e.versions?.includes(target) ?? true));
  // A map is a file of the machine, a table a matter of the whole configuration.
  const converters = known("converter").filter((e) => !/^(?:map|table_|in_table|debug)/.test(e.name));
  const fetches = known("fetch").filter((e) => !/<ref |<acl>/.test(e.args));
  const ofType = (type: string) => values[type] ?? "str(a)";
  return [
    ...converters.flatMap(({ name, args }) => {
      const input = haproxyData.converters[name]?.[0] ?? "any";
      const plain = { regsub: "(a,b)", word: "(1,x)", field: "(1,x)" }[name] ?? "";
      const onTypes = args === "" || plain !== "" || args.startsWith("[") ? Object.values(values) : [];
      return [
        ...onTypes.map((value) => `${value},${name}${plain} -m found`),
        ...(args === "" ? ["x"] : written).map((a) => `"${ofType(input)},${name}(${a})" -m found`),
      ];
    }),
    ...fetches.flatMap(({ name, args }) => [
      `${name} -m found`,
      ...(args === "" ? ["x"] : written).map((a) => `"${name}(${a})" -m found`),
    ]),
    ...Object.values(values).flatMap((value) =>
      methods.flatMap((m) => patterns.map((p) => `${value} ${m === "" ? "" : `-m ${m} `}${p}`)),
    ),
    ...Object.keys(haproxyData.aclKeywords)
      .filter((name) => name !== "http_auth_group")
      .flatMap((name) => patterns.map((p) => `${name} ${p}`)),
  ].map((line) => `acl a ${line.trimEnd()}`);
}

/** One fetch for each way in which its data can be there, at every place. */
function placedLines(target: string): { readonly section: string; readonly line: string }[] {
  const byColumns = new Map<string, string>();
  for (const { name, args, versions } of haproxyData.entries.filter((e) => e.in.includes("fetch"))) {
    const facts = haproxyData.fetches[name];
    if (facts === undefined || args !== "" || !(versions?.includes(target) ?? true)) continue;
    if (!/^(?:str|sint|bool)$/.test(facts[0])) continue;
    byColumns.set(facts[3]?.[target]?.[1] ?? facts[2], name);
  }
  return places.flatMap(([sections, line]) =>
    sections.split(" ").flatMap((section) =>
      [...byColumns.values(), "hdr(x)", "req.hdr(x)", "res.hdr(x)"].map((fetch) => ({
        section,
        line: line.replace("@", fetch),
      })),
    ),
  );
}

/** `root` is a root file system with the daemon in it. */
export function expressionAgreement(target: string, root = "/"): ExpressionAgreement {
  const folder = mkdtempSync(path.join(root, "tmp/kalint-"));
  const falseRejects: Difference[] = [];
  const missed: Difference[] = [];
  let lines = 0;
  const compare = (start: string, own: readonly string[], end: string) => {
    const text = `${start}${own.map((line) => `    ${line}\n`).join("")}${end}`;
    const first = start.split("\n").length;
    const theirs = refused(folder, root, text, own.length === 1 ? first : undefined);
    const file = new SourceFile("/haproxy.cfg", text, haproxy, target);
    const ours = new Map<number, string>();
    for (const { start: at, verdict, message } of file.checked.problems)
      if (verdict === "reject") ours.set(file.lines.position(at).line + 1, message);
    own.forEach((line, i) => {
      const said = theirs.get(first + i);
      if (said !== undefined && aboutMore.test(said)) return;
      lines++;
      const own = ours.get(first + i);
      if (own !== undefined && said === undefined) falseRejects.push({ line, says: own });
      if (own === undefined && said !== undefined) missed.push({ line, says: said });
    });
  };
  try {
    const acls = aclLines(target);
    for (let at = 0; at < acls.length; at += 40)
      compare(`${before}${frontend}`, acls.slice(at, at + 40), after);
    for (const { section, line } of placedLines(target))
      compare(`${before}${frontend}${section === "frontend" ? "" : "backend here\n"}`, [line], after);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { lines, falseRejects, missed };
}

/** Names that the host or another section knows, and what only shows once every line is right. */
const aboutMore = /not a valid IPv4 or IPv6|failed to open|unable to find|'quic-initial'/;

/** What the daemon says of each line that it refuses; what it says of others is said of the `only` one. */
function refused(
  folder: string,
  root: string,
  text: string,
  only: number | undefined,
): ReadonlyMap<number, string> {
  const file = path.join(folder, "haproxy.cfg");
  writeFileSync(file, text);
  const inside = `/${path.relative(root, file)}`;
  const { stderr, status } = spawnSync("chroot", [root, "timeout", "10", "haproxy", "-c", "-f", inside], {
    encoding: "latin1",
  });
  const found = new Map<number, string>();
  for (const [alert, line] of stderr.matchAll(/^\[ALERT\][^\n]*?\[[^\]\s]*:(\d+)\][^\n]*/gm))
    if (!found.has(Number(line))) found.set(Number(line), alert);
  if (only !== undefined && status === 1) found.set(only, found.get(only) ?? stderr);
  return found;
}
