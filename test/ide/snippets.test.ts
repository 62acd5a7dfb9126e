/** The blocks that completion writes for keepalived: what they hold, and how they fit what is there. */
import { describe, expect, it } from "vitest";
import { completionsAt } from "../../server/src/ide/completion.ts";
import { lintText } from "../support/lint-text.ts";
import { writtenConfig } from "../support/written-config.ts";
import { expanded, marked, withCompletion } from "./support.ts";

const take = (text: string, label: string) => withCompletion("keepalived", text, label);

function labels(text: string): string[] {
  const { snapshot, file, offset } = marked("keepalived", text);
  return completionsAt(snapshot, file, offset).map((c) => c.label);
}

describe("a new instance", () => {
  it("has all that the daemon needs and few things more", () => {
    expect(take("$0", "vrrp_instance")).toBe(
      [
        "vrrp_instance VI_1 {",
        "\tstate BACKUP",
        "\tinterface eth0",
        "\tvirtual_router_id 51",
        "\tpriority 100",
        "\tadvert_int 1",
        "\tvirtual_ipaddress {",
        "\t\t192.0.2.10/24",
        "\t}",
        "}",
      ].join("\n"),
    );
  });

  it("takes a name, a router id and an address that are free, and the interface before it", () => {
    const text = take(
      "vrrp_instance web-7 {\n  interface bond0\n  virtual_router_id 51\n  virtual_ipaddress {\n    192.0.2.10\n  }\n}\n$0",
      "vrrp_instance",
    );
    expect(text).toContain(
      "vrrp_instance web-8 {\n\tstate BACKUP\n\tinterface bond0\n\tvirtual_router_id 52\n",
    );
    expect(text).toContain("\t\t192.0.2.11/24\n");
  });

  it("looks at the whole workspace for free router ids", () => {
    const text =
      "//- /a/keepalived.conf\n$0\n//- /b/keepalived.conf\nvrrp_instance X {\n  interface ens1\n  virtual_router_id 51\n}\nvrrp_instance Y {\n  virtual_router_id 52\n}\n";
    const written = take(text, "vrrp_instance");
    expect(written).toContain("virtual_router_id 53\n");
    expect(written).toContain("interface ens1\n");
  });

  it("does not take the number of a name that is there already", () => {
    const text = "vrrp_instance VI_2 {\n}\nvrrp_instance VI_1 {\n}\n$0";
    expect(take(text, "vrrp_instance")).toContain("vrrp_instance VI_3 {");
  });
});

