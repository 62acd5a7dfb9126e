/** What mutants are made of: the corpus files that the daemon accepts. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Sandbox } from "../../support/sandbox.ts";
import { shared } from "../../support/shared.ts";
import { refusalsOf } from "../refusals.ts";
import type { FuzzedDaemon } from "./daemon.ts";

const longest = 12_000;

/** The texts that the daemon has no complaint about, by asking it. */
export async function acceptedTexts(
  { id, corpora, hides }: FuzzedDaemon,
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
      if (kind !== id) continue;
      const text = readFileSync(path.join(folder, file), "utf8");
      if (text.length > longest || text.includes("\ufffd")) continue;
      const verdict = await sandbox.check(text);
      if (verdict.crashed || verdict.rejects || verdict.host.some(hides)) continue;
      texts.add(text);
      if (refusalsOf(id, text, target).length > 0) wrong++;
    }
  }
  if (texts.size === 0) throw new Error("no texts to mutate: the corpus is not beside this checkout");
  return { texts: [...texts], note: `${texts.size} accepted files (kalint refuses ${wrong})` };
}
