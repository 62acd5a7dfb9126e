// biome-ignore-all lint/suspicious/noTemplateCurlyInString: keepalived writes its variables like that.
/** How the installed keepalived reads lines, braces, variables, conditions and includes, and how kalint does: both must agree. */
import { describe, expect, it } from "vitest";
import { lint } from "../../server/src/lint/lint.ts";
import { defaultConfig } from "../../server/src/workspace/config.ts";
import { daemonVerdict, installedTarget } from "../support/daemons.ts";
import { snapshotOf } from "../support/lint-text.ts";
import { refusals } from "./refusals.ts";

const target = installedTarget("keepalived", "the syntax of keepalived on the real daemon");

const globals = "global_defs {\nenable_script_security\nscript_user root\n}\n";
const rest = "virtual_router_id 5\nvirtual_ipaddress {\n192.0.2.100/24\n}\n";
const script = "script /usr/bin/true\n";
const long = (bytes: number) => `#${"-".repeat(bytes - 1)}`;

const inInstance = [
  // lines and words
  "priority\t100\r",
  "priority\u00a0100",
  "  priority\f100",
  "priority 100!x",
  "priority 100#x",
  "priority 100\\#x",
  "auth_pass a\\#b",
  "priority '100'",
  'priority"100"',
  'priority "1""2"',
  'priority ""',
  'priority "100',
  'priority "10\\"0"',
  '"priority" "100"',
  "priority \\\n100",
  "PRIORITY 100",
  "priority +100",
  "priority 0100",
  "# priority x",
  "! priority x",
  "// priority",
  "é",
  "# é",
  "state BACKUP priority x",
  "priority 100;",
  "priority=100",
  // braces
  "authentication\n{\nauth_type PASS\nauth_pass x\n}",
  "authentication\n# text\n\n{\nauth_type PASS\nauth_pass x\n}",
  "authentication{\nauth_type PASS\nauth_pass x\n}",
  "authentication { auth_type PASS\nauth_pass x }",
  "authentication { auth_type PASS auth_pass x }",
  "authentication {\nauth_type PASS\nauth_pass x",
  "authentication {\nauth_type PASS\nauth_pass x\n}}",
  "authentication {\nauth_type PASS\nauth_pass x\n} }",
  "track_interface { eth1 }",
  "track_interface { eth1 weight 10 }",
  "track_interface { eth1 eth0 }",
  "priority 100 {",
  "priority {",
  "{",
  "priority 100 }",
  "foo {\npriority 100\n}",
  'notify_master "/usr/bin/true {"',
  'notify_master "/usr/bin/true" "{" x',
  "virtual_ipaddress_excluded { 192.0.2.101 192.0.2.102 }",
  "virtual_ipaddress_excluded {\n192.0.2.101}",
  // variables
  "$X=90\npriority $X",
  "$X= 90\npriority $X",
  "$X =90\npriority $X",
  "$X=90 # text\npriority $X#x",
  "$X=9\n$Y=${X}0\npriority $Y",
  "$Y=${X}0\n$X=9\npriority $Y",
  "$X=x\n$X=90\npriority $X",
  "$X=90\npriority ${X}",
  '$X=90\npriority "${X}"',
  "$X=90\n$Y=$X\npriority $Y",
  "$X=90 }\npriority 90",
  "$X=90\n priority 9$X",
  "$X=0\npriority 9$X",
  '$X=" 90"\npriority $X',
  "$X=priority 90\n$X",
  "$X=priority 90 \\\nadvert_int 2\n$X",
  "$X=a \\\n\npriority x",
  "$X=a \\\n  \npriority x",
  "$X=a \\\n# text\npriority x",
  "~SEQ(N, 90, 91) priority $N",
  "~LST(N, 90, 91) priority ${N}",
  "virtual_ipaddress_excluded {\n~SEQ(N, 11, 13) 192.0.2.${N}\n}",
  'notify_master "/usr/bin/true ${_PWD} ${_INSTANCE}"',
  'notify_master "/usr/bin/true a${_HASH}b"',
  // conditions without an id
  "@^a priority 100",
  "@ priority x",
  // long lines
  long(1023),
  long(1024),
  `${long(1023)}# more`,
  `${long(1023)}   `,
  `${long(1023)}priority 90`,
  `${long(1023)}priority x`,
  `${long(1023)}}`,
  `${long(1022)}é`,
  `priority ${" ".repeat(1014)}90`,
  `priority ${" ".repeat(1020)}90`,
];