describe("other new blocks", () => {
  it("secure scripts where there are some", () => {
    expect(take("$0", "global_defs")).toBe("global_defs {\n\trouter_id node1\n}");
    expect(take("$0\nvrrp_script a {\n}\n", "global_defs")).toContain(
      "\trouter_id node1\n\tenable_script_security\n\tscript_user keepalived_script\n}",
    );
  });

  it("name what is defined", () => {
    const script = "vrrp_script chk_web {\n}\nvrrp_instance A {\n  interface eth0\n  $0\n}\n";
    expect(take(script, "track_script")).toContain("track_script {\n\tchk_web\n}");
    expect(take(script, "track_interface")).toContain("track_interface {\n\teth1\n}");
    const group = "vrrp_instance A {\n}\nvrrp_instance B {\n}\n$0";
    expect(take(group, "vrrp_sync_group")).toContain("\tgroup {\n\t\tA\n\t\tB\n\t}\n");
  });

  it("track the script that is there, in a new instance too", () => {
    const text = "vrrp_script chk_web {\n}\n$0";
    expect(take(text, "vrrp_instance")).toContain("\t}\n\ttrack_script {\n\t\tchk_web\n\t}\n}");
  });

  it("name the own address of unicast where it is not named yet", () => {
    const text = (lines: string) => `vrrp_instance A {\n  interface eth0\n${lines}  $0\n}\n`;
    expect(take(text(""), "unicast_peer")).toContain("  unicast_src_ip 192.0.2.1\nunicast_peer {\n");
    const again = take(text("  unicast_src_ip 10.0.0.1\n"), "unicast_peer");
    expect(again.match(/unicast_src_ip/g)).toHaveLength(1);
  });

  it("give authentication a password of its own", () => {
    const text = "vrrp_instance A {\n  $0\n}\n";
    const passwords = [1, 2].map(() => /auth_pass (\w{8})\n/.exec(take(text, "authentication"))?.[1]);
    expect(passwords[0]).toBeDefined();
    expect(passwords[0]).not.toBe(passwords[1]);
  });

  it("offer schedulers and kinds of forwarding to choose from", () => {
    const { snapshot, file, offset } = marked("keepalived", "$0");
    const found = completionsAt(snapshot, file, offset).find((c) => c.label === "virtual_server");
    expect(found?.insert).toContain("lb_kind ${5|NAT,DR,TUN|}");
    expect(expanded(found?.insert ?? "")).toContain("\tlb_kind NAT\n\tprotocol TCP\n");
  });

  it("put a virtual server on a virtual address", () => {
    const text = "vrrp_instance A {\n  virtual_ipaddress {\n    10.0.0.5/24\n  }\n}\n$0";
    expect(take(text, "virtual_server")).toContain("virtual_server 10.0.0.5 80 {");
  });

  it("are not written where the line goes on", () => {
    expect(take("$0 VI_9 {\n}\n", "vrrp_instance")).toBe("vrrp_instance VI_9 {\n}\n");
  });
});

describe("authentication", () => {
  const instance = (head: string, body: string) => `${head}vrrp_instance A {\n${body}\n}\n`;

  it("is offered in VRRP 2", () => {
    expect(labels(instance("", "  interface eth0\n  $0"))).toContain("authentication");
    expect(labels(instance("", "  authentication {\n    $0\n  }"))).toEqual(
      expect.arrayContaining(["auth_type", "auth_pass"]),
    );
    expect(labels(instance("", "  authentication {\n    auth_type $0\n  }"))).toEqual(["PASS", "AH"]);
  });

  it.each([
    ["the instance says", "", "  version 3\n"],
    ["the global section says", "global_defs {\n  vrrp_version 3\n}\n", ""],
    ["an IPv6 address says", "", "  virtual_ipaddress {\n    2001:db8::1/64\n  }\n"],
  ])("is not offered in VRRP 3, which %s", (_, head, body) => {
    expect(labels(instance(head, `${body}  $0`))).not.toContain("authentication");
    expect(labels(instance(head, `${body}  $0`))).toContain("priority");
    const inside = labels(instance(head, `${body}  authentication {\n    $0\n  }`));
    expect(inside.filter((label) => label.startsWith("auth_"))).toEqual([]);
    expect(labels(instance(head, `${body}  authentication {\n    auth_type $0\n  }`))).toEqual([]);
  });

  it("is offered where the instance goes back to 2", () => {
    const text = instance("global_defs {\n  vrrp_version 3\n}\n", "  version 2\n  $0");
    expect(labels(text)).toContain("authentication");
  });

  it("is not offered where an included file says 3", () => {
    const text =
      "//- /etc/keepalived/keepalived.conf\ninclude globals.conf\nvrrp_instance A {\n  $0\n}\n//- /etc/keepalived/globals.conf\nglobal_defs {\n  vrrp_version 3\n}\n";
    expect(labels(text)).not.toContain("authentication");
  });
});

describe("all new blocks together", () => {
  it.each(["2.2", "2.3"])("are a file without a finding in version %s", (target) => {
    const text = writtenConfig(target);
    const findings = lintText("keepalived", text, {}, { keepalived: target });
    expect(findings.map((f) => `${f.rule.name}: ${text.slice(f.span.start, f.span.end)}`)).toEqual([]);
  });
});
