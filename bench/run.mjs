/** Bundles the benchmark and the command as they are now and runs the former: `npm run bench [-- reading|asking|fleet|keystroke|command]`. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const outfile = path.join(here, "node_modules/.cache/bench.cjs");
await build({
  entryPoints: [path.join(here, "bench.ts")],
  outfile,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  loader: { ".md": "text" },
  logLevel: "error",
});
const run = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], {
  stdio: "inherit",
  cwd: path.join(here, ".."),
});
process.exitCode = run.status ?? 1;
