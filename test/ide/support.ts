/** Texts with a cursor for the editor features: `$0` marks the place, `//- /path` begins a file where there are several. */
import type { DialectId } from "../../server/src/dialect.ts";
import { completionsAt } from "../../server/src/ide/completion.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { defaultConfig } from "../../server/src/workspace/config.ts";
import type { Snapshot } from "../../server/src/workspace/snapshot.ts";
import type { SourceFile } from "../../server/src/workspace/source-file.ts";
import { snapshotOf } from "../support/lint-text.ts";

export interface Marked {
  readonly snapshot: Snapshot;
  readonly file: SourceFile;
  readonly offset: number;
}

const mainFile: Readonly<Record<DialectId, string>> = {
  keepalived: "/etc/keepalived/keepalived.conf",
  nginx: "/etc/nginx/nginx.conf",
  haproxy: "/etc/haproxy/haproxy.cfg",
};

/** The files of a text with the cursor in one of them. */
export function marked(dialect: DialectId, text: string, targets: Record<string, string> = {}): Marked {
  const files = split(mainFile[dialect], text);
  const at = files.find((f) => f.text.includes("$0"));
  if (at === undefined) throw new Error("the text has no cursor");
  const offset = at.text.indexOf("$0");
  const texts = files.map((f) => ({ path: f.path, text: f.text.replace("$0", ""), dialect }));
  const snapshot = snapshotOf(texts, { ...defaultConfig, targets });
  const file = snapshot.files.get(at.path);
  if (file === undefined) throw new Error(`no file ${at.path}`);
  return { snapshot, file, offset };
}

/** A text without a cursor. */
export function unmarked(dialect: DialectId, text: string): SourceFile {
  const file = snapshotOf([{ path: mainFile[dialect], text, dialect }]).files.get(mainFile[dialect]);
  if (file === undefined) throw new Error("no file");
  return file;
}

/** `keepalived.conf:3 "VI_1"`: a place as a test writes it down. */
export function placed({ file, span }: { file: SourceFile; span: { start: number; end: number } }): string {
  const line = file.lines.position(span.start).line + 1;
  return `${file.path.split("/").at(-1)}:${line} "${file.text.slice(span.start, span.end)}"`;
}

function split(main: string, text: string): { path: string; text: string }[] {
  if (!text.startsWith("//- ")) return [{ path: main, text }];
  return text
    .split(/^\/\/- /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n");
      return { path: part.slice(0, end).trim(), text: part.slice(end + 1) };
    });
}

/** What a snippet leaves when nothing is typed into its places: the suggested texts, the first of several choices. */
export function expanded(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^|\\])*)\|\}/g, (_, choices: string) => choices.split(",")[0] ?? "")
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, (_, text: string) => text.replace(/\\(.)/g, "$1"))
    .replace(/(?<!\\)\$0/g, "")
    .replace(/\\([$\\}])/g, "$1");
}

/** The text after a completion was taken at its `$0`, with nothing typed into the places it has. */
export function withCompletion(dialect: DialectId, text: string, label: string, target = "2.3"): string {
  const { snapshot, file, offset } = marked(dialect, text, { [dialect]: target });
  const found = completionsAt(snapshot, file, offset).find((completion) => completion.label === label);
  if (found === undefined) throw new Error(`${label} is not offered`);
  return applyEdits(file.text, [{ span: found.replaceSpan, text: expanded(found.insert) }]);
}
