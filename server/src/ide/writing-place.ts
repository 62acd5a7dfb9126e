/** What a dialect is told when it is asked for something new: the models of the files around the place. */
import type { WritingPlace } from "../dialect.ts";
import type { FileModel } from "../model/file-model.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import type { Occurrence } from "./names.ts";

export function writingPlace(
  snapshot: Snapshot,
  file: SourceFile,
  scope: string,
  offset: number,
): WritingPlace {
  const unit = snapshot.unitOf(file).files;
  return {
    scope,
    offset,
    model: file.model,
    unit: modelsOf(unit, file),
    workspace: modelsOf(snapshot.files.values(), file),
  };
}

/** Names that the host defines, as the files of the dialect use them: each once, the nearest before the place first. */
export function hostNames(
  snapshot: Snapshot,
  file: SourceFile,
  kinds: readonly string[],
  offset: number,
): Occurrence[] {
  const hostKinds = kinds.filter((kind) => file.dialect.hostKinds?.includes(kind));
  if (hostKinds.length === 0) return [];
  const isMeant = ({ kinds: own }: FileModel["names"][number]) =>
    own.some((kind) => hostKinds.includes(kind));
  const own = file.model.names.filter((name) => isMeant(name) && !isAt(name.span, offset));
  const before = own.filter((name) => name.span.start < offset).reverse();
  const after = own.filter((name) => name.span.start >= offset);
  const found = [...before, ...after].map((name): Occurrence => ({ file, name }));
  for (const other of snapshot.files.values()) {
    if (other === file || other.dialect !== file.dialect) continue;
    found.push(...other.model.names.filter(isMeant).map((name) => ({ file: other, name })));
  }
  const seen = new Set<string>();
  return found.filter(({ name }) => !seen.has(name.name) && seen.add(name.name));
}

function isAt({ start, end }: { readonly start: number; readonly end: number }, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The file's own model first. */
function modelsOf(files: Iterable<SourceFile>, file: SourceFile): FileModel[] {
  const others = [...files].filter((other) => other !== file && other.dialect === file.dialect);
  return [file, ...others].map(({ model }) => model);
}
