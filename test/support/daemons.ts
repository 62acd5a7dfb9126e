/** The real daemons, where they are installed: the verdict of their check run on a text. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DialectId } from "../../server/src/dialect.ts";

export interface DaemonVerdict {
  readonly rejects: boolean;
  /** The daemon that is installed lacks a module that the text is for: it has judged nothing. */
  readonly lacksModule: boolean;
  readonly says: string;
}

interface Daemon {
  readonly version: readonly [string, ...string[]];
  /** A command that must succeed for the check run to say anything of the file alone. */
  readonly needs?: readonly [string, ...string[]];
  readonly file: string;
  check(file: string, id?: string): readonly [string, ...string[]];
  rejects(code: number | null, says: string): boolean;
}

/** Complaints about the machine, not about the file. */
const hostDependent =
  /SECURITY VIOLATION|script user|keepalived_script|not found\/accessible|Unable to (?:load|access)|interface \S+ .*doesn't exist|WARNING - default user/;

/** Debian builds these as modules of their own. */
const nginxModules = ["stream", "mail"]
  .map((name) => `modules/ngx_${name}_module.so`)
  .filter((file) => existsSync(`/usr/lib/nginx/${file}`))
  .map((file) => `load_module ${file};`)
  .join(" ");

const daemons: Readonly<Record<DialectId, Daemon>> = {
  keepalived: {
    version: ["keepalived", "--version"],
    needs: ["unshare", "-n", "ip", "link", "add", "eth0", "type", "veth", "peer", "name", "peer-eth0"],
    file: "keepalived.conf",
    // A network of its own with the interfaces that samples name; `-t` can hang.
    check: (file, id) => [
      "unshare",
      "-n",
      "sh",
      "-c",
      `for i in eth0 eth1; do ip link add $i type veth peer name peer-$i; done; ip addr add 192.0.2.1/24 dev eth0; exec timeout 10 keepalived -t -f ${file} ${id === undefined ? "" : `-i '${id}'`}`,
    ],
    rejects: (code, says) =>
      code !== 0 && says.split("\n").some((line) => line.trim() !== "" && !hostDependent.test(line)),
  },
  nginx: {
    version: ["nginx", "-v"],
    file: "nginx.conf",
    check: (file) => ["nginx", "-t", "-c", file, "-g", nginxModules],
    // nginx stops at the first error: where that is about the machine, the file was not refused.
    rejects: (code, says) =>
      code !== 0 &&
      !/host not found in|cannot load certificate|open\(\) ".*" failed|bind\(\) to|getpwnam\(|is already loaded/.test(
        says,
      ),
  },
  haproxy: {
    version: ["haproxy", "-v"],
    file: "haproxy.cfg",
    check: (file) => ["haproxy", "-c", "-f", file],
    // Code 2: nothing is wrong, and nothing listens. Files and names of the machine, what the daemon is built without, and
    // how it is started (`-W`) are not the text's fault.
    rejects: (code, says) =>
      code !== 0 &&
      code !== 2 &&
      !/No such file or directory|could not resolve address|is not compiled in|without master worker/.test(
        says,
      ),
  },
};

/** The target version (`2.6`) that the installed daemon stands for, or `undefined` with a visible line where there is none. */
export function installedTarget(dialect: DialectId, wantedBy: string): string | undefined {
  const {
    version: [program, ...args],
    needs: [needed, ...rest] = ["true"],
  } = daemons[dialect];
  if (spawnSync(needed, rest).status !== 0) {
    console.warn(`SKIPPED ${wantedBy}: \`${[needed, ...rest].join(" ")}\` does not work here`);
    return undefined;
  }
  const run = spawnSync(program, args, { encoding: "utf8" });
  const version = /(\d+\.\d+)\.\d+/.exec(`${run.stdout ?? ""}${run.stderr ?? ""}`)?.[1];
  if (run.error === undefined && version !== undefined) return version;
  console.warn(`SKIPPED ${wantedBy}: ${program} is not installed`);
  return undefined;
}

/** Runs the daemon's check over a text, other files beside it, in a folder that is thrown away; `id` is keepalived's `-i`. */
export function daemonVerdict(
  dialect: DialectId,
  text: string,
  { files = {}, id }: { readonly files?: Readonly<Record<string, string>>; readonly id?: string } = {},
): DaemonVerdict {
  const daemon = daemons[dialect];
  const folder = mkdtempSync(path.join(tmpdir(), "kalint-oracle-"));
  try {
    const file = path.join(folder, daemon.file);
    writeFileSync(file, text);
    for (const [name, other] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), other);
    }
    const [program, ...args] = daemon.check(file, id);
    const run = spawnSync(program, args, { encoding: "utf8", timeout: 20_000, cwd: folder });
    const says = `${run.stdout ?? ""}${run.stderr ?? ""}`;
    const lacksModule = dialect === "nginx" && /unknown directive "(?:stream|mail)"/.test(says);
    return { rejects: !lacksModule && daemon.rejects(run.status, says), lacksModule, says };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
