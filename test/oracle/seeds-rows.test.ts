/**
 * The tables of the notes that started the project, row by row: the text of a row, and the rule that finds it there.
 * Left out are the rows about other programs (P21 to P27, E5, E11, E22, E27 to E30, E33), about shell scripts in files
 * of their own (P14, P16, P17, E12, E16), about two nodes (P1, P2, P4, P10, P11, P13, P22, E8, E9, E31, E32: the tests
 * of the cluster rules have them), about the editor alone (P12), and those in which nothing is wrong that a file could
 * show (P19: Linux gives several addresses one label; E21).
 */
import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/lint/finding.ts";
import { fixAll } from "../../server/src/lint/fix.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { defaultConfig } from "../../server/src/workspace/config.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { lintText, memoryFileSystem } from "../support/lint-text.ts";

const scripts = "global_defs {\n    enable_script_security\n    script_user root\n}\n";

function instance(lines: string, name = "VI_1", id = 51, addresses = "192.0.2.10/24"): string {
  return `vrrp_instance ${name} {\n    interface eth0\n    virtual_router_id ${id}\n${indent(lines)}    virtual_ipaddress {\n        ${addresses}\n    }\n}\n`;
}

function script(command: string, lines = ""): string {
  return `vrrp_script chk {\n    script ${command}\n${indent(lines)}}\n`;
}

function indent(lines: string): string {
  return lines === "" ? "" : `    ${lines.replaceAll("\n", "\n    ")}\n`;
}

const tracked = instance("track_script {\n    chk\n}");

/** `rule "what is marked"`, of the rules that say more than a hint. */
function found(text: string, target = "2.3"): string[] {
  return lintText("keepalived", text, {}, { keepalived: target })
    .filter(({ severity, rule }) => severity !== "hint" || hints.has(rule.name))
    .map(spell);
}

/** Rules that a row asks for and that only hint. */
const hints = new Set([
  "notify-argument-mismatch",
  "sample-password",
  "virtual-address-outside-network",
  "weight-ignored-by-scheduler",
]);

function spell({ file, span, rule }: Finding): string {
  return `${rule.name} ${file.text.slice(span.start, span.end).split("\n")[0] ?? ""}`;
}

/** The text after all fixes, unsafe ones too. */
function fixed(text: string): string {
  const path = "/etc/keepalived/keepalived.conf";
  const workspace = new Workspace(memoryFileSystem({ [path]: text }), defaultConfig);
  workspace.setText(path, text, { dialect: "keepalived" });
  const run = fixAll(
    "unsafe",
    () => true,
    (texts) => {
      for (const [changed, now] of texts) workspace.setText(changed, now, { dialect: "keepalived" });
      const snapshot = workspace.snapshot();
      return lint(snapshot, snapshot.files.values(), {});
    },
  );
  return run.texts.get(path) ?? text;
}

describe("the findings that matter most", () => {
  const both = "auth_type PASS\n    auth_pass 571f97b2";

  it("2: a check script whose `&&` no shell reads", () => {
    const text =
      scripts + script('"killall -0 nginx && exit 0 || exit 1"', "interval 1\nweight -5") + tracked;
    expect(found(text)).toEqual(['script-shell-syntax "killall -0 nginx && exit 0 || exit 1"']);
    expect(fixed(text)).toContain('script "killall -0 nginx"\n');
  });

  it("3: a switch by `[[`, which is no program", () => {
    const text = scripts + script('"[[ -f /etc/keepalived/down ]] && exit 1 || exit 0"') + tracked;
    expect(found(text)).toEqual(['script-shell-syntax "[[ -f /etc/keepalived/down ]] && exit 1 || exit 0"']);
    expect(fixed(text)).toContain(
      "script \"/usr/bin/bash -c '[[ -f /etc/keepalived/down ]] && exit 1 || exit 0'\"\n",
    );
  });

  it("4: a redirection in place of a command", () => {
    const text = scripts + script('"</dev/tcp/127.0.0.1/80"') + tracked;
    expect(found(text)).toEqual(['script-shell-syntax "</dev/tcp/127.0.0.1/80"']);
    expect(fixed(text)).toContain("\"/usr/bin/bash -c '</dev/tcp/127.0.0.1/80'\"");
  });

  it("E15: the password of every article is hinted at, and no other", () => {
    const own = both.replace("571f97b2", "x7Kq2mPz");
    expect(found(instance(`authentication {\n    ${both}\n}`))).toEqual(["sample-password 571f97b2"]);
    expect(found(instance(`authentication {\n    ${own}\n}`))).toEqual([]);
  });
});

