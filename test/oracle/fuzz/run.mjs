/** Bundles the fuzzer and the sources as they are now and runs it: see fuzz.ts for what it takes. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const outfile = path.join(root, "node_modules/.cache/fuzz/test/oracle/fuzz.cjs");
await build({
  entryPoints: [path.join(root, "test/oracle/fuzz/fuzz.ts")],
  outfile,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  loader: { ".md": "text" },
  define: { "import.meta.url": "__bundleUrl" },
  banner: {
    js: `const __bundleUrl = ${JSON.stringify(new URL("../../support/shared.ts", import.meta.url).href)};`,
  },
  logLevel: "error",
});
const run = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: "inherit", cwd: root });
process.exitCode = run.status ?? 1;