const wholeTexts: readonly (readonly [what: string, text: string])[] = [
  ["a byte order mark", `\ufeff${globals}`],
  ["Windows line ends", `${globals}vrrp_instance V1 {\ninterface eth0\n${rest}}\n`.replaceAll("\n", "\r\n")],
  ["no line end at the end", `${globals}vrrp_script a {\n${script}}`],
  ["two blocks on a line", `${globals}vrrp_script a {\n${script}} vrrp_script b {\n${script}}\n`],
  ["a brace too many", `${globals}}\n`],
  ["a brace too few", `${globals}vrrp_script a {\n${script}`],
  ["a lone pair of braces", `${globals}{\n}\n`],
  ["a block on one line", `${globals}vrrp_script a { script /usr/bin/true }\n`],
  ["a block without a name", `${globals}vrrp_instance {\ninterface eth0\n${rest}}\n`],
  ["a script that is made by a variable", `$S=vrrp_script a { \\\n${script.trim()} \\\n}\n${globals}$S\n`],
  ["a variable for a name", `$N=a\n${globals}vrrp_script $N {\n${script}}\n`],
];

/** With the id `a`. */
const conditional = [
  "@a priority x",
  "@b priority x",
  "@^a priority x",
  "@^b priority x",
  "@ priority x",
  "@^ priority x",
  "  @a\tpriority x",
  "@ab priority x",
  "@a{ priority x",
  "@a @b priority x",
  "@a @a priority 100",
  "@a $X=100\n@b $X=x\npriority $X",
  "@b track_interface {\n@b foo\n@b }",
  "track_interface {\neth1\n@b }\n@a }",
  "track_interface { @b eth1 }\n}",
  "track_interface { @a eth1 }",
  "$X=priority 100\\\n@b bar\\\nadvert_int 2\n$X",
  "$X=priority 100\\\n@b advert_int x\n\n$X",
  "$X=priority 100\\\n@a advert_int 2\n$X",
  "@a include other",
  "@b include other",
  "$X=priority 100\\\n@b bar\nfoo",
  "$X=priority 100\\\n@b bar\\\nfoo",
  `@b ${" ".repeat(1018)} priority x`,
  `${long(1023)}@b priority x`,
  `${long(1023)}@a priority x`,
];

