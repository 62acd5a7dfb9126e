/** Collects the page beside each rule into one module, so that no list of pages has to be kept. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const rulePagesId = "kalint:rule-pages";

/** The source of that module: an object with the pages' texts by `group/name`. */
export function rulePagesModule() {
  const rules = fileURLToPath(new URL("src/rules", import.meta.url));
  const pages = readdirSync(rules, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".md"))
    .sort();
  const byName = pages.map((file) => [
    file.slice(0, -".md".length),
    readFileSync(`${rules}/${file}`, "utf8"),
  ]);
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(byName)))});`;
}
