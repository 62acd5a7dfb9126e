/** Where mutants come from: corpus files that the daemon accepts, and the recorded samples of each keyword. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Sandbox } from "../../support/sandbox.ts";
import { shared } from "../../support/shared.ts";
import { refusalsOf } from "../refusals.ts";
import type { Bank } from "./mutate.ts";

const corpora = ["keepalived", "keepalived-clusters", "seeds"];
const longest = 12_000;

/** The texts that the daemon has no complaint about, by asking it. */
export async function acceptedTexts(
  sandbox: Sandbox | undefined,
  target: string,
): Promise<{ texts: string[]; note: string }> {
  const texts = new Set<string>();
  let wrong = 0;
  for (const corpus of corpora) {
    const folder = shared(`corpus/${corpus}`, "texts to mutate");
    if (folder === undefined || sandbox === undefined) continue;
    const { files }: { files: { file: string; kind: string }[] } = JSON.parse(
      readFileSync(path.join(folder, "MANIFEST.json"), "utf8"),
    );
    for (const { file, kind } of files) {
      if (kind !== "keepalived") continue;
      const text = readFileSync(path.join(folder, file), "utf8");
      if (text.length > longest || text.includes("\ufffd")) continue;
      const verdict = await sandbox.check(text);
      if (verdict.crashed || verdict.rejects) continue;
      texts.add(text);
      if (refusalsOf("keepalived", text, target).length > 0) wrong++;
    }
  }
  if (texts.size === 0) throw new Error("no texts to mutate: the corpus is not beside this checkout");
  return { texts: [...texts], note: `${texts.size} accepted files (kalint refuses ${wrong})` };
}

interface Fact {
  readonly path: readonly string[];
  readonly kind: string;
  readonly accept?: readonly string[];
  readonly reject?: readonly string[];
}

/** Lines and values by place, from the recorded samples. */
export function bank(): Bank {
  const file = shared("facts/keepalived.json", "samples of keywords");
  const facts: readonly Fact[] = file === undefined ? [] : JSON.parse(readFileSync(file, "utf8"));
  const lines = new Map<string, string[]>();
  const values = new Map<string, string[]>();
  for (const { path: names, kind, accept = [], reject = [] } of facts) {
    if (names.includes("*") || (kind !== "value" && kind !== "flag")) continue;
    const block = names.slice(0, -1).join("/");
    const keyword = names.at(-1) ?? "";
    const known = lines.get(block) ?? [];
    lines.set(block, known);
    known.push(...[...accept, ...reject].map((sample) => `${keyword} ${sample}`));
    values.set(names.join("/"), [...accept, ...reject]);
  }
  return { lines, values };
}
