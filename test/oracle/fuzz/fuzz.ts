/**
 * Gives mutated configuration files to a real daemon and to kalint and prints where their verdicts differ:
 *
 *     npm run fuzz:keepalived -- [--mutants N] [--seed S] [--root DIR]... [--classes N]
 *
 * and `fuzz:nginx` and `fuzz:haproxy`, which have `--lines N` too: N lines built of the catalogue's forms. `--root` is a
 * root file system with a daemon of another release; without one it is the installed one. It needs
 * root and network namespaces, and the corpus beside this checkout.
 */
import { parseArgs } from "node:util";
import { releaseBelow, Sandbox, sandboxProblem } from "../../support/sandbox.ts";
import { type Case, type Outcome, outcomeOf } from "./compare.ts";
import type { FuzzedDaemon } from "./daemon.ts";
import { haproxy } from "./haproxy.ts";
import { keepalived } from "./keepalived.ts";
import { minimise } from "./minimise.ts";
import { mutate, randomNumbers } from "./mutate.ts";
import { nginx } from "./nginx.ts";
import { acceptedTexts } from "./sources.ts";

const daemons: readonly FuzzedDaemon[] = [keepalived, haproxy, nginx];
const workers = 2;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      mutants: { type: "string", default: "5000" },
      seed: { type: "string", default: "1" },
      root: { type: "string", multiple: true, default: ["/"] },
      classes: { type: "string", default: "40" },
      lines: { type: "string", default: "0" },
    },
  });
  const daemon = daemons.find(({ id }) => id === positionals[0]);
  if (daemon === undefined) throw new Error(`which daemon? ${daemons.map(({ id }) => id).join(", ")}`);
  for (const root of values.root) {
    const problem = sandboxProblem(daemon.sandbox, root);
    if (problem !== undefined) throw new Error(`can not run ${daemon.id}: ${problem}`);
    const lines = Number(values.lines);
    const wanted = lines > 0 ? { lines } : { mutants: Number(values.mutants) };
    await run(daemon, root, wanted, Number(values.seed), Number(values.classes));
  }
}

interface Wanted {
  readonly mutants?: number;
  /** Lines built of the catalogue's argument forms, instead of mutants. */
  readonly lines?: number;
}

async function run(
  daemon: FuzzedDaemon,
  root: string,
  { mutants = 0, lines = 0 }: Wanted,
  seed: number,
  shown: number,
): Promise<void> {
  const release = releaseBelow(daemon.sandbox, root);
  const target = release.replace(/\.\d+$/, "");
  const pool = await Promise.all(Array.from({ length: workers }, () => Sandbox.open(daemon.sandbox, root)));
  const random = randomNumbers(seed);
  const { texts, note, lineOf } =
    lines > 0
      ? linesOf(daemon, pool, target, lines, random)
      : await mutantsOf(daemon, pool[0], target, mutants, random);
  const cases: Case[] = [];
  let next = 0;
  await Promise.all(
    pool.map(async (sandbox) => {
      for (let text = texts[next++]; text !== undefined; text = texts[next++])
        cases.push(await outcomeOf(daemon, sandbox, text, target));
    }),
  );
  print(`${daemon.id} ${release}: ${note}`, cases);
  const [strange] = cases.filter((c) => c.crash === "unknown").sort((a, b) => a.text.length - b.text.length);
  if (strange !== undefined) console.log(`\n=== a crash of unknown cause\n${strange.text}`);
  await printClasses(daemon, pool[0], target, cases, shown, lineOf);
  for (const sandbox of pool) sandbox.close();
}

interface Tried {
  readonly texts: readonly string[];
  readonly note: string;
  /** The line that decides a text, where it is known: nothing need be looked for. */
  readonly lineOf?: ReadonlyMap<string, string>;
}

async function mutantsOf(
  daemon: FuzzedDaemon,
  sandbox: Sandbox | undefined,
  target: string,
  wanted: number,
  random: () => number,
): Promise<Tried> {
  const bases = await acceptedTexts(daemon, sandbox, target);
  const chance = { random, language: daemon.language, bank: daemon.bank(bases.texts) };
  const seen = new Set(bases.texts);
  const texts: string[] = [];
  for (let tries = 0; texts.length < wanted && tries < wanted * 3; tries++) {
    const base = bases.texts[Math.floor(random() * bases.texts.length)] ?? "";
    const mutant = mutate(base, chance);
    if (seen.has(mutant)) continue;
    seen.add(mutant);
    texts.push(mutant);
  }
  return { texts, note: `mutants of ${bases.note}` };
}

