/**
 * A daemon that answers many checks quickly: one shell in namespaces of its own, on a throw-away overlay of the root
 * file system. What a text names of the machine (interfaces, users, hosts, files) is made up there; what there is to
 * make, each daemon's own file says.
 */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface SandboxVerdict {
  /** It complains about the text, not about the machine; `undefined`: the machine stopped it before the end. */
  readonly rejects: boolean | undefined;
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

/** What differs from daemon to daemon. */
export interface SandboxedDaemon {
  readonly program: string;
  readonly configFile: string;
  /** The arguments of a check run. */
  check(text: string): readonly string[];
  /** Asks for the version. */
  readonly version: string;
  /** Variables that a text expects from outside. */
  environment?(text: string): ReadonlyMap<string, string>;
  /** Makes what a text names of the machine. */
  provide(text: string, sandbox: Sandbox): Promise<void>;
  /** Makes what the daemon missed. */
  repair(output: string, sandbox: Sandbox): Promise<void>;
  verdict(output: string, code: number): SandboxVerdict;
}

const limitSeconds = 4;
const maxRepairs = 12;

/** What may be wrong with the place: `undefined`, or why no sandbox can be had there. */
export function sandboxProblem({ program, version }: SandboxedDaemon, root = "/"): string | undefined {
  if (process.getuid?.() !== 0) return "it needs root";
  const runs = spawnSync("chroot", [root, program, version]);
  if (runs.error !== undefined || runs.status !== 0) return `no ${program} below ${root}`;
  const own = spawnSync("unshare", ["-n", "-m", "sh", "-c", "ip link add eth0 type veth peer name p0"]);
  return own.status === 0 ? undefined : "no network namespaces with veth devices here";
}

/** The release of the daemon below a root: `2.3.4`. */
export function releaseBelow({ program, version }: SandboxedDaemon, root = "/"): string {
  const run = spawnSync("chroot", [root, program, version], { encoding: "utf8" });
  return /\d+\.\d+\.\d+/.exec(`${run.stdout}${run.stderr}`)?.[0] ?? "?";
}

export class Sandbox {
  readonly #daemon: SandboxedDaemon;
  readonly #shell: ChildProcessWithoutNullStreams;
  /** The overlay as seen from outside. */
  #files = "";
  readonly #made = new Set<string>();
  #output = "";
  #waiting: ((answer: string) => void) | undefined;
  #interfaces = 0;

  private constructor(daemon: SandboxedDaemon, shell: ChildProcessWithoutNullStreams) {
    this.#daemon = daemon;
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

  static async open(daemon: SandboxedDaemon, root = "/"): Promise<Sandbox> {
    const shell = spawn("unshare", ["-n", "-m", "-u", "sh"], { stdio: ["pipe", "pipe", "pipe"] });
    const sandbox = new Sandbox(daemon, shell);
    const answer = await sandbox.#ask(prelude(root));
    const [pid, folder] = answer.trim().split(" ");
    sandbox.#files = `/proc/${pid}/root${folder}`;
    return sandbox;
  }

  close(): void {
    this.#shell.stdin.end();
  }

  /** The verdict on a text, and what the text names is made first. */
  async check(text: string): Promise<SandboxVerdict> {
    const { program, configFile, check, environment, verdict } = this.#daemon;
    await this.#daemon.provide(text, this);
    const variables = [...(environment?.(text) ?? [])].map(([name, value]) => `${name}='${value}' `).join("");
    const command = `${variables}timeout -s KILL ${limitSeconds} chroot "$m" ${program} ${check(text).join(" ")}`;
    for (let round = 0; ; round++) {
      this.#write(configFile, text);
      const answer = await this.#ask(`${command} 2>&1 </dev/null; echo "rc $?"`);
      const [, output = "", code = ""] = /^([\s\S]*)rc (\d+)\s*$/.exec(answer) ?? [];
      const before = this.#made.size;
      if (round < maxRepairs) await this.#daemon.repair(output, this);
      if (this.#made.size === before) return verdict(output, Number(code));
    }
  }

  async interface(name: string): Promise<void> {
    if (!/^[A-Za-z][\w.-]{0,14}$/.test(name) || name === "lo" || !this.#first(`interface ${name}`)) return;
    const n = ++this.#interfaces;
    await this.#ask(
      `ip link add ${name} type veth peer name kp${n} && ip link set ${name} up && ip link set kp${n} up && ` +
        `ip addr add 198.18.${n % 250}.1/24 dev ${name} && ip -6 addr add fd00:5::${n.toString(16)}/64 dev ${name} nodad`,
    );
  }

  /** A user, and a group, that is root by another name: some releases do not check scripts of others in a test run. */
  user(name: string): void {
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

  host(name: string): void {
    if (/^[A-Za-z_][\w.-]*$/.test(name) && this.#first(`host ${name}`))
      appendFileSync(`${this.#files}/etc/hosts`, `127.0.0.1 ${name}\n`);
  }

  /** A file, where there is none of that name. */
  file(name: string, text: string, mode = 0o644): void {
    if (!this.#first(`file ${name}`) || this.has(name)) return;
    try {
      this.#write(name, text, mode);
    } catch {
      // A folder of that name, or a file where a folder should be: the daemon will say so.
    }
  }

  /** A folder of the daemon's package, without what the package has put there. */
  empty(folder: string): void {
    if (!this.#first(`empty ${folder}`)) return;
    rmSync(this.#files + folder, { recursive: true, force: true });
    mkdirSync(this.#files + folder, { recursive: true });
  }

  has(name: string): boolean {
    return existsSync(this.#files + name);
  }

  #write(name: string, text: string, mode = 0o644): void {
    mkdirSync(path.dirname(this.#files + name), { recursive: true });
    writeFileSync(this.#files + name, text, { mode });
  }

  /** Runs a piece of shell and gives what it prints. */
  #ask(script: string): Promise<string> {
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#shell.stdin.write(`${script}\nprintf '${mark}'\n`);
    });
  }

  #first(what: string): boolean {
    if (this.#made.has(what)) return false;
    this.#made.add(what);
    return true;
  }
}

const mark = "\u0001done\u0001";

/** The overlay, and the programs' folders as real ones: newer keepalived refuses scripts below a symbolic link. */
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
    for v in 4 6; do echo 1 >/proc/sys/net/ipv$v/ip_nonlocal_bind; done
    echo 'nameserver 127.0.0.1' >"$m/etc/resolv.conf"
    echo '127.0.0.1 localhost sandbox' >"$m/etc/hosts"
    printf 'passwd: files\\ngroup: files\\nhosts: files\\nservices: files\\nprotocols: files\\n' >"$m/etc/nsswitch.conf"
    echo "$$ $m"`;
}
