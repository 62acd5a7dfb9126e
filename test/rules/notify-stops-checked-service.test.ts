/** How grave a stopped service is: an error only where nothing on the host can prove it wrong. */
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../server/src/text/edit.ts";
import { lintText } from "../support/lint-text.ts";

interface Sample {
  readonly check?: string;
  readonly weight?: string;
  readonly user?: string;
}

function conf(
  notify: string,
  { check = "/usr/bin/pidof nginx", weight = "0", user = "script_user root" }: Sample,
) {
  return [
    `global_defs {\n    ${user}\n    enable_script_security\n}`,
    `vrrp_script chk {\n    script "${check}"\n    weight ${weight}\n}`,
    "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    priority 90",
    "    virtual_ipaddress {\n        192.0.2.10/24\n    }\n    track_script {\n        chk\n    }",
    `    ${notify}\n}\n`,
  ].join("\n");
}

function findingsIn(notify: string, sample: Sample = {}) {
  return lintText("keepalived", conf(notify, sample), { only: ["notify-stops-checked-service"] });
}

function severities(notify: string, sample: Sample = {}): string {
  return findingsIn(notify, sample)
    .map(({ severity }) => severity)
    .join(" ");
}

const stop = 'notify_backup "/usr/bin/systemctl stop nginx"';

describe("a standby whose service is stopped", () => {
  it("is an error without a weight", () => {
    expect(severities(stop)).toBe("error");
  });

  it("is an error where `notify` stops it in every state", () => {
    expect(severities("notify \"/usr/bin/sh -c 'systemctl stop nginx'\"")).toBe("error");
  });

  it("is a warning with a weight", () => {
    expect(severities(stop, { weight: "-20" })).toBe("warning");
  });

  it("is a warning with a weight that is added", () => {
    expect(severities(stop, { weight: "20" })).toBe("warning");
  });

  it("is a warning where a process is killed that may be started again", () => {
    expect(severities('notify_backup "/usr/bin/killall nginx"')).toBe("warning");
  });

  it("is a warning where the check may find another process", () => {
    expect(severities(stop, { check: "/usr/bin/pgrep nginx" })).toBe("warning");
  });

  it("is a warning where the host decides who runs the command", () => {
    expect(severities(stop, { user: "" })).toBe("warning");
  });

  it("is an error where the line itself names root", () => {
    expect(severities(`${stop} root`, { user: "" })).toBe("error");
  });

  it("is not found where another user than root is to stop it", () => {
    expect(severities(stop, { user: "script_user nobody" })).toBe("");
  });

  it("is a warning where that user asks with sudo", () => {
    const sudo = 'notify_backup "/usr/bin/sudo systemctl stop nginx"';
    expect(severities(sudo, { user: "script_user nobody" })).toBe("warning");
  });
});

describe("a service that is stopped at another moment", () => {
  it("is a warning where a FAULT begins", () => {
    expect(severities('notify_fault "/usr/bin/systemctl stop nginx"')).toBe("warning");
  });

  it("is an info where keepalived ends", () => {
    expect(severities('notify_stop "/usr/bin/systemctl stop nginx"')).toBe("info");
  });

  it("is not found where `notify` passes its arguments to the command itself", () => {
    expect(severities('notify "/usr/bin/systemctl stop nginx"')).toBe("");
  });
});

describe("a stop that keepalived 2.3 does not run", () => {
  it("is not found below a directory that is a symbolic link", () => {
    expect(severities('notify_backup "/bin/systemctl stop nginx"')).toBe("");
  });
});

/** The rule's findings in a text, each by its message and the text it is about. */
function found(text: string): string[] {
  return lintText("keepalived", text, { only: ["notify-stops-checked-service"] }).map(
    ({ message, span }) => `${message.id} ${text.slice(span.start, span.end)}`,
  );
}

