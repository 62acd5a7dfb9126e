/**
 * Compares the lines that keepalived complains about with the lines that kalint's findings are on. What counts as
 * the same line, which complaints only follow from an earlier mistake, and which findings no record can judge, is
 * said on docs/agreement.md in words.
 */
import type { Finding } from "../../server/src/lint/finding.ts";
import { type Directive, headSpan, walk } from "../../server/src/syntax/tree.ts";
import type { SourceFile } from "../../server/src/workspace/source-file.ts";
import { firstLine, lastLine, refusals } from "./refusals.ts";

export interface Complaint {
  readonly line: number | null;
  readonly message: string;
}

/** What is known of one file, or, added up, of many. */
export interface LineAgreement {
  /** Lines that the daemon complains about, and those of them with a finding. */
  readonly named: number;
  readonly found: number;
  /** The same without lines whose complaints follow from an earlier mistake that is found. */
  readonly ownNamed: number;
  readonly ownFound: number;
  /** Findings that say the daemon refuses, as far as the record can judge them, and those that it does not bear out. */
  readonly judged: number;
  readonly unbacked: number;
  /** Lines missed and findings not borne out, for a person. */
  readonly examples: readonly string[];
}

export const nothing: LineAgreement = {
  named: 0,
  found: 0,
  ownNamed: 0,
  ownFound: 0,
  judged: 0,
  unbacked: 0,
  examples: [],
};

export function sum(a: LineAgreement, b: LineAgreement): LineAgreement {
  return {
    named: a.named + b.named,
    found: a.found + b.found,
    ownNamed: a.ownNamed + b.ownNamed,
    ownFound: a.ownFound + b.ownFound,
    judged: a.judged + b.judged,
    unbacked: a.unbacked + b.unbacked,
    examples: [...a.examples, ...b.examples],
  };
}

/** Records end after so many complaints. */
const longestRecord = 60;

/** After these the daemon says no more of later instances. */
const ends = /must be set|Unknown interface!|at least one is required|both use VRID|VRID conflict/;

/** It reads a word where something else should stand. */
const misread = /^(?:Unknown keyword|Unexpected '\{'|Extra '\}'|Missing '\{')/;

/** `findings` are all of the file; `code` is what the daemon's check run exited with. */
export function lineAgreement(
  file: SourceFile,
  findings: readonly Finding[],
  complaints: readonly Complaint[],
  code: number | null,
): LineAgreement {
  const blocks = blocksOf(file);
  const said = new Map<number, string[]>();
  for (const { line, message } of complaints) {
    if (line !== null) said.set(line, [...(said.get(line) ?? []), message]);
  }
  const marked = new Set(findings.flatMap((finding) => linesOf(finding)));
  // A sync group whose members stand in the wrong place has none.
  const emptied = new Set(
    findings.flatMap((f) =>
      f.message.id === "outside" && f.rule.name === "lonely-sync-group" ? [f.span.start] : [],
    ),
  );
  const isClosed = ({ directive, first }: Block) =>
    marked.has(first) || directive.body?.children.some((node) => emptied.has(node.start)) === true;
  const closed = new Set(blocks.filter(isClosed).map(({ last }) => last));
  const isFound = (line: number) => marked.has(line) || closed.has(line);
  const rejects = refusals(findings);
  const lost = whereItGetsLost(file, rejects, blocks);
  const follows = (line: number) => line > lost && (said.get(line) ?? []).every((text) => misread.test(text));
  const lines = [...said.keys()];
  const own = lines.filter((line) => isFound(line) || !follows(line));
  const missed = own.filter((line) => !isFound(line));
  const { judged, unbacked } = judge(rejects, said, complaints, blocks, lost, code);
  return {
    named: lines.length,
    found: lines.filter(isFound).length,
    ownNamed: own.length,
    ownFound: own.length - missed.length,
    judged,
    unbacked: unbacked.length,
    examples: [
      ...missed.map((line) => `${file.path}:${line} missed: ${said.get(line)?.join("; ")}`),
      ...unbacked.map((f) => `${file.path}:${linesOf(f)[0]} not borne out: ${f.rule.name} ${f.message.id}`),
    ],
  };
}

interface Block {
  readonly directive: Directive;
  readonly first: number;
  readonly last: number;
}

function blocksOf(file: SourceFile): Block[] {
  const blocks: Block[] = [];
  for (const { node } of walk(file.tree)) {
    if (node.kind !== "directive" || node.body?.open === undefined) continue;
    blocks.push({ directive: node, first: lineOf(file, node.start), last: lineOf(file, node.body.end) });
  }
  return blocks;
}

/** The first line from which on braces and keywords are not what the daemon takes them for. */
function whereItGetsLost(file: SourceFile, rejects: readonly Finding[], blocks: readonly Block[]): number {
  const heads = new Set(blocks.map(({ directive }) => headSpan(directive).start));
  const places = rejects.filter(
    ({ rule, span }) =>
      /^(?:unclosed-block|stray-brace|missing-block|unexpected-block)$/.test(rule.name) ||
      (/^(?:unknown-directive|misplaced-directive|unavailable-directive)$/.test(rule.name) &&
        heads.has(span.start)),
  );
  return Math.min(Number.POSITIVE_INFINITY, ...places.map(({ span }) => lineOf(file, span.start)));
}

/** Which refusals the record can judge, and which of them nothing in it bears out. */
function judge(
  rejects: readonly Finding[],
  said: ReadonlyMap<number, readonly string[]>,
  complaints: readonly Complaint[],
  blocks: readonly Block[],
  lost: number,
  code: number | null,
): { judged: number; unbacked: Finding[] } {
  // It stopped reading, or the record does: what it would have said further on is not known.
  const cut = complaints.length >= longestRecord;
  const stopped = code === 2 || code === 4 || cut;
  const stoppedChecking = stopped || complaints.some(({ message }) => ends.test(message));
  const last = Math.max(0, ...said.keys());
  const skipped = blocks.filter(({ first }) => said.get(first)?.some((text) => /skipping/.test(text)));
  const judged: Finding[] = [];
  const silent: Finding[] = [];
  for (const finding of rejects) {
    const lines = linesOf(finding);
    const [line = 0] = lines;
    const block = blocks.find(({ first }) => first === line);
    const backed = lines.some((l) => said.has(l)) || (block !== undefined && said.has(block.last));
    const unjudged =
      (stopped && line >= last) ||
      (stoppedChecking && !backed) ||
      skipped.some(({ first, last: end }) => line > first && line <= end) ||
      (line > lost && !backed);
    if (unjudged && !backed) continue;
    judged.push(finding);
    if (!backed) silent.push(finding);
  }
  // Complaints without a line each bear out one finding.
  const lineless = complaints.filter(({ line }) => line === null).length;
  return { judged: judged.length, unbacked: silent.slice(lineless) };
}

function linesOf(finding: Finding): number[] {
  return [firstLine(finding), lastLine(finding)];
}

function lineOf(file: SourceFile, offset: number): number {
  return file.lines.position(offset).line + 1;
}
