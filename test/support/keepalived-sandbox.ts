/**
 * A keepalived that answers many checks quickly: one shell in namespaces of its own, on a throw-away overlay of the
 * root file system, where what the text names of the machine (interfaces, users, hosts, scripts, files) is made up.
 */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface SandboxVerdict {
  /** It complains about the text, not about the machine. */
  readonly rejects: boolean;
  /** Messages about the text, each once. */
  readonly says: readonly Complaint[];
  /** Messages about the machine; with none about the text, the verdict is not known. */
  readonly host: readonly string[];
  /** A signal or the time limit ended it: no verdict. */
  readonly crashed: boolean;
}

export interface Complaint {
  readonly line: number | undefined;
  readonly message: string;
}

const configFile = "/etc/keepalived/keepalived.conf";
const limitSeconds = 4;
const maxRepairs = 4;

/** Complaints about the machine that is made up, not about the text. */
const aboutTheHost =
  /^(?!Unknown keyword|Virtual router ).*(?:^SECURITY VIOLATION|Config files missing|due to insecure|interface \S+ (?:for .* )?doesn't exist|\b(?:interface|user|script|file|group) '?\S+'? (?:doesn't|does not) exist|Non-existent interface|\bIPVS\b|ip_vs|default user |Unsafe permissions|cannot be accessed|No such file|\bipset\b|[Uu]nable to (?:access|open|resolve|load)|cannot be opened|nftables|is not accessible|not executable|Invalid smtp server \S+ \d+$|DBus|dbus|No address for interface|could ?n[o']t open|network namespace)/;

/** What may be wrong with the place: `undefined`, or why no sandbox can be had there. */
export function sandboxProblem(root = "/"): string | undefined {
  if (process.getuid?.() !== 0) return "it needs root";
  const inside = root === "/" ? ["keepalived"] : ["chroot", root, "keepalived"];
  const runs = spawnSync(inside[0] ?? "", [...inside.slice(1), "--version"]);
  if (runs.error !== undefined || runs.status !== 0) return `no keepalived below ${root}`;
  const own = spawnSync("unshare", ["-n", "-m", "sh", "-c", "ip link add eth0 type veth peer name p0"]);
  return own.status === 0 ? undefined : "no network namespaces with veth devices here";
}

/** The release of the daemon below a root: `2.3.4`. */
export function keepalivedRelease(root = "/"): string {
  const run = spawnSync("chroot", [root, "keepalived", "--version"], { encoding: "utf8" });
  return /v(\d+\.\d+\.\d+)/.exec(`${run.stdout}${run.stderr}`)?.[1] ?? "?";
}

export class KeepalivedSandbox {
  readonly #shell: ChildProcessWithoutNullStreams;
  /** The overlay as seen from outside. */
  #files = "";
  readonly #made = new Set<string>();
  #output = "";
  #waiting: ((answer: string) => void) | undefined;
  #interfaces = 0;

  private constructor(shell: ChildProcessWithoutNullStreams) {
    this.#shell = shell;
    shell.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      this.#output += chunk;
      const end = this.#output.indexOf(mark);
      if (end < 0) return;
      const answer = this.#output.slice(0, end);
      this.#output = "";
      this.#waiting?.(answer);
    });
  }

  static async open(root = "/"): Promise<KeepalivedSandbox> {
    const shell = spawn("unshare", ["-n", "-m", "-u", "sh"], { stdio: ["pipe", "pipe", "pipe"] });
    const sandbox = new KeepalivedSandbox(shell);
    const answer = await sandbox.#ask(prelude(root));
    const [pid, folder] = answer.trim().split(" ");
    sandbox.#files = `/proc/${pid}/root${folder}`;
    sandbox.#user("keepalived_script");
    return sandbox;
  }

  close(): void {
    this.#shell.stdin.end();
  }

  /** The verdict on a text, and what the text names is made first. */
  async check(text: string): Promise<SandboxVerdict> {
    await this.#provide(text);
    for (let round = 0; ; round++) {
      this.#write(configFile, text);
      const answer = await this.#ask(
        `timeout -s KILL ${limitSeconds} chroot "$m" keepalived -t -f ${configFile} 2>&1 </dev/null; echo "rc $?"`,
      );
      const [, output = "", code = ""] = /^([\s\S]*)rc (\d+)\s*$/.exec(answer) ?? [];
      if (round < maxRepairs && (await this.#repair(output))) continue;
      return verdictOf(output, Number(code));
    }
  }

  /** Runs a piece of shell and gives what it prints. */
  #ask(script: string): Promise<string> {
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#shell.stdin.write(`${script}\nprintf '${mark}'\n`);
    });
  }

  async #provide(text: string): Promise<void> {
    const plain = text.replace(/[#!].*$/gm, "");
    for (const [, name = ""] of plain.matchAll(interfaceUse)) await this.#interface(name);
    for (const [, block = ""] of plain.matchAll(/track_interface\s*\{([^}]*)\}/g)) {
      for (const line of block.split("\n")) await this.#interface(line.trim().split(/\s+/)[0] ?? "");
    }
    for (const [, name = "", group] of plain.matchAll(
      /^\s*(?:script_user|user)[ \t]+([\w.-]+)(?:[ \t]+([\w.-]+))?/gm,
    )) {
      this.#user(name);
      if (group !== undefined) this.#user(group);
    }
    for (const [, host = ""] of plain.matchAll(/\bsmtp_server\s+"?([A-Za-z][\w.-]*)/g)) this.#host(host);
    for (const [, words = ""] of plain.matchAll(commandUse)) this.#command(words);
    for (const [, file = ""] of plain.matchAll(/^\s*file\s+"?(\/[^\s"]+)/gm)) this.#file(file, "0\n");
    for (const [, file = ""] of plain.matchAll(/^\s*include[rmwba]?\s+([^\s"]+)/gm)) {
      if (!/[$*?[{]/.test(file)) this.#file(path.posix.resolve("/etc/keepalived", file), "");
    }
  }

  /** Makes what the daemon missed; `true` where there was something to make. */
  async #repair(output: string): Promise<boolean> {
    const before = this.#made.size;
    for (const [, name = ""] of output.matchAll(
      /(?:[Ii]nterface|device) ([\w.-]+)[^\n]*(?:doesn't|does not|not) exist/g,
    ))
      await this.#interface(name);
    for (const [, name = ""] of output.matchAll(/[Uu]ser '([\w.-]+)'[^\n]*not (?:exist|found)/g))
      this.#user(name);
    for (const [, host = ""] of output.matchAll(/resolve[^\n]*?[ '"]([A-Za-z][\w-]*\.[\w.-]+)/g))
      this.#host(host);
    return this.#made.size > before;
  }

  async #interface(name: string): Promise<void> {
    if (!/^[A-Za-z][\w.-]{0,14}$/.test(name) || name === "lo" || !this.#first(`interface ${name}`)) return;
    const n = ++this.#interfaces;
    await this.#ask(
      `ip link add ${name} type veth peer name kp${n} && ip link set ${name} up && ip link set kp${n} up && ` +
        `ip addr add 198.18.${n % 250}.1/24 dev ${name} && ip -6 addr add fd00:5::${n.toString(16)}/64 dev ${name} nodad`,
    );
  }

  /** A user that is root by another name: some releases do not check scripts of others in a test run. */
  #user(name: string): void {
    if (!/^[A-Za-z_][\w.-]*$/.test(name) || name === "root" || !this.#first(`user ${name}`)) return;
    for (const [file, line] of [
      ["/etc/passwd", `${name}:x:0:0::/:/bin/sh`],
      ["/etc/group", `${name}:x:0:`],
    ] as const) {
      const kept = readFileSync(this.#files + file, "utf8")
        .split("\n")
        .filter((l) => l !== "" && !l.startsWith(`${name}:`));
      writeFileSync(this.#files + file, `${[...kept, line].join("\n")}\n`);
    }
  }

  #host(name: string): void {
    if (/^[A-Za-z][\w.-]*$/.test(name) && this.#first(`host ${name}`))
      appendFileSync(`${this.#files}/etc/hosts`, `127.0.0.1 ${name}\n`);
  }

  #command(words: string): void {
    const [program = ""] = words
      .trim()
      .replace(/^["']+/, "")
      .split(/[\s"']+/);
    if (/^\/[^\s;|&<>$]+[^\s/;|&<>$]$/.test(program) && !/^\/(?:dev|proc)\//.test(program))
      this.#file(program, "#!/bin/sh\nexit 0\n", 0o755);
    else if (/^[\w.+:,=-]*\w$/.test(program) && !existsSync(`${this.#files}/usr/sbin/${program}`))
      this.#file(`/usr/bin/${program}`, "#!/bin/sh\nexit 0\n", 0o755);
  }

  #file(name: string, text: string, mode = 0o644): void {
    if (!this.#first(`file ${name}`) || existsSync(this.#files + name)) return;
    try {
      this.#write(name, text, mode);
    } catch {
      // A folder of that name, or a file where a folder should be: the daemon will say so.
    }
  }

  #write(name: string, text: string, mode = 0o644): void {
    mkdirSync(path.dirname(this.#files + name), { recursive: true });
    writeFileSync(this.#files + name, text, { mode });
  }

  #first(what: string): boolean {
    if (this.#made.has(what)) return false;
    this.#made.add(what);
    return true;
  }
}

const mark = "\u0001done\u0001";

const interfaceUse =
  /(?:^|[\s{])(?:interface|dev|lvs_sync_daemon(?:_interface)?|vrrp_ipvs_sync|garp_interface|default_interface|interfaces|bind_if)\s+"?([A-Za-z][\w.-]*)/gm;

const commandUse =
  /(?:^|[\s{])(?:script|notify(?:_\w+)?|quorum_up|quorum_down|misc_path|\w*fifo_script|startup_script|shutdown_script)[ \t]+(.+)$/gm;

/** The overlay, and the programs' folders as real ones: newer releases refuse scripts below a symbolic link. */
function prelude(root: string): string {
  return `
    exec 2>/dev/null
    mount --make-rprivate /
    b=$(mktemp -d); trap 'umount -l "$b"; rmdir "$b"' EXIT
    mount -t tmpfs tmpfs "$b"; mkdir "$b/u" "$b/w" "$b/m"; m="$b/m"
    mount -t overlay overlay -o "lowerdir=${root},upperdir=$b/u,workdir=$b/w" "$m"
    mount --rbind /proc "$m/proc"; mount --rbind /dev "$m/dev"
    for d in bin sbin; do [ -L "$m/$d" ] && rm "$m/$d" && mkdir "$m/$d" && mount --bind "$m/usr/$d" "$m/$d"; done
    ip link set lo up; hostname sandbox
    echo 1 >/proc/sys/net/ipv4/ip_nonlocal_bind
    mkdir -p "$m/etc/keepalived"
    echo 'nameserver 127.0.0.1' >"$m/etc/resolv.conf"
    echo '127.0.0.1 localhost sandbox' >"$m/etc/hosts"
    printf 'passwd: files\\ngroup: files\\nhosts: files\\nservices: files\\nprotocols: files\\n' >"$m/etc/nsswitch.conf"
    echo "$$ $m"`;
}

/** 2 to 6 are the daemon's own; 128 and more, and no number at all, are a signal's. */
function verdictOf(output: string, code: number): SandboxVerdict {
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
