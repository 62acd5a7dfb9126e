/** Takes over what another node says, where that says nothing of a node itself. */
import type { Edit } from "../../../text/edit.ts";
import { lineStart } from "../../../text/line-start.ts";
import type { Fix } from "../../rule.ts";
import type { Line } from "./line.ts";
import type { Odd } from "./odd-ones.ts";

/** The other node's line in the place of one. */
export function takeLine(odd: Odd): Fix[] {
  const { own, other } = odd;
  if (own === undefined || other === undefined || own.isBlock) return [];
  const text = textOf(other, odd);
  if (text === undefined || textOf(own, odd) === undefined) return [];
  return fix(odd, "take-line", own, { span: own.head, text });
}

/** The other node's name for what is the same, where nothing goes by the old name and nothing has the new one. */
export function takeName(odd: Odd): Fix[] {
  const { own, other } = odd;
  if (own === undefined || other === undefined || textOf(other, odd) === undefined) return [];
  const [mine, theirs] = [own, other].map((line) =>
    line.meaning.words.find(({ kind }) => kind === "definition"),
  );
  if (mine === undefined || theirs === undefined) return [];
  const names = odd.odd.unit.files.flatMap((file) => file.model.names);
  const isFree = names.every(
    ({ name, role }) =>
      (name !== mine.text || role === "definition") && (name !== theirs.text || role === "reference"),
  );
  const isOnly = names.filter(({ name, role }) => name === mine.text && role === "definition").length === 1;
  if (!isFree || !isOnly) return [];
  return fix(odd, "take-name", own, { span: mine.span, text: theirs.text });
}

/** Lines that one node lacks, below the last line of the same block; not where it has others of the kind in their place. */
export function takeLines(group: readonly Odd[], all: readonly Odd[]): Fix[] {
  const [first] = group;
  const names = new Set(group.map(({ other }) => other?.name));
  const instead = all.some(
    ({ kind, own, body }) => kind === "extra" && body === first?.body && names.has(own?.name),
  );
  if (first === undefined || instead) return [];
  const below = first.body.lines.findLast((line) => !line.isBlock && line.file === first.body.heads[0]?.file);
  if (below === undefined) return [];
  const { text } = below.file;
  const indent = text.slice(lineStart(text, below.directive.start), below.directive.start);
  const end = text.indexOf("\n", below.directive.end);
  // With several directives on a line, or a brace behind it, there is no line to put below.
  if (
    indent.trim() !== "" ||
    end < 0 ||
    /[^\s#]/.test(text.slice(below.directive.end, end).replace(/#.*/, ""))
  )
    return [];
  const lines = group.map((odd) => (odd.other === undefined ? undefined : lineToAdd(odd.other, odd)));
  if (lines.some((line) => line === undefined)) return [];
  const added = lines.map((line) => `\n${indent}${line}`).join("");
  return fix(first, "add-lines", below, { span: { start: end, end }, text: added });
}

function lineToAdd(line: Line, odd: Odd): string | undefined {
  const { inOrder } = line.file.dialect.comparison ?? {};
  if (line.isBlock || line.known === undefined || inOrder?.(line.known) !== undefined) return undefined;
  const text = textOf(line, odd);
  return text === undefined ? undefined : text + (line.directive.terminator === undefined ? "" : ";");
}

/** A line as it is written, if it stands on one line and says nothing of a node itself. */
function textOf(line: Line, { substitution }: Odd): string | undefined {
  const { start, end } = line.head;
  const text = line.file.text.slice(start, end);
  const hasName = substitution.touches(line) || line.isUncertain;
  return hasName || text.includes("\n") || line.foreign !== "" ? undefined : text;
}

function fix({ like }: Odd, id: string, { file }: Line, edit: Edit): Fix[] {
  return [{ title: { id, params: { node: like.node.name } }, safety: "unsafe", edits: [{ ...edit, file }] }];
}
