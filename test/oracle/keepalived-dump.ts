/**
 * What keepalived makes of texts: the messages of its check run and the dump of its VRRP configuration. It runs in
 * namespaces and a root folder of its own, in which no program but `true` can be started, whatever a text asks for.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface Reading {
  readonly code: string;
  /** Messages of the check run, in order, without line numbers. */
  readonly says: readonly string[];
  /** The dump of a running daemon; empty where it does not get that far. */
  readonly dump: readonly string[];
}

/** What is missing for readings, or nothing. */
export function readingProblem(): string | undefined {
  if (process.getuid?.() !== 0) return "it needs root";
  if (spawnSync("keepalived", ["--version"]).error !== undefined) return "keepalived is not installed";
  const made = spawnSync("unshare", ["-n", "-m", "-p", "-f", "ip", "link", "add", "eth0", "type", "veth"]);
  return made.status === 0 ? undefined : "no namespaces with veth devices here";
}

/** What the keepalived below a root folder makes of a text. The interfaces and programs that `surroundings` names are there. */
export function readingOf(text: string, surroundings = text, root = "/"): Reading {
  const folder = mkdtempSync(path.join(tmpdir(), "kalint-dump-"));
  try {
    writeFileSync(path.join(folder, "keepalived.conf"), text);
    writeFileSync(path.join(folder, "interfaces"), lines(surroundings, interfaceName));
    writeFileSync(path.join(folder, "programs"), lines(surroundings, /(?<![\w/.:])\/[\w.-]+(?:\/[\w.-]+)+/g));
    const namespaces = ["-n", "-m", "-p", "-f", "--kill-child"];
    spawnSync("unshare", [...namespaces, "sh", "-c", script, "sh", folder, root], { timeout: 60_000 });
    return reading(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const interfaceName =
  /\b(?:eth|en|bond|br)\d?[\w.]{1,10}\b|(?<=\b(?:interface|dev)[ \t]+)[A-Za-z][\w.-]{0,14}/g;

/** All is mounted inside the namespaces, so nothing is left behind. The dump is over when it grows no more. */
const script = `
  cd "$1"; from=$2
  exec 2>/dev/null
  ip link set lo up
  for i in $(grep -vx lo interfaces); do
    ip link add "$i" type veth peer name "p$((n += 1))"
    ip link set "$i" up; ip link set "p$n" up; ip addr add "198.18.$n.1/24" dev "$i"
  done
  mkdir root; mount -t tmpfs tmpfs root
  mkdir -p root/usr/lib root/usr/lib64 root/usr/sbin root/usr/bin root/proc root/dev root/etc/keepalived root/run root/tmp root/var/run
  ln -s usr/lib root/lib; ln -s usr/lib64 root/lib64
  mount --bind "$from/usr/lib" root/usr/lib; mount --bind "$from/usr/lib64" root/usr/lib64
  mount -t proc proc root/proc; mount --bind /dev root/dev
  cp "$from/usr/sbin/keepalived" root/usr/sbin/keepalived
  cp "$from"/etc/keepalived/*config-opts root/etc/keepalived/
  echo root:x:0:0::/:/bin/true >root/etc/passwd
  echo keepalived_script:x:0:0::/:/bin/true >>root/etc/passwd
  echo root:x:0: >root/etc/group
  for p in sh bash killall pidof pgrep curl nc systemctl; do cp "$from/usr/bin/true" "root/usr/bin/$p"; done
  while read -r p; do mkdir -p "root$(dirname "$p")"; [ -e "root$p" ] || cp "$from/usr/bin/true" "root$p"; done <programs
  cp keepalived.conf root/etc/keepalived/keepalived.conf
  k='chroot root /usr/sbin/keepalived -f /etc/keepalived/keepalived.conf'
  timeout -s KILL 5 $k -t >says 2>&1; echo $? >code
  grep -q 'vrrp_' keepalived.conf || exit
  $k -P -n -l -d -G -R >dump 2>&1 &
  p=$!; last=; t=0
  while [ $t -lt 40 ] && kill -0 $p; do
    sleep 0.05; t=$((t + 1)); now=$(wc -c <dump)
    grep -q 'VRRP Topology' dump && [ "$now" = "$last" ] && break
    last=$now
  done`;

function reading(folder: string): Reading {
  const [code = "", says = "", dump = ""] = ["code", "says", "dump"].map((name) => {
    const file = path.join(folder, name);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  });
  return {
    code: code.trim(),
    says: says.split("\n").map((line) => line.replace(/^\((?:.*: )?Line \d+\) ?/, "")),
    // What is dumped stands behind a blank or is a heading; the rest is what happens to the process.
    dump: dump
      .split("\n")
      .map((line) => line.replace(/^\w+ \w+ +\d+ [\d:]+ \d+: ?/, ""))
      .filter((line) => /^(?: |------<)/.test(line))
      .join("\n")
      .replace(/^------< Interfaces >[\s\S]*?(?=^------<|$(?![\s\S]))/m, "")
      .split("\n"),
  };
}

function lines(text: string, pattern: RegExp): string {
  return [...new Set([...text.matchAll(pattern)].map(([found]) => `${found}\n`))].join("");
}
