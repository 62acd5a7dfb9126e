/** What keepalived needs of a sandbox (sandbox.ts), and how its check run is read. */
import path from "node:path";
import type { Complaint, Sandbox, SandboxedDaemon, SandboxVerdict } from "./sandbox.ts";

const configFile = "/etc/keepalived/keepalived.conf";

export const keepalivedSandbox: SandboxedDaemon = {
  program: "keepalived",
  configFile,
  check: () => ["-t", "-f", configFile],
  version: "--version",
  provide,
  repair,
  verdict,
};

/** Complaints about the machine that is made up, not about the text. */
const aboutTheHost =
  /^(?!Unknown keyword|Virtual router ).*(?:^SECURITY VIOLATION|Config files missing|due to insecure|interface \S+ (?:for .* )?doesn't exist|\b(?:interface|user|script|file|group) '?\S+'? (?:doesn't|does not) exist|Non-existent interface|\bIPVS\b|ip_vs|default user |Unsafe permissions|cannot be accessed|No such file|\bipset\b|[Uu]nable to (?:access|open|resolve|load)|cannot be opened|nftables|is not accessible|not executable|Invalid smtp server \S+ \d+$|DBus|dbus|No address for interface|could ?n[o']t open|network namespace)/;

async function provide(text: string, sandbox: Sandbox): Promise<void> {
  sandbox.user("keepalived_script");
  const plain = text.replace(/[#!].*$/gm, "");
  for (const [, name = ""] of plain.matchAll(interfaceUse)) await sandbox.interface(name);
  for (const [, block = ""] of plain.matchAll(/track_interface\s*\{([^}]*)\}/g)) {
    for (const line of block.split("\n")) await sandbox.interface(line.trim().split(/\s+/)[0] ?? "");
  }
  for (const [, name = "", group] of plain.matchAll(
    /^\s*(?:script_user|user)[ \t]+([\w.-]+)(?:[ \t]+([\w.-]+))?/gm,
  )) {
    sandbox.user(name);
    if (group !== undefined) sandbox.user(group);
  }
  for (const [, host = ""] of plain.matchAll(/\bsmtp_server\s+"?([A-Za-z][\w.-]*)/g)) sandbox.host(host);
  for (const [, words = ""] of plain.matchAll(commandUse)) command(words, sandbox);
  for (const [, file = ""] of plain.matchAll(/^\s*file\s+"?(\/[^\s"]+)/gm)) sandbox.file(file, "0\n");
  for (const [, file = ""] of plain.matchAll(/^\s*include[rmwba]?\s+([^\s"]+)/gm)) {
    if (!/[$*?[{]/.test(file)) sandbox.file(path.posix.resolve("/etc/keepalived", file), "");
  }
}

async function repair(output: string, sandbox: Sandbox): Promise<void> {
  for (const [, name = ""] of output.matchAll(
    /(?:[Ii]nterface|device) ([\w.-]+)[^\n]*(?:doesn't|does not|not) exist/g,
  ))
    await sandbox.interface(name);
  for (const [, name = ""] of output.matchAll(/[Uu]ser '([\w.-]+)'[^\n]*not (?:exist|found)/g))
    sandbox.user(name);
  for (const [, host = ""] of output.matchAll(/resolve[^\n]*?[ '"]([A-Za-z][\w-]*\.[\w.-]+)/g))
    sandbox.host(host);
}

function command(words: string, sandbox: Sandbox): void {
  const [program = ""] = words
    .trim()
    .replace(/^["']+/, "")
    .split(/[\s"']+/);
  if (/^\/[^\s;|&<>$]+[^\s/;|&<>$]$/.test(program) && !/^\/(?:dev|proc)\//.test(program))
    sandbox.file(program, "#!/bin/sh\nexit 0\n", 0o755);
  else if (/^[\w.+:,=-]*\w$/.test(program) && !sandbox.has(`/usr/sbin/${program}`))
    sandbox.file(`/usr/bin/${program}`, "#!/bin/sh\nexit 0\n", 0o755);
}

const interfaceUse =
  /(?:^|[\s{])(?:interface|dev|lvs_sync_daemon(?:_interface)?|vrrp_ipvs_sync|garp_interface|default_interface|interfaces|bind_if)\s+"?([A-Za-z][\w.-]*)/gm;

const commandUse =
  /(?:^|[\s{])(?:script|notify(?:_\w+)?|quorum_up|quorum_down|misc_path|\w*fifo_script|startup_script|shutdown_script)[ \t]+(.+)$/gm;

/** 2 to 6 are the daemon's own; 128 and more, and no number at all, are a signal's. */
function verdict(output: string, code: number): SandboxVerdict {
  const says = new Map<string, Complaint>();
  const host: string[] = [];
  for (const raw of output.split("\n")) {
    const [, line, message = ""] = /^(?:\((?:.*?: )?Line (\d+)\) ?)?(.*)$/.exec(raw.trim()) ?? [];
    if (message === "" || /^(?:Configuration is using|Terminated|Killed)/.test(message)) continue;
    if (aboutTheHost.test(message)) host.push(message);
    else
      says.set(`${line} ${message}`, {
        line: line === undefined ? undefined : Number(line),
        message,
      });
  }
  return {
    rejects: code !== 0 && says.size > 0,
    says: [...says.values()],
    host,
    crashed: code > 100 || Number.isNaN(code),
  };
}
