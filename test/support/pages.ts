/**
 * Reads a rule's page: its headings and its code blocks with the findings that the caret lines state.
 */
import type { DialectId } from "../../server/src/dialect.ts";
import type { TextFile } from "./lint-text.ts";

export interface Expected {
  readonly path: string;
  /** Counted from 0 in the block's own file, caret lines left out. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** `message-id: text`. */
  readonly says: string;
}

export interface Block {
  readonly heading: string;
  /** Line of the page, from 1, for messages. */
  readonly at: number;
  readonly files: readonly TextFile[];
  /** The target version that the fence names (`keepalived target=2.2`), by dialect; the newest where it names none. */
  readonly targets: Readonly<Record<string, string>>;
  readonly expected: readonly Expected[];
}

export interface Page {
  readonly title: string;
  readonly headings: readonly string[];
  readonly blocks: readonly Block[];
}

const mainName: Readonly<Record<DialectId, string>> = {
  keepalived: "/keepalived.conf",
  nginx: "/nginx.conf",
  haproxy: "/haproxy.cfg",
};

export function readPage(markdown: string): Page {
  const lines = markdown.split("\n");
  const headings: string[] = [];
  const blocks: Block[] = [];
  let title = "";
  let heading = "";
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (line.startsWith("# ")) title = line.slice(2).trim();
    if (line.startsWith("## ")) {
      heading = line.slice(3).trim();
      headings.push(heading);
    }
    const fence = /^```(keepalived|nginx|haproxy|files)( truncated)?(?: target=(\S+))?\s*$/.exec(line);
    if (fence === null) continue;
    const end = lines.indexOf("```", i + 1);
    const targets = fence[1] === undefined || fence[3] === undefined ? {} : { [fence[1]]: fence[3] };
    const block = readBlock(
      heading,
      i + 1,
      fence[1] as DialectId | "files",
      lines.slice(i + 1, end),
      fence[2] !== undefined,
    );
    blocks.push({ ...block, targets });
    i = end;
  }
  return { title, headings, blocks };
}

/** `truncated` texts have no line break at their end. */
function readBlock(
  heading: string,
  at: number,
  fence: DialectId | "files",
  lines: readonly string[],
  truncated: boolean,
): Omit<Block, "targets"> {
  const files: { path: string; dialect?: DialectId; lines: string[] }[] = [];
  const expected: Expected[] = [];
  if (fence !== "files") files.push({ path: mainName[fence], dialect: fence, lines: [] });
  for (const line of lines) {
    const start = /^\/\/- (\S+)$/.exec(line);
    if (start !== null) {
      if (fence !== "files" && files.length === 1 && files[0]?.lines.length === 0) files.pop();
      files.push({ path: start[1] ?? "", lines: [], ...(fence === "files" ? {} : { dialect: fence }) });
      continue;
    }
    const file = files.at(-1);
    if (file === undefined) continue;
    const caret = /^(\s*)(\^+) (\S.*)$/.exec(line);
    if (caret === null) file.lines.push(line);
    else {
      expected.push({
        path: file.path,
        line: file.lines.length - 1,
        column: caret[1]?.length ?? 0,
        length: caret[2]?.length ?? 0,
        says: caret[3] ?? "",
      });
    }
  }
  const texts = files.map(({ path, dialect, lines: own }) => ({
    path,
    text: own.join("\n") + (truncated ? "" : "\n"),
    ...(dialect === undefined ? {} : { dialect }),
  }));
  return { heading, at, files: texts, expected };
}