describe("the pitfalls", () => {
  it.each<readonly [row: string, text: string, expected: readonly string[]]>([
    [
      "P3: a second instance needs a VRID of its own",
      instance("") + instance("", "VI_2", 51, "192.0.2.11/24"),
      ["duplicate-virtual-router-id 51"],
    ],
    [
      "P5: a notify script with an argument needs quotes",
      scripts + instance("notify_master /etc/keepalived/notify.sh master"),
      ["unquoted-command master"],
    ],
    [
      "P6: track_script outside of an instance",
      `${scripts}${script('"/usr/bin/pidof nginx"')}track_script {\n    chk\n}\n`,
      ["misplaced-directive track_script"],
    ],
    [
      "P7: one brace is missing, and one thing is said",
      `${instance("").replace(/\}\n\}\n$/, "}\n")}${instance("", "VI_2", 52, "192.0.2.11/24")}`,
      ["unclosed-block vrrp_instance"],
    ],
    [
      "P8: strict mode drops what is sent to the address",
      `global_defs {\n    vrrp_strict\n}\n${instance("state BACKUP")}`,
      ["strict-blocks-virtual-address vrrp_strict"],
    ],
    [
      "P9: nopreempt on a MASTER",
      instance("state MASTER\npriority 100\nnopreempt"),
      ["nopreempt-with-master nopreempt"],
    ],
    [
      "P15: a check that stops keepalived",
      scripts + script("\"/usr/bin/sh -c 'pidof nginx || systemctl stop keepalived'\"") + tracked,
      ["check-stops-keepalived \"/usr/bin/sh -c 'pidof nginx || systemctl stop keepalived'\""],
    ],
    [
      "P20: a check that can not fail",
      scripts + script("\"/usr/bin/sh -c 'curl -fs http://127.0.0.1/ || true'\"") + tracked,
      ["check-never-fails \"/usr/bin/sh -c 'curl -fs http://127.0.0.1/ || true'\""],
    ],
  ])("%s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("P9: the fix starts as BACKUP", () => {
    expect(fixed(instance("state MASTER\npriority 100\nnopreempt"))).toContain("state BACKUP\n");
  });

  it("P18: a fraction of a second between checks is for 2.3 only", () => {
    const text = scripts + script('"/usr/bin/pidof nginx"', "interval 0.1") + tracked;
    expect(found(text)).toEqual([]);
    expect(found(text, "2.2")).toEqual(["invalid-value 0.1"]);
  });
});

