/**
 * What counts at a place of an nginx configuration, as text: every directive that is in force in the innermost block
 * there, with where it comes from, and the lists around it that it hides.
 */

import {
  allBlocks,
  type Block,
  isOpened,
  type OpenedBlock,
  outward,
  type Statement,
} from "../../rules/nginx/blocks.ts";
import { allEffective, type Effective, hiddenBy } from "../../rules/nginx/effective.ts";
import { args } from "../../syntax/tree.ts";
import type { Locale } from "../../text/locale.ts";
import type { Snapshot } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { placeIn } from "../names.ts";
import { say } from "../say.ts";
import { blockPath, blockTitle } from "./block-title.ts";

export interface EffectiveConfiguration {
  /** `server a.example.com :443 › location /api` */
  readonly title: string;
  /** nginx configuration; where each part comes from stands in comments. */
  readonly text: string;
}

/** `undefined` where the place is in no block. */
export function effectiveConfigurationAt(
  snapshot: Snapshot,
  file: SourceFile,
  offset: number,
  locale: Locale,
): EffectiveConfiguration | undefined {
  const block = innermostBlock(snapshot, file, offset);
  if (block === undefined) return undefined;
  const title = blockPath(block);
  return { title, text: `# ${title}\n\n${rendered(block, locale)}` };
}

/** Also the block that includes the file. Of a file that is included in several places, the first counts. */
export function innermostBlock(
  snapshot: Snapshot,
  file: SourceFile,
  offset: number,
): OpenedBlock | undefined {
  if (file.dialect.id !== "nginx") return undefined;
  const blocks = allBlocks(snapshot.unitOf(file), snapshot).filter(isOpened);
  let found: OpenedBlock | undefined;
  for (const block of blocks) {
    if (block.opener.file !== file) continue;
    const { start, end } = block.opener.directive;
    if (start <= offset && offset <= end && (found === undefined || start > found.opener.directive.start))
      found = block;
  }
  return found ?? blocks.find((block) => includes(block, file));
}

/** What a block of the file itself holds says nothing of the top level of the file. */
function includes({ opener, statements }: OpenedBlock, file: SourceFile): boolean {
  return opener.file !== file && statements.some((statement) => statement.file === file);
}

function rendered(block: OpenedBlock, locale: Locale): string {
  const all = [...allEffective(block)];
  const lines: string[] = [];
  for (const from of [...outward(block)].reverse()) {
    const own = all.filter(([, found]) => found.block === from);
    const statements = new Set(own.flatMap(([, found]) => found.statements));
    if (statements.size === 0) continue;
    lines.push(...(lines.length === 0 ? [] : [""]), `    # ${origin(from, block, locale)}`);
    for (const statement of statements) lines.push(`    ${written(statement)} # ${placeOf(statement)}`);
    for (const [name, found] of own) lines.push(...hidden(name, found, locale));
  }
  const head = block.opener.directive.words
    .map(({ start, end }) => block.opener.file.text.slice(start, end))
    .join(" ");
  return `${head} {\n${lines.join("\n")}\n}\n`;
}

function origin(from: Block, block: Block, locale: Locale): string {
  if (from === block) return say(locale, "effective-here");
  return isOpened(from)
    ? say(locale, "effective-from", { name: blockTitle(from) })
    : say(locale, "effective-from-top");
}

/** Statements around the block that no longer count in it, where they would make a list. */
function hidden(name: string, { statements, block }: Effective, locale: Locale): string[] {
  const [first] = statements;
  if (first?.known?.entry.again !== undefined) return [];
  return (hiddenBy(block, name)?.statements ?? []).map((lost) => `    # ${hiddenText(lost, locale)}`);
}

/** What a directive takes the place of, with where that stands. */
export function hiddenText(lost: Statement, locale: Locale): string {
  return say(locale, "effective-hidden", { text: written(lost), place: placeOf(lost) });
}

export function written({ file, directive }: Statement): string {
  const words = [directive.words[0], ...args(directive)];
  return `${words.map(({ start, end }) => file.text.slice(start, end)).join(" ")};`;
}

export function placeOf({ file, directive }: Statement): string {
  return placeIn(file, directive.start);
}
