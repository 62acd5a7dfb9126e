/** Names of variables behind a `$`, in dialects that put them in anywhere in a text. */
import { lineStart } from "../text/line-start.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import type { Completion } from "./completion-item.ts";
import { builtInsAt, type Occurrence, visibleNames } from "./names.ts";

/** Longest part of a value that is shown beside the name. */
const maxDetail = 60;

/** The variables that fit, or `undefined` where none is being written. */
export function variableCompletions(
  snapshot: Snapshot,
  file: SourceFile,
  offset: number,
): Completion[] | undefined {
  const { text, dialect } = file;
  const begun = dialect.variableBeginning?.exec(text.slice(lineStart(text, offset), offset));
  if (begun == null) return undefined;
  const start = offset - (begun[1] ?? "").length;
  const behind = /^\w*/.exec(text.slice(offset, offset + 100))?.[0] ?? "";
  const end = offset + behind.length;
  const closing = text[start - 1] === "{" && text[end] !== "}" ? "}" : "";
  const complete = (label: string, detail: string, rank: number): Completion => ({
    label,
    kind: "name",
    detail,
    insert: label + closing,
    isSnippet: false,
    plain: label + closing,
    insertSpan: { start, end: offset },
    replaceSpan: { start, end },
    deprecated: false,
    rank,
  });
  const isHere = ({ file: home, name: { span } }: Occurrence) => home === file && span.start === start;
  const defined = visibleNames(snapshot, file, ["variable"], []).filter((one) => !isHere(one));
  return [
    ...defined.map((one) => complete(one.name.name, shownValue(one), 0)),
    ...builtInsAt(file, ["variable"], []).map(({ name }) => complete(name, "", 1)),
  ];
}

function shownValue({ file, name: { text } }: Occurrence): string {
  return text === undefined ? "" : file.text.slice(text.start, text.end).slice(0, maxDetail);
}