describe("a stop and a check that do not meet", () => {
  const text = conf(stop, {});

  it("meet in the text that the others are made of", () => {
    expect(found(text)).toEqual(['backup "/usr/bin/systemctl stop nginx"']);
  });

  it.each([
    ["a service of another name", text.replace("pidof nginx", "pidof haproxy")],
    ["a check that is not tracked", text.replace(/ {4}track_script[^}]*\}/, "")],
    ["a check whose failure is waited for", text.replace("weight 0", "weight 0 reverse")],
    ["a check that is always to fail", text.replace("/usr/bin/pidof nginx", "pidof nginx && exit 0")],
    ["a priority that no check changes", text.replace("priority 90", "priority 255")],
    ["a line that keepalived ignores", text.replace(stop, `notify_backup "/usr/bin/logger x"\n    ${stop}`)],
    ["keepalived itself", text.replaceAll("nginx", "keepalived")],
    ["a line under a condition", text.replace(stop, `@node1 ${stop}`)],
    ["a file that is not here", `${text}include conf.d/*.conf\n`],
    ["a block with an include", text.replace(stop, `${stop}\n    include notify.conf`)],
    ["a template", text.replace("stop nginx", "stop {{ service }}")],
    ["a check from a template", text.replace("pidof nginx", "pidof {{ service }}")],
  ])("find nothing: %s", (_, changed) => {
    expect(changed).not.toBe(text);
    expect(found(changed)).toEqual([]);
  });
});

describe("a service that something else may start again", () => {
  it.each([
    'notify_fault "/usr/bin/systemctl start nginx"',
    'notify "/etc/keepalived/notify.sh"',
    "notify_fault {{ script }}",
  ])("is not found: %s", (line) => {
    expect(found(conf(`${stop}\n    ${line}`, {}))).toEqual([]);
  });

  it("is not found where another check runs a script", () => {
    const other = 'vrrp_script other {\n    script "/etc/keepalived/check_nginx.sh"\n}\n';
    expect(found(conf(stop, {}) + other)).toEqual([]);
  });

  it.each([
    'notify_master "/etc/keepalived/notify.sh"',
    'notify_stop "/etc/keepalived/notify.sh"',
    'notify_fault "/usr/bin/logger fault"',
  ])("is found beside what a standby does not run, or what starts nothing: %s", (line) => {
    expect(found(conf(`${stop}\n    ${line}`, {}))).toHaveLength(1);
  });

  it("is not found where `notify_master` starts what `notify` stops", () => {
    const both = `notify "/usr/bin/sh -c 'systemctl stop nginx'"\n    notify_master "/usr/bin/systemctl start nginx"`;
    expect(found(conf(both, {}))).toEqual([]);
  });
});

describe("a sync group", () => {
  const member = "vrrp_instance VI_2 {\n    interface eth1\n    virtual_router_id 52\n    priority 90\n";
  const rest = `${member}    virtual_ipaddress {\n        192.0.2.20/24\n    }\n}\n`;
  const group = (lines = "") =>
    `vrrp_sync_group G {\n    group {\n        VI_1\n        VI_2\n    }\n${lines}}\n`;
  const tracks = "    track_script {\n        chk\n    }\n";

  it("whose check means FAULT for the member that stops the service", () => {
    const text = conf(stop, {}).replace(tracks, "") + rest + group(tracks);
    expect(found(text)).toEqual(['backup "/usr/bin/systemctl stop nginx"']);
  });

  it("whose line stops what a member checks", () => {
    const text = conf("", {}) + rest + group(`    ${stop}\n`);
    expect(found(text)).toEqual(['backup "/usr/bin/systemctl stop nginx"']);
  });

  it("that moves with the member that checks what another one stops", () => {
    const text = conf("", {}) + rest.replace(/\}\n$/, `    ${stop}\n}\n`) + group();
    expect(found(text)).toEqual(['backup "/usr/bin/systemctl stop nginx"']);
  });

  it("that drops a check with a weight", () => {
    expect(found(conf(stop, { weight: "-20" }) + rest + group())).toEqual([]);
  });

  it("of others", () => {
    const text = conf("", {}) + rest.replace(/\}\n$/, `    ${stop}\n}\n`);
    expect(found(text)).toEqual([]);
  });
});

describe("the fix", () => {
  it("removes the line", () => {
    const text = conf(stop, {});
    const [fix] = findingsIn(stop)[0]?.fixes ?? [];
    expect(applyEdits(text, fix?.edits ?? [])).toBe(text.replace(`    ${stop}\n`, ""));
  });

  it("is not offered where the command does more", () => {
    const more = "notify_backup \"/usr/bin/sh -c 'logger standby; systemctl stop nginx'\"";
    expect(findingsIn(more).map(({ fixes }) => fixes.length)).toEqual([0]);
  });
});