const withFiles: readonly (readonly [what: string, files: Readonly<Record<string, string>>])[] = [
  [
    "a part of an instance",
    { "keepalived.conf": `vrrp_instance V1 {\ninterface eth0\ninclude rest\n}\n`, rest },
  ],
  [
    "a wrong value",
    { "keepalived.conf": "include a\n", a: "vrrp_instance V1 {\ninterface eth0\npriority x\n}\n" },
  ],
  [
    "a directive at a wrong place",
    { "keepalived.conf": `vrrp_script a {\n${script}include b\n}\n`, b: "priority 100\n" },
  ],
  [
    "a file beside the including one",
    {
      "keepalived.conf": `vrrp_script a {\ninclude d/a\n}\n`,
      "d/a": "include b\n",
      "d/b": script,
      b: "priority\n",
    },
  ],
  [
    "alternatives in braces",
    { "keepalived.conf": `vrrp_script a {\n${script}include {x,y/z}.conf\n}\n`, "y/z.conf": "weight x\n" },
  ],
  ["a wildcard", { "keepalived.conf": "include *.conf.d/[!b].conf\n", "k.conf.d/a.conf": "foo\n" }],
  ["a wildcard that passes a file by", { "keepalived.conf": "include d/[!a].conf\n", "d/a.conf": "foo\n" }],
  ["a hidden file", { "keepalived.conf": "include d/*\n", "d/.a": "foo\n" }],
  ["quotes", { "keepalived.conf": 'include "a"\n', a: "foo\n" }],
  ["blanks in a name", { "keepalived.conf": "include a b\n", a: "foo\n", b: "foo\n" }],
  ["a comment behind", { "keepalived.conf": "include a#b\n", a: "foo\n" }],
  ["a variable", { "keepalived.conf": "$D=d\ninclude ${D}/a\n", "d/a": "foo\n" }],
  ["a variable that is not put in", { "keepalived.conf": "$D=d\ninclude $D/a\n", "d/a": "foo\n" }],
  ["an unknown letter", { "keepalived.conf": "includez a\n", a: "" }],
  ["itself", { "keepalived.conf": `include keepalived.conf\nvrrp_script a {\n${script}}\n` }],
  [
    "a closing brace",
    { "keepalived.conf": `vrrp_instance V1 {\ninterface eth0\ninclude tail\n`, tail: `${rest}}\n` },
  ],
  [
    "an opening brace",
    { "keepalived.conf": `include head\n${rest}}\n`, head: "vrrp_instance V1 {\ninterface eth0\n" },
  ],
  [
    "a brace that is too many",
    { "keepalived.conf": `include tail\n`, tail: `vrrp_instance V1 {\ninterface eth0\n${rest}}\n}\n` },
  ],
  [
    "variables of its includer",
    { "keepalived.conf": "$S=/usr/bin/true\ninclude a\n", a: "vrrp_script a {\nscript $S\nweight 5\n}\n" },
  ],
  [
    "another value for a variable",
    {
      "keepalived.conf": `$W=x\ninclude a\nvrrp_script a {\n${script}weight $W\n}\n`,
      a: "$W=5\n",
    },
  ],
];

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly id?: string;
}

function agree(text: string, { files = {}, id }: Given = {}): void {
  const texts = Object.entries({ ...files, "keepalived.conf": text });
  const snapshot = snapshotOf(
    texts.map(([name, own]) => ({ path: `/k/${name}`, text: own, dialect: "keepalived" })),
    {
      ...defaultConfig,
      targets: { keepalived: target ?? "" },
      ...(id === undefined ? {} : { keepalived: { configId: id } }),
    },
  );
  const unit = snapshot.units.find(({ files: [main] }) => main?.path === "/k/keepalived.conf");
  const ours = refusals(lint(snapshot, unit?.files ?? []));
  const verdict = daemonVerdict("keepalived", text, { files, ...(id === undefined ? {} : { id }) });
  const names = ours.map((f) => `${f.file.path} ${f.rule.name}`).join(", ");
  expect(ours.length > 0, `kalint: ${names || "accepts"}\ndaemon: ${verdict.says.slice(0, 2000)}`).toBe(
    verdict.rejects,
  );
}

function inV1(lines: string): string {
  return `${globals}vrrp_instance V1 {\ninterface eth0\n${rest}${lines}\n}\n`;
}

describe.skipIf(target === undefined)("the installed keepalived agrees", () => {
  it.each(inInstance)("on %j", (lines) => {
    agree(inV1(lines));
  });

  it.each(wholeTexts)("on %s", (_, text) => {
    agree(text);
  });

  it.each(conditional)("with an id on %j", (lines) => {
    agree(inV1(lines), { id: "a", files: { other: "priority x\n" } });
  });

  it.each(withFiles)("on an include of %s", (_, files) => {
    const { "keepalived.conf": main = "", ...others } = files;
    agree(globals + main, { files: others });
  });
});
