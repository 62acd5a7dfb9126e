import { defineConfig } from "vitest/config";

/** Markdown is imported as its text, as the bundler does it. */
const markdown = {
  name: "markdown-as-text",
  transform(source: string, id: string) {
    if (!id.endsWith(".md")) return undefined;
    return { code: `export default ${JSON.stringify(source)};`, map: null };
  },
};

export default defineConfig({
  plugins: [markdown],
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
