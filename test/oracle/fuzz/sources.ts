/** What mutants are made of: the corpus files that the daemon accepts. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Sandbox } from "../../support/sandbox.ts";
import { shared } from "../../support/shared.ts";
import { refusalsOf } from "../refusals.ts";
import type { FuzzedDaemon } from "./daemon.ts";

const longest = 12_000;

interface RecordedFile {
  readonly file: string;
  readonly kind: string;
  readonly verdicts?: Readonly<Record<string, { readonly context?: string }>>;
}

/** The texts that the daemon has no complaint about, by asking it. */
export async function acceptedTexts(
  { id, corpora, hides, whole, beside }: FuzzedDaemon,
  sandbox: Sandbox | undefined,
  target: string,
): Promise<{ texts: string[]; note: string }> {
  const texts = new Set<string>();
  let wrong = 0;
  for (const corpus of corpora) {
    const folder = shared(`corpus/${corpus}`, "texts to mutate");
    if (folder === undefined || sandbox === undefined) continue;
    const { files }: { files: readonly RecordedFile[] } = JSON.parse(
      readFileSync(path.join(folder, "MANIFEST.json"), "utf8"),
    );
    for (const { file, kind, verdicts = {} } of files) {
      if (kind !== id) continue;
      const own = readFileSync(path.join(folder, file), "utf8");
      const text = whole?.(own, Object.values(verdicts)[0]?.context) ?? own;
      if (text.length > longest || text.includes("\ufffd")) continue;
      const verdict = await sandbox.check(text);
      if (verdict.crashed || verdict.rejects !== false || verdict.host.some(hides)) continue;
      texts.add(text);
      if (refusalsOf(id, text, target, beside?.(text)).length > 0) wrong++;
    }
  }
  if (texts.size === 0) throw new Error("no texts to mutate: the corpus is not beside this checkout");
  return { texts: [...texts], note: `${texts.size} accepted files (kalint refuses ${wrong})` };
}