/** Lines chosen at random of all there are, each in a file of its own. */
function linesOf(
  { lines }: FuzzedDaemon,
  pool: readonly Sandbox[],
  target: string,
  wanted: number,
  random: () => number,
): Tried {
  if (lines === undefined) throw new Error("there are no lines for this daemon");
  for (const sandbox of pool)
    for (const [name, text] of Object.entries(lines.files())) sandbox.file(name, text);
  const all = lines.samples(target);
  const order = new Map(all.map(({ text }) => [text, random()]));
  const chosen = [...all]
    .sort((a, b) => (order.get(a.text) ?? 0) - (order.get(b.text) ?? 0))
    .slice(0, wanted);
  return {
    texts: chosen.map(({ text }) => text),
    note: `lines, of ${all.length} there are`,
    lineOf: new Map(chosen.map(({ text, scope, line }) => [text, `[${scope}] ${line}`])),
  };
}

function print(title: string, cases: readonly Case[]): void {
  const count = (outcome: Outcome) => cases.filter((c) => c.outcome === outcome).length;
  const decided = cases.length - count("crash") - count("host");
  const agree = count("both accept") + count("both refuse");
  console.log(`${title}, ${cases.length} tried`);
  console.log(
    `  agreement ${((100 * agree) / decided).toFixed(2)} % of ${decided}: ${count("both accept")} accepted and ` +
      `${count("both refuse")} refused by both, ${count("false reject")} false rejects, ${count("missed")} missed`,
  );
  console.log(
    `  no verdict: ${count("host")} stopped by the machine, ${count("crash")} crashes (${crashes(cases)})`,
  );
}

/** Crashes by what is known to make them. */
function crashes(cases: readonly Case[]): string {
  const counts = new Map<string, number>();
  for (const { crash } of cases) if (crash !== undefined) counts.set(crash, (counts.get(crash) ?? 0) + 1);
  return [...counts].map(([name, n]) => `${name} ${n}`).join(", ") || "none";
}

/** The disagreements by what was said, most frequent first, with the smallest text of each made smaller still. */
async function printClasses(
  daemon: FuzzedDaemon,
  sandbox: Sandbox | undefined,
  target: string,
  cases: readonly Case[],
  shown: number,
  lineOf: ReadonlyMap<string, string> | undefined,
): Promise<void> {
  if (sandbox === undefined) return;
  const classes = new Map<string, Case[]>();
  for (const one of cases) {
    if (one.outcome !== "false reject" && one.outcome !== "missed") continue;
    const name = `${one.outcome}: ${one.reasons[0] ?? "?"}`;
    classes.set(name, [...(classes.get(name) ?? []), one]);
  }
  const sorted = [...classes].sort(
    ([a, x], [b, y]) => Number(b.startsWith("false")) - Number(a.startsWith("false")) || y.length - x.length,
  );
  for (const [name, found] of sorted.slice(0, shown)) {
    const [smallest] = [...found].sort((a, b) => a.text.length - b.text.length);
    if (smallest === undefined) continue;
    if (lineOf !== undefined) {
      const lines = found.slice(0, 4).map((one) => lineOf.get(one.text));
      console.log(
        `\n=== ${found.length} × ${name}\n${lines.join("\n")}\n--- ${smallest.says.join("\n    ")}`,
      );
      continue;
    }
    const text = await minimise(smallest.text, async (candidate) => {
      const again = await outcomeOf(daemon, sandbox, candidate, target);
      return again.outcome === smallest.outcome && again.reasons[0] === smallest.reasons[0];
    });
    const { says } = await outcomeOf(daemon, sandbox, text, target);
    console.log(`\n=== ${found.length} × ${name}\n${text}\n--- ${says.join("\n    ")}`);
  }
  const rest = sorted.slice(shown).reduce((sum, [, found]) => sum + found.length, 0);
  if (rest > 0) console.log(`\n… and ${rest} in ${sorted.length - shown} classes more`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
