/** How fast a file is parsed, checked and linted, warm, beside the daemons' own check runs and two npm tools on the same file. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { Bench } from "tinybench";
import type { DialectId } from "../server/src/dialect.ts";
import { dialects } from "../server/src/dialects/all.ts";
import { lint } from "../server/src/lint/lint.ts";
import type { FileSystem } from "../server/src/workspace/file-system.ts";
import { SourceFile } from "../server/src/workspace/source-file.ts";
import { Workspace } from "../server/src/workspace/workspace.ts";
import { samples } from "./samples.ts";
import { median, milliseconds, printTable } from "./table.ts";

const lines = 10_000;
const nowhere: FileSystem = {
  read: () => ({ ok: false, reason: "no such file" }),
  kind: () => "missing",
  list: () => [],
};
const fromBench = createRequire(path.resolve("bench/package.json"));

export async function reading(): Promise<void> {
  for (const dialect of dialects) {
    const text = samples[dialect.id](lines);
    const megabytes = text.length / 1e6;
    const target = dialect.data().targets.at(-1) ?? "";
    const bench = new Bench({ time: 3_000, warmupTime: 1_000 });
    bench.add("kalint: parse", () => {
      dialect.parse(text);
    });
    bench.add("kalint: parse and check", () => {
      new SourceFile("/bench/file", text, dialect, target);
    });
    bench.add("kalint: parse, check and all rules", () => {
      const workspace = new Workspace(nowhere);
      workspace.setText(`/bench/${dialect.id}`, text, { dialect: dialect.id });
      const snapshot = workspace.snapshot();
      lint(snapshot, snapshot.files.values());
    });
    if (dialect.id === "nginx") addPeers(bench, text);
    await bench.run();
    const rows: (readonly [string, number])[] = bench.tasks.map((task) => {
      const result = task.result;
      if (!("latency" in result)) throw new Error(`${task.name} did not run: ${JSON.stringify(result)}`);
      return [task.name, result.latency.p50] as const;
    });
    const daemon = daemonCheck(dialect.id, text);
    if (daemon !== undefined) rows.push(daemon);
    const yardstick = rows.find(([name]) => name === "kalint: parse and check")?.[1] ?? Number.NaN;
    printTable(
      `${dialect.id}: ${lines.toLocaleString("en")} lines, ${megabytes.toFixed(2)} MB, median`,
      ["what", "time", "speed", "to parse and check"],
      rows.map(([name, ms]) => [
        name,
        milliseconds(ms),
        `${((megabytes / ms) * 1000).toFixed(1)} MB/s`,
        `${(ms / yardstick).toFixed(2)} ×`,
      ]),
    );
  }
}

function addPeers(bench: Bench, text: string): void {
  const linter: { parser: { parse(text: string): unknown } } = fromBench("nginx-linter");
  bench.add("nginx-linter: parse only", () => {
    linter.parser.parse(text);
  });
  const prettier: { format(text: string, options: object): Promise<string> } = fromBench("prettier");
  const plugin = fromBench.resolve("prettier-plugin-nginx");
  bench.add("prettier-plugin-nginx: format", async () => {
    await prettier.format(text, { parser: "nginx", plugins: [plugin] });
  });
}

const checks: Readonly<Record<DialectId, (file: string) => readonly [string, ...string[]]>> = {
  keepalived: (file) => ["keepalived", "-t", "-f", file],
  nginx: (file) => ["nginx", "-t", "-q", "-c", file],
  haproxy: (file) => ["haproxy", "-c", "-q", "-f", file],
};

/** Median of five runs of the daemon's own check, start of the process and all; `undefined` where it is not installed. */
function daemonCheck(dialect: DialectId, text: string): readonly [string, number] | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), "kalint-bench-"));
  try {
    const file = path.join(folder, "sample.conf");
    writeFileSync(file, text);
    const [program, ...args] = checks[dialect](file);
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const started = performance.now();
      const run = spawnSync(program, args, { timeout: 60_000, stdio: "ignore" });
      if (run.error !== undefined) {
        console.log(`\n(${program} is not installed here: not compared)`);
        return undefined;
      }
      times.push(performance.now() - started);
    }
    return [`${[program, ...args.slice(0, 1)].join(" ")} (a whole process)`, median(times)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