describe("the typos and errors", () => {
  it.each<readonly [row: string, text: string, expected: readonly string[]]>([
    ["E1: `prioity`", instance("prioity 90"), ["unknown-directive prioity"]],
    [
      "E2: `vitual_ipaddress`",
      instance("").replace("virtual_ipaddress", "vitual_ipaddress"),
      ["missing-virtual-address vrrp_instance VI_1", "unknown-directive vitual_ipaddress"],
    ],
    [
      "E3: `notify_bakcup`",
      scripts + instance('notify_bakcup "/x.sh backup"'),
      ["unknown-directive notify_bakcup"],
    ],
    [
      "E3: `bacup`",
      scripts + instance('notify_backup "/x.sh bacup"'),
      ['notify-argument-mismatch "/x.sh bacup"'],
    ],
    ["E4: `vrrp_instances`", "vrrp_instances xxx {\n}\n", ["unknown-directive vrrp_instances"]],
    [
      "E7: comments in quotes",
      instance("priority 98 '优先级'", "VI_1", 51, "'vip的地址'\n        192.0.2.10/24"),
      ["comment-without-marker '优先级'", "comment-without-marker 'vip的地址'"],
    ],
    [
      "E7: a comment behind the mail server",
      "global_defs {\n    smtp_server 127.0.0.1 '默认本机邮件服务开启，25端口'\n}\n",
      ["comment-without-marker '默认本机邮件服务开启，25端口'"],
    ],
    [
      "E13: an address outside of the interface's network",
      instance("mcast_src_ip 192.0.2.129", "VI_1", 51, "192.0.2.127/24\n        198.51.100.127"),
      ["virtual-address-outside-network 198.51.100.127"],
    ],
    [
      "E14: a second instance without the check of the first",
      `${scripts}${script('"/usr/bin/pidof nginx"')}${tracked}${instance("", "VI_2", 52, "192.0.2.11/24")}`,
      ["instance-without-health-check VI_2"],
    ],
    ["E17: `nopreemt`", instance("nopreemt"), ["unknown-directive nopreemt"]],
    ["E17: `vrrp_intance`", "vrrp_intance VI_1 {\n}\n", ["unknown-directive vrrp_intance"]],
    ["E17: `vrrp_rsync_group`", "vrrp_rsync_group G {\n}\n", ["unknown-directive vrrp_rsync_group"]],
    [
      "E17: `smpt_server`",
      "global_defs {\n    smpt_server 127.0.0.1\n}\n",
      ["unknown-directive smpt_server"],
    ],
    ["E17: `FALT`", instance("state FALT"), ["unknown-value FALT"]],
    [
      "E18: `auth_type HA`",
      instance("authentication {\n    auth_type HA\n    auth_pass x7Kq2mPz\n}"),
      ["unknown-value HA"],
    ],
    [
      "E19: placeholders",
      instance("mcast_src_ip <IPADDR>\nuse_vmac <VMAC_INTERFACE>"),
      ["placeholder-value <IPADDR>", "placeholder-value <VMAC_INTERFACE>"],
    ],
    [
      "E20: nopreempt and preempt_delay with MASTER",
      instance("state MASTER\npriority 100\nnopreempt\npreempt_delay 300"),
      ["nopreempt-with-master nopreempt", "preempt-delay-ignored preempt_delay 300"],
    ],
    [
      "E24: weights that round robin does not count",
      "virtual_server 192.0.2.10 80 {\n    protocol TCP\n    lb_algo rr\n    lb_kind NAT\n    real_server 192.0.2.1 80 {\n        weight 1\n        TCP_CHECK {\n        }\n    }\n    real_server 192.0.2.2 80 {\n        weight 2\n        TCP_CHECK {\n        }\n    }\n}\n",
      ["weight-ignored-by-scheduler rr"],
    ],
    ["E25: a VRID of 0", instance("", "VI_1", 0), ["value-out-of-range 0"]],
    [
      "E26: the instance's own interface is tracked",
      instance("track_interface {\n    eth0\n}"),
      ["track-own-interface eth0"],
    ],
  ])("%s", (_, text, expected) => {
    expect([...found(text)].sort()).toEqual([...expected].sort());
  });

  it("E6: a second auth_type is the password", () => {
    const text = instance("authentication {\n    auth_type PASS\n    auth_type Mcy9586\n}");
    expect(found(text)).toEqual(["auth-type-is-password auth_type Mcy9586"]);
    expect(fixed(text)).toContain("auth_pass Mcy9586\n");
  });

  it("E10: a whole file in one line is one finding, and its fix gives the lines back", () => {
    const text =
      'global_defs { enable_script_security script_user root } vrrp_script chk { script "/usr/bin/pidof nginx" interval 1 weight -5 fall 2 rise 1 } vrrp_instance myr { state BACKUP interface eth0 virtual_router_id 167 priority 95 advert_int 1 authentication { auth_type PASS auth_pass x7Kq2mPz } virtual_ipaddress { 192.0.2.10/24 dev eth0 192.0.2.11/24 } track_script { chk } }\n';
    const comment = `! Configuration File for keepalived ${text}`;
    for (const one of [text, comment])
      expect(found(one).map((finding) => finding.split(" ")[0])).toEqual(["flattened-file"]);
    const mended = fixed(comment);
    expect(found(mended)).toEqual([]);
    expect(mended.split("\n")).toEqual(
      expect.arrayContaining([
        "virtual_router_id 167",
        "192.0.2.10/24 dev eth0",
        "192.0.2.11/24",
        "weight -5",
      ]),
    );
  });

  it("E23: `nat_mask` is gone", () => {
    const text =
      "virtual_server 192.0.2.10 80 {\n    protocol TCP\n    lb_algo wrr\n    lb_kind NAT\n    nat_mask 255.255.255.0\n    real_server 192.0.2.1 80 {\n        TCP_CHECK {\n        }\n    }\n}\n";
    expect(found(text).filter((one) => one.includes("nat_mask"))).toHaveLength(1);
  });
});
