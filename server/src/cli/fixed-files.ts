/** What becomes of fixed texts: a difference to look at, or the files written. */
import { createTwoFilesPatch } from "diff";
import type { FixedTexts } from "../lint/fix.ts";
import { createText, nodeFileSystem, writeText } from "../platform/node/file-system.ts";
import { printable } from "./terminal.ts";

/** What a file held before; one that was not there had no text. */
type Before = (path: string) => string | undefined;

/** A unified diff that `patch -p1` and `git apply` read, from the texts before to those after. */
export function diffOf(before: Before, after: FixedTexts, show: (path: string) => string): string {
  const patches = [...after]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => {
      const name = printable(show(path)).replace(/^\//, "");
      const old = before(path);
      const patch = createTwoFilesPatch(
        old === undefined ? "/dev/null" : `a/${name}`,
        `b/${name}`,
        old ?? "",
        text,
        "",
        "",
        { context: 3 },
      );
      return patch.replace(/^=+\n/, "").replace(/^(---|\+\+\+) (.*?)\t*$/gm, "$1 $2");
    });
  return patches.join("");
}

/** Writes texts in the encoding that each file has. Gives back what could not be written, one line each. */
export function writeFixed(
  before: Before,
  after: FixedTexts,
  show: (path: string) => string,
): readonly string[] {
  const problems: string[] = [];
  for (const [path, text] of after) {
    const old = before(path);
    if (old === undefined) {
      const made = createText(path, text);
      if (!made.ok) problems.push(`${show(path)}: ${made.reason}`);
      continue;
    }
    const read = nodeFileSystem.read(path);
    const problem = !read.ok
      ? read.reason
      : read.text !== old
        ? "was changed meanwhile, so nothing was written"
        : writeProblem(path, text, read.encoding);
    if (problem !== undefined) problems.push(`${show(path)}: ${problem}`);
  }
  return problems;
}

function writeProblem(path: string, text: string, encoding: "utf-8" | "latin1"): string | undefined {
  const written = writeText(path, text, encoding);
  return written.ok ? undefined : written.reason;
}
