/**
 * Runs scenarios on the real keepalived and compares what happens with what kalint predicts:
 *
 *     npm run test:lab -- [NAME]... [--all] [--recorded | --record] [--root DIR] [--jobs N]
 *
 * `NAME` is the beginning of a scenario's id; without one all of `scenarios/` are run, with `--all` those of the lab
 * too. `--recorded` compares with the runs in `observed/` instead, `--record` writes them. `--root` is a root file
 * system with a keepalived of another release. The exit code is 1 where something differs, 2 for a wrong option.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { repository } from "../support/shared.ts";
import { advertAndCheck, differences, effectChanges, type Predicted } from "./compare.ts";
import { labFolder, type Observation, observe, record, recorded } from "./observe.ts";

const wantedBy = "test:lab";
const ownScenarios = path.join(repository, "test/lab/scenarios");

interface Options {
  readonly names: readonly string[];
  readonly all: boolean;
  readonly recorded: boolean;
  readonly record: boolean;
  readonly root: string | undefined;
  readonly jobs: number;
}

async function main(): Promise<number> {
  const options = optionsFrom(process.argv.slice(2));
  if (typeof options === "string") {
    console.error(`${wantedBy}: ${options}`);
    return 2;
  }
  const lab = labFolder(wantedBy, options.root);
  if (lab === undefined) return 0;
  const files = chosen(options, scenarioFiles(lab, options.all));
  if (typeof files === "string") {
    console.error(`${wantedBy}: ${files}`);
    return 2;
  }
  const runtime = { program: path.join(lab, "vrrp_lab.py"), root: options.root };
  const first = await observe([...files.values()], { ...runtime, jobs: options.jobs });
  if (options.record) {
    record(first.values());
    return first.size === files.size ? 0 : 1;
  }
  const compare = options.recorded ? againstRecord : againstEngine;
  const found = new Map([...files].map(([id, file]) => [id, compare(file, first.get(id))]));
  const doubtful = new Map([...files].filter(([id]) => found.get(id)?.length !== 0));
  // Timers run in real time: what a busy machine alone can explain is not seen twice.
  const second = doubtful.size === 0 ? first : await observe([...doubtful.values()], { ...runtime, jobs: 1 });
  for (const [id, file] of doubtful) {
    const again = compare(file, second.get(id));
    if (again.length === 0) console.log(`${id} differed at first and agrees when it runs alone:`);
    if (again.length === 0) for (const difference of found.get(id) ?? []) console.log(`    ${difference}`);
    found.set(id, again);
  }
  return report(found, options.recorded ? "what was recorded" : "the prediction");
}

function optionsFrom(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        all: { type: "boolean", default: false },
        recorded: { type: "boolean", default: false },
        record: { type: "boolean", default: false },
        root: { type: "string" },
        jobs: { type: "string", default: "2" },
      },
    });
    const jobs = Number(values.jobs);
    if (!Number.isInteger(jobs) || jobs < 1) return `--jobs wants a number, not \`${values.jobs}\``;
    if (values.record && values.recorded) return "--record and --recorded exclude each other";
    if (values.record && values.all) return "--record writes only what belongs to test/lab/scenarios";
    return { ...values, root: values.root, names: positionals, jobs };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Scenario files by id: ours, and those of the lab whose outcome is not a matter of milliseconds. */
function scenarioFiles(lab: string, all: boolean): ReadonlyMap<string, string> {
  const own = filesIn(ownScenarios);
  if (!all) return own;
  const index = JSON.parse(readFileSync(path.join(lab, "index.json"), "utf8")) as readonly {
    readonly id: string;
    readonly race?: boolean;
  }[];
  const races = new Set(index.filter(({ race }) => race === true).map(({ id }) => id));
  console.log(`not run, because milliseconds decide them: ${[...races].join(" ")}`);
  return new Map([...own, ...[...filesIn(path.join(lab, "scenarios"))].filter(([id]) => !races.has(id))]);
}

function filesIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return new Map(names.sort().map((name) => [name.replace(/\.json$/, ""), path.join(folder, name)]));
}

function chosen(
  { names }: Options,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | string {
  if (names.length === 0) return files;
  const unknown = names.find((name) => ![...files.keys()].some((id) => id.startsWith(name)));
  if (unknown !== undefined) return `no scenario begins with \`${unknown}\``;
  return new Map([...files].filter(([id]) => names.some((name) => id.startsWith(name))));
}

function againstRecord(_file: string, observed: Observation | undefined): readonly string[] {
  if (observed === undefined) return ["it did not run"];
  const before = recorded(observed.scenario, observed.keepalived);
  if (before === undefined) return [`nothing is recorded for ${observed.keepalived}`];
  const changes = effectChanges(before.event_effects);
  return differences(observed, { checkpoints: before.checkpoints, changes });
}

function againstEngine(file: string, observed: Observation | undefined): readonly string[] {
  if (observed === undefined) return ["it did not run"];
  const target = `keepalived=${/^\d+\.\d+/.exec(observed.keepalived)?.[0]}`;
  const run = spawnSync(
    process.execPath,
    [
      path.join(repository, "server/dist/kalint.cjs"),
      ...["failover", "--scenario", file, "--format", "json", "--target", target],
    ],
    { encoding: "utf8" },
  );
  const predicted = prediction(run.stdout);
  return predicted === undefined
    ? [`kalint predicts nothing: ${run.stderr.trim().split("\n")[0]}`]
    : differences(observed, predicted, isOwn(file) ? undefined : advertAndCheck);
}

/** The scenarios of the lab have faults at full seconds, when the checks run. */
function isOwn(file: string): boolean {
  return path.dirname(file) === ownScenarios;
}

function prediction(text: string): Predicted | undefined {
  try {
    const read = JSON.parse(text) as Predicted & { readonly version?: number };
    return read.version === 1 ? read : undefined;
  } catch {
    return undefined;
  }
}

function report(found: ReadonlyMap<string, readonly string[]>, what: string): number {
  const width = Math.max(...[...found.keys()].map((id) => id.length));
  for (const [id, lines] of found) {
    const [first = "as expected", ...rest] = lines;
    console.log(`${id.padEnd(width)}  ${first}`);
    for (const line of rest) console.log(`${"".padEnd(width)}  ${line}`);
  }
  const differing = [...found.values()].filter((lines) => lines.length > 0).length;
  console.log(`${found.size} scenarios, ${differing} differ from ${what}`);
  return differing === 0 ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`${wantedBy}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 2;
  },
);
