/** keepalived reads the same before and after formatting: messages of the check run, exit code, dumped configuration. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { formatEdits } from "../../server/src/ide/format.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { snapshotOf } from "../support/lint-text.ts";
import { repository, shared } from "../support/shared.ts";
import { readingOf, readingProblem } from "./keepalived-dump.ts";

const problem = readingProblem();
if (problem !== undefined) console.warn(`SKIPPED keepalived before and after formatting: ${problem}`);

function formatted(text: string): string {
  const at = "/etc/keepalived/keepalived.conf";
  const file = snapshotOf([{ path: at, text, dialect: "keepalived" }]).files.get(at);
  if (file === undefined) throw new Error("no file");
  return applyEdits(text, formatEdits(file));
}

/** The same configuration as somebody in a hurry would leave it: no indent, braces where they do not belong. */
function ugly(text: string): string {
  return text
    .replace(/^[ \t]+/gm, "")
    .replace(/\n+(?=[}\w])/g, "\n \n")
    .replace(
      /(?<=^(?![@~$#!])[^#!"$\n]*)[ \t]*\{[ \t]*\n\s*(?![@~$#!]|include)(?=\w)/gm,
      (_, offset: number) => (offset % 3 === 0 ? "\n\n\t{ " : "{ "),
    )
    .replace(/(?<=^(?![@~$#!])[^#!"$\n]*)\n\s*\}/gm, (_, offset: number) =>
      offset % 2 === 0 ? " }" : "\n\n     }",
    )
    .replace(/\}\s*\n(?=\w)/g, "} ");
}

/** Every how manieth real file is made ugly too. */
const roughStep = 4;

const roots = [
  path.join(repository, "examples"),
  ...["keepalived", "keepalived-clusters", "seeds"].flatMap(
    (name) => shared(`corpus/${name}`, "keepalived before and after formatting real files") ?? [],
  ),
];

interface Sample {
  readonly name: string;
  readonly before: string;
  /** What names the interfaces and scripts that are there. */
  readonly surroundings: string;
}

const real: readonly Sample[] = roots.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => /keepalived[^/]*$/i.test(name) && /conf/.test(name))
    .map((name) => {
      const text = readFileSync(path.join(root, name), "utf8");
      return { name: path.join(path.basename(root), name), before: text, surroundings: text };
    }),
);

const rough: readonly Sample[] = real
  .filter((_, index) => index % roughStep === 0)
  .map(({ name, before }) => ({ name: `${name}, made ugly`, before: ugly(before), surroundings: before }));

const made: readonly Sample[] = [
  "vrrp_instance V1 { state BACKUP\ninterface eth0\nvirtual_router_id 51\nvirtual_ipaddress{192.0.2.9}track_interface\n{\neth0 weight 5}}",
  "$P=101\n\t$A=192.0.2.9 \\\n   192.0.2.8\nvrrp_instance V1\n\n\n{interface eth0\n$R=52\nvirtual_router_id $R \npriority ${P}\nvirtual_ipaddress { $A }\nvirtual_ipaddress_excluded {\n$A \n}\n}",
  "vrrp_instance V1 {\ninterface eth0\n@x virtual_router_id 9\n  @^x virtual_router_id 8\nvirtual_routes { src 192.0.2.1 to 198.51.100.0/24 via 192.0.2.2 dev eth0\n~SEQ(I, 5, 7) 203.0.113.${I}/32 via 192.0.2.2 dev eth0\n}\n}",
  'vrrp_sync_group G { group { V1 V2 } }vrrp_instance V1{interface eth0\nvirtual_router_id 1\nauthentication { auth_type PASS\nauth_pass "a # {b" }\n}\nvrrp_instance V2 {interface eth0 # x }\nvirtual_router_id 2\nunicast_peer { 192.0.2.7\n192.0.2.8 } unicast_src_ip 192.0.2.6 }',
  "vrrp_script c\n{ script \"/bin/true a  b\"\nweight -5 }\nvrrp_instance V1 {\nvirtual_router_id 1\ninterface eth0\ntrack_script{c}notify '/bin/true x'\n}\n",
  "\ufeff\n\f$X=1\n$P=99 # c \\\n   \n   $Q=1\nvrrp_instance V1 {interface eth0\nvirtual_router_id 1\npriority $P\nvirtual_ipaddress \\\n{\n192.0.2.9\n}\n# c \\  \n  state \\  \n}\n",
  `vrrp_instance V1 {\nvirtual_router_id 1\ninterface eth0\nvirtual_ipaddress { ${"192.0.2.9 ".repeat(120)}}\n# ${"x".repeat(1015)} priority 5\n}\n`,
].map((before, index) => ({ name: `made sample ${index + 1}`, before, surroundings: before }));

const samples = [...made, ...real, ...rough]
  .map((sample) => ({ ...sample, after: formatted(sample.before) }))
  .filter(({ before, after }) => after !== before);

describe.skipIf(problem !== undefined)("keepalived", () => {
  it.each(samples)("reads the same, formatted or not, of $name", ({ before, after, surroundings }) => {
    expect(readingOf(after, surroundings)).toEqual(readingOf(before, surroundings));
  });

  it("is heard: another priority is another reading", () => {
    const text = "vrrp_instance V1 {\ninterface eth0\nvirtual_router_id 51\npriority 100\n}\n";
    const { dump } = readingOf(text);
    expect(dump).toContain("   Priority = 100");
    expect(readingOf(text.replace("100", "101")).dump).not.toEqual(dump);
    expect(readingOf(text.replace("priority", "prio")).says).toContain("Unknown keyword 'prio'");
  });
});
