import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { rulePagesId, rulePagesModule } from "./server/rule-pages.mjs";

/** Markdown is imported as its text, as the bundler does it. */
const markdown = {
  name: "markdown-as-text",
  transform(source: string, id: string) {
    if (!id.endsWith(".md")) return undefined;
    return { code: `export default ${JSON.stringify(source)};`, map: null };
  },
};

/** All rules' pages in one module, as the bundler does it. */
const rulePages = {
  name: "rule-pages",
  resolveId: (id: string) => (id === rulePagesId ? id : undefined),
  load: (id: string) => (id === rulePagesId ? rulePagesModule() : undefined),
};

const { version } = JSON.parse(readFileSync(new URL("server/package.json", import.meta.url), "utf8"));

export default defineConfig({
  plugins: [markdown, rulePages],
  define: { KALINT_VERSION: JSON.stringify(version) },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/build.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
