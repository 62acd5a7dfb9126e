/** The mistakes in the notes that started the project are found: those in their files, and those in their prose. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/lint/finding.ts";
import { lintText, lintTexts } from "../support/lint-text.ts";
import { shared } from "../support/shared.ts";

const folder = shared("corpus/seeds", "findings in the seed notes' files");

function inFiles(...names: readonly string[]): string[] {
  const files = names.map((name) => {
    const file = path.join(folder ?? "", name);
    return { path: file, text: readFileSync(file, "utf8") };
  });
  return lintTexts(files).map(spell);
}

/** `line rule "the first line of what is marked"`. */
function spell({ file, span, rule }: Finding): string {
  const marked = file.text.slice(span.start, span.end).split("\n")[0] ?? "";
  return `${file.lines.position(span.start).line + 1} ${rule.name} ${JSON.stringify(marked)}`;
}

describe.skipIf(folder === undefined)("in the files of the seed notes", () => {
  it.each([
    [
      "mistyped keywords",
      ["000-global_defs-prose.keepalived.conf"],
      ['10 unknown-directive "prioity"', '15 unknown-directive "vitual_ipaddress"'],
    ],
    [
      "a password behind a second auth_type",
      ["002-node1-VI_2.keepalived.conf"],
      ['9 auth-type-is-password "auth_type Mcy9586"'],
    ],
    [
      "comments without a mark",
      ["002-single-master.keepalived.conf"],
      [
        `3 comment-without-marker "'"`,
        `8 comment-without-marker "'默认本机邮件服务开启，25端口'"`,
        `24 comment-without-marker "'vip的地址'"`,
        `18 comment-without-marker "'优先级'"`,
      ],
    ],
    [
      "a tie by weight, and scripts that no shell runs",
      ["001-master.reflowed.keepalived.conf", "001-backup.reflowed.keepalived.conf"],
      [
        '15 failover-never-happens "-5"',
        '20 failover-never-happens "-5"',
        '18 failover-never-happens "\\"killall -0 nginx && exit 0 || exit 1\\""',
      ],
    ],
    ["a brace that is missing at the end", ["001-master.flat.nginx.conf"], ['1 unclosed-block "server {"']],
    [
      "placeholders, and settings that MASTER clears",
      ["004-vrrp_instance.keepalived.conf"],
      [
        '10 placeholder-value "<IPADDR>"',
        '35 nopreempt-with-master "nopreempt"',
        '36 preempt-delay-ignored "preempt_delay 300"',
        '37 missing-argument "debug"',
      ],
    ],
    ["an old keyword", ["002-lvs.keepalived.conf"], ['31 deprecated-directive "nb_get_retry"']],
    [
      "an instance that tracks its own interface",
      ["002-ha-nginx.keepalived.conf"],
      ['47 track-own-interface "eno16777736"'],
    ],
  ])("%s: found", (_, files, expected) => {
    const found = inFiles(...files);
    for (const one of expected) expect(found).toContain(one);
  });
});

describe("the mistakes that the seed notes' prose makes", () => {
  const instance = (line: string) =>
    `vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    ${line}\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n`;

  it.each([
    ["prioity 90", "priority"],
    ["notify_bakcup /x.sh", "notify_backup"],
    ["nopreemt", "nopreempt"],
  ])("%s: `%s` is offered", (line, near) => {
    const [finding, ...others] = lintText("keepalived", instance(line), { only: ["unknown-directive"] });
    expect(others).toEqual([]);
    expect(finding?.fixes[0]?.edits[0]?.text).toBe(near);
  });

  it.each([
    ["vrrp_instances xxx {\n}\n", "vrrp_instance"],
    ["vrrp_intance xxx {\n}\n", "vrrp_instance"],
    ["global_defs {\n    smpt_server 127.0.0.1\n}\n", "smtp_server"],
  ])("%j: `%s` is offered", (text, near) => {
    const [finding, ...others] = lintText("keepalived", text, { only: ["unknown-directive"] });
    expect(others).toEqual([]);
    expect(finding?.fixes[0]?.edits[0]?.text).toBe(near);
  });

  it("a mistyped block is said once, and the instance around it is read on", () => {
    const text = instance("priority 90").replace("virtual_ipaddress", "vitual_ipaddress");
    expect(
      lintText("keepalived", text, { only: ["unknown-directive", "misplaced-directive"] }).map(spell),
    ).toEqual(['5 unknown-directive "vitual_ipaddress"']);
  });

  it.each([
    ["state FALT", "unknown-value"],
    ["virtual_router_id 0", "value-out-of-range"],
    ["authentication {\n        auth_type HA\n        auth_pass x\n    }", "unknown-value"],
  ])("%s: %s", (line, rule) => {
    expect(lintText("keepalived", instance(line), { only: [rule] })).toHaveLength(1);
  });

  it("keywords that are gone are said to be gone", () => {
    const text =
      "virtual_server 192.0.2.10 80 {\n    protocol TCP\n    lb_algo wrr\n    lb_kind NAT\n    nat_mask 255.255.255.0\n    real_server 192.0.2.1 80 {\n        TCP_CHECK {\n            nb_get_retry 3\n        }\n    }\n}\n";
    const rejects = lintText("keepalived", text)
      .filter((f) => f.daemon === "reject")
      .map(spell);
    expect(rejects.map((r) => r.replace(/ \S+-directive/, ""))).toEqual(['5 "nat_mask"', '8 "nb_get_retry"']);
  });
});
