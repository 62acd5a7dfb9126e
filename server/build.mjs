/**
 * Builds everything that is shipped: the command and the language server for Node, the worker for browsers, the
 * VS Code extension. Node gets CommonJS: vscode-languageserver does not run as a bundled ES module.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { rulePagesId, rulePagesModule } from "./rule-pages.mjs";

const server = dirname(fileURLToPath(import.meta.url));
const root = dirname(server);
const { version } = JSON.parse(readFileSync(join(server, "package.json"), "utf8"));

/**
 * JSON as a text that is parsed when it is loaded, which is faster by far than the same thing as source code. A
 * catalogue is parsed only when something is asked of it: a run over one dialect needs one of them.
 */
const jsonAsText = {
  name: "json-as-text",
  setup({ onLoad }) {
    onLoad({ filter: /\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.stringify(JSON.parse(readFileSync(path, "utf8"))));
      const contents = path.endsWith("catalogue.json")
        ? onFirstUse(text)
        : `export default JSON.parse(${text});`;
      return { contents, loader: "js" };
    });
  },
};

function onFirstUse(text) {
  return `
    let text = ${text};
    const value = {};
    const filled = () => {
      if (text !== "") Object.assign(value, JSON.parse(text));
      text = "";
      return value;
    };
    export default new Proxy(value, {
      get: (_, key) => filled()[key],
      has: (_, key) => key in filled(),
      ownKeys: () => Reflect.ownKeys(filled()),
      getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(filled(), key),
    });`;
}

const rulePages = {
  name: "rule-pages",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^${rulePagesId}$`) }, () => ({
      path: rulePagesId,
      namespace: "rule-pages",
    }));
    onLoad({ filter: /.*/, namespace: "rule-pages" }, () => ({ contents: rulePagesModule(), loader: "js" }));
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  metafile: true,
  write: false,
  legalComments: "none",
  logLevel: "warning",
  loader: { ".md": "text" },
  define: { KALINT_VERSION: JSON.stringify(version) },
  plugins: [jsonAsText, rulePages],
};

const node = { ...common, platform: "node", format: "cjs", target: "node20.19" };
const program = { ...node, banner: { js: "#!/usr/bin/env node" } };

const bundles = [
  {
    ...program,
    entryPoints: ["server/src/cli/launch.ts"],
    outfile: "server/dist/kalint.cjs",
    external: ["./kalint-command.cjs"],
  },
  {
    ...node,
    entryPoints: ["server/src/cli/main.ts"],
    outfile: "server/dist/kalint-command.cjs",
  },
  {
    ...program,
    entryPoints: ["server/src/lsp/main-node.ts"],
    outfile: "server/dist/kalint-language-server.cjs",
  },
  {
    ...common,
    entryPoints: ["server/src/lsp/main-browser.ts"],
    outfile: "server/dist/browser-worker.js",
    platform: "browser",
    format: "iife",
    target: "es2023",
  },
  {
    ...node,
    entryPoints: ["client/src/extension.ts"],
    outfile: "client/dist/extension.cjs",
    external: ["vscode"],
  },
];

const directories = ["server/dist", "client/dist"];
const results = await Promise.all(bundles.map((bundle) => build(bundle)));
for (const directory of directories) {
  mkdirSync(join(root, directory), { recursive: true });
  const inputs = results.flatMap(({ metafile }, at) =>
    bundles[at].outfile.startsWith(directory) ? Object.keys(metafile.inputs) : [],
  );
  put(join(root, directory, "THIRD-PARTY-NOTICES.txt"), notices(inputs));
}
for (const { outputFiles } of results) for (const { path, text } of outputFiles) put(path, asciiOnly(text));

/**
 * One character outside of Latin-1 makes Node hold the whole program in two bytes a character, and read and compile
 * it at half the speed. esbuild leaves them in regular expressions, where an escape means the same.
 */
function asciiOnly(text) {
  return text.replace(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** All at once, so that a program that is started meanwhile finds the old file or the new one. */
function put(path, contents) {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, contents, { mode: path.endsWith(".cjs") ? 0o755 : 0o644 });
  renameSync(temporary, path);
}

/** The licences of the packages that went into bundles, as they ask for. */
function notices(inputs) {
  const packages = new Set(inputs.map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]));
  packages.delete(undefined);
  return [...packages]
    .sort()
    .map((directory) => {
      const home = join(root, directory);
      const { name, version, license } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
      const file = readdirSync(home).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
      const text = file === undefined ? `${license}\n` : readFileSync(join(home, file), "utf8");
      return `${name} ${version} (${license})\n\n${text.trim()}\n`;
    })
    .join(`\n${"-".repeat(78)}\n\n`);
}
