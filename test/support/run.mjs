/** Bundles a program of the tests or the benchmark with the sources as they are now and runs it: `node test/support/run.mjs FILE [ARG]...` */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const [program = "", ...args] = process.argv.slice(2);
const outfile = path.join(root, "node_modules/.cache/programs", program.replace(/\.ts$/, ".cjs"));
await build({
  entryPoints: [path.join(root, program)],
  outfile,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  loader: { ".md": "text" },
  define: { "import.meta.url": "__bundleUrl" },
  banner: {
    js: `const __bundleUrl = ${JSON.stringify(new URL("shared.ts", import.meta.url).href)};`,
  },
  logLevel: "error",
});
const run = spawnSync(process.execPath, [outfile, ...args], { stdio: "inherit", cwd: root });
process.exitCode = run.status ?? 1;
