/** How long completion and hover take at several places in the middle of a file of 10,000 lines, for each daemon. */
import type { DialectId } from "../server/src/dialect.ts";
import { completionsAt } from "../server/src/ide/completion.ts";
import { hoverAt } from "../server/src/ide/hover.ts";
import type { FileSystem } from "../server/src/workspace/file-system.ts";
import { Workspace } from "../server/src/workspace/workspace.ts";
import { instances, samples } from "./samples.ts";
import { median, milliseconds, printTable } from "./table.ts";

const lines = 10_000;
const rounds = 200;
const nowhere: FileSystem = {
  read: () => ({ ok: false, reason: "no such file" }),
  kind: () => "missing",
  list: () => [],
};

export async function asking(): Promise<void> {
  ask("keepalived", instances(lines), inInstances);
  ask("nginx", samples.nginx(lines), inServers);
  ask("haproxy", samples.haproxy(lines), inProxies);
}

function ask(dialect: DialectId, text: string, places: (text: string) => [string, number][]): void {
  const workspace = new Workspace(nowhere);
  const file = `/bench/${dialect}.cfg`;
  workspace.setText(file, text, { dialect });
  const snapshot = workspace.snapshot();
  const source = snapshot.files.get(file);
  if (source === undefined) throw new Error("the sample is not in the snapshot");
  const rows = places(text).map(([name, offset]) => {
    const completion = timed(() => completionsAt(snapshot, source, offset));
    const hover = timed(() => hoverAt(snapshot, source, offset));
    return [name, completion.median, completion.slow, hover.median, hover.slow];
  });
  printTable(
    `completion and hover, ${dialect}, ${lines.toLocaleString("en")} lines, ${rounds} times each`,
    ["at", "completion, median", "95 %", "hover, median", "95 %"],
    rows,
  );
}

/** Places in the instance in the middle, and behind the last one. */
function inInstances(text: string): [string, number][] {
  const behind = behindIn(text, "vrrp_instance");
  return [
    ["a new block", text.length],
    ["a new line of an instance", behind("{\n    ")],
    ["an interface", behind("interface e")],
    ["a virtual router id", behind("virtual_router_id ")],
    ["an option of an address", behind("/24 d")],
    ["the value of an option", behind("dev e")],
    ["a gateway", behind("via 1")],
    ["a script", behind("track_script {\n        c")],
    ["a weight", behind("weight ")],
  ];
}

/** Places in the server in the middle, and behind the last one. */
function inServers(text: string): [string, number][] {
  const behind = behindIn(text, "    upstream");
  return [
    ["a new block", text.lastIndexOf("}")],
    ["a new line of a location", behind("location / {\n            ")],
    ["the head of a server", behind("    ser")],
    ["the head of a location", behind("        loc")],
    ["a directive", behind("proxy_read")],
    ["an upstream", behind("http://")],
    ["a variable", behind("Host $")],
    ["a server", behind("server 10")],
    ["an option of a server", behind("weight=5 max")],
  ];
}

/** Places in the proxies in the middle, and behind the last one. */
function inProxies(text: string): [string, number][] {
  const behind = behindIn(text, "frontend");
  return [
    ["a new section", text.length],
    ["the name of a frontend", behind("frontend f")],
    ["a new line of a frontend", behind("bind 127")],
    ["an ACL", behind(" if i")],
    ["a backend", behind("use_backend b")],
    ["a fetch", behind("{ sr")],
    ["the name of a backend", behind("\nbackend b")],
    ["a server", behind("server s")],
    ["an option of a server", behind("check int")],
  ];
}

/** Where the first such text ends behind the block in the middle. */
function behindIn(text: string, block: string): (mark: string) => number {
  const from = text.indexOf(block, text.length / 2);
  return (mark) => text.indexOf(mark, from) + mark.length;
}

function timed(run: () => unknown): { readonly median: string; readonly slow: string } {
  for (let i = 0; i < 20; i++) run();
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const started = performance.now();
    run();
    times.push(performance.now() - started);
  }
  const sorted = [...times].sort((a, b) => a - b);
  const slow = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
  return { median: milliseconds(median(times)), slow: milliseconds(slow) };
}
