/**
 * Runs scenarios on a real keepalived with the lab program and keeps of its results what is compared: who held which
 * address when, and the states. The program is measuring material beside the checkout, no part of the project.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repository, shared } from "../support/shared.ts";
import type { Checkpoint, Observed } from "./compare.ts";

/** What is kept of a run. */
export interface Observation extends Observed {
  readonly scenario: string;
  /** The release that ran: `2.3.4`. */
  readonly keepalived: string;
  readonly duration: number;
  /** Who held each address when; for a person who reads the record. */
  readonly vip_summary: Readonly<Record<string, unknown>>;
  readonly nodes: Readonly<Record<string, NodeRecord>>;
}

interface NodeRecord {
  readonly states: readonly unknown[];
  readonly effective_priority: readonly unknown[];
}

export interface Runtime {
  readonly program: string;
  /** A root file system with a keepalived of another release. */
  readonly root: string | undefined;
  /** How many scenarios run at the same time. */
  readonly jobs: number;
}

/** The folder of the lab, or `undefined` with one line for each thing that is missing to run it. */
export function labFolder(wantedBy: string, root?: string): string | undefined {
  const missing = missingHere(root);
  for (const what of missing) console.warn(`SKIPPED ${wantedBy}: ${what}`);
  const program = shared("vrrp-lab/vrrp_lab.py", wantedBy);
  return program === undefined || missing.length > 0 ? undefined : path.dirname(program);
}

function missingHere(root: string | undefined): string[] {
  const daemon = root === undefined ? ["keepalived"] : ["chroot", root, "keepalived"];
  const isRoot = process.getuid?.() === 0;
  return [
    ...(isRoot ? [] : ["it needs root, for network namespaces"]),
    ...(succeeds("python3", "--version") ? [] : ["python3 is not installed"]),
    ...(succeeds(...daemon, "--version") ? [] : [`\`${daemon.join(" ")}\` does not run here`]),
    ...(isRoot && !canMakeNamespaces() ? ["`ip netns` can not make network namespaces here"] : []),
  ];
}

function canMakeNamespaces(): boolean {
  const name = `kalint-probe-${process.pid}`;
  const made = succeeds("ip", "netns", "add", name);
  return made && succeeds("ip", "netns", "del", name);
}

function succeeds(...command: readonly string[]): boolean {
  const [program = "", ...args] = command;
  return spawnSync(program, args).status === 0;
}

/** Runs scenario files and gives what was seen, by scenario; one that could not be run is not there. */
export async function observe(
  files: readonly string[],
  { program, root, jobs }: Runtime,
): Promise<ReadonlyMap<string, Observation>> {
  const results = mkdtempSync(path.join(tmpdir(), "kalint-lab-"));
  const rootOption = root === undefined ? [] : ["--rootfs", path.resolve(root)];
  try {
    // What the lab prints while it runs is the progress.
    const lab = spawn("python3", [program, ...files, "-o", results, "--jobs", String(jobs), ...rootOption], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    await new Promise((resolve, reject) => lab.on("close", resolve).on("error", reject));
    return new Map(
      readdirSync(results)
        .map((name) => slim(JSON.parse(readFileSync(path.join(results, name), "utf8")) as Observation))
        .map((observation) => [observation.scenario, observation]),
    );
  } finally {
    rmSync(results, { recursive: true });
  }
}

function slim(whole: Observation): Observation {
  const { scenario, keepalived, duration, vip_summary, event_effects, checkpoints, nodes } = whole;
  return {
    scenario,
    keepalived,
    duration,
    vip_summary,
    event_effects,
    checkpoints: checkpoints.map(({ at, holders, states }: Checkpoint) => ({ at, holders, states })),
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([name, { states, effective_priority }]) => [
        name,
        { states, effective_priority },
      ]),
    ),
  };
}

const recordFolder = path.join(repository, "test/lab/observed");

function recordFile(scenario: string, release: string): string {
  return path.join(recordFolder, `${scenario}.${release}.json`);
}

/** What was recorded for a scenario, on this release. */
export function recorded(scenario: string, release: string): Observation | undefined {
  const file = recordFile(scenario, release);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Observation) : undefined;
}

/** Writes what was seen where `recorded` finds it. */
export function record(observations: Iterable<Observation>): void {
  const files = [...observations].map((observation) => {
    const file = recordFile(observation.scenario, observation.keepalived);
    writeFileSync(file, JSON.stringify(observation));
    return file;
  });
  const biome = path.join(repository, "node_modules/.bin/biome");
  spawnSync(biome, ["format", "--write", ...files], { stdio: "inherit" });
}
