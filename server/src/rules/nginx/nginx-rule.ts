/** Makes a rule on nginx's files, and holds what such rules ask of a whole configuration: is all of it here, which names has it. */
import type { Piece, PlacedName } from "../../catalogue/check.ts";
import type { Directive } from "../../syntax/tree.ts";
import { type Span, span } from "../../text/span.ts";
import { remembered } from "../../workspace/remembered.ts";
import type { ResolvedInclude, Snapshot, Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Locality } from "../locality.ts";
import { type FileRule, type FileSubject, fileRule } from "../rule.ts";
import { faceOf } from "./block-face.ts";
import { definesNothing } from "./blocks.ts";

interface NginxRule extends Omit<FileRule, "over" | "group" | "dialect" | "locality"> {
  /** It looks at one server or upstream at a time, at what stands beside these, and at the faces of those tied to it. */
  readonly isLocal?: true;
}

export function nginxRule({ isLocal, ...rule }: NginxRule): FileRule {
  return fileRule({ ...rule, group: "nginx", dialect: "nginx", ...(isLocal === true ? { locality } : {}) });
}

const locality: Locality = {
  faceOf,
  shared(subject) {
    const { file, unit, snapshot } = subject;
    const others = unit.files.filter((other) => other !== file);
    return [isComplete(subject), hasModules(unit), file.isPlaced, ...others, ...followed(snapshot, file)];
  },
};

function followed(snapshot: Snapshot, file: SourceFile): readonly unknown[] {
  return snapshot.includesOf(file).flatMap(({ outcome, targets }) => [outcome, ...targets]);
}

/** True where nginx reads nothing that is not here: a main file whose includes are all known, no templates. */
export function isComplete({ unit, snapshot }: FileSubject): boolean {
  return completeness(unit, snapshot);
}

const completeness = remembered((unit: Unit, snapshot: Snapshot) => {
  const [main] = unit.files;
  if (main === undefined || main.checked.rootScope !== "main") return false;
  return unit.files.every((file) => {
    const includes = snapshot.includesOf(file);
    return !file.tree.templated && includeCount(file) === includes.length && includes.every(isFollowed);
  });
});

function isFollowed({ include, outcome }: ResolvedInclude): boolean {
  const emptyGlob = outcome === "missing" && /[*?[]/.test(include.pattern);
  return outcome === "found" || emptyGlob || definesNothing(include.pattern);
}

/** Includes with a template's value in their path are not among those that can be followed. */
function includeCount(file: SourceFile): number {
  return file.checked.pieces.reduce((sum, piece) => sum + includesIn(piece), 0);
}

const includesIn = remembered(
  ({ known }: Piece) => known.filter(({ entry }) => entry.name === "include").length,
);

/** True where modules that are not nginx's own may define variables and directives of theirs. */
export const hasModules = remembered((unit: Unit) =>
  unit.files.some(
    ({ checked, model }) =>
      checked.pieces.some(isOfModule) || model.includes.some(({ pattern }) => pattern.includes("modules")),
  ),
);

const isOfModule = remembered(({ known }: Piece) =>
  known.some(({ entry }) => entry.build !== undefined || entry.name === "load_module"),
);

export interface UnitName {
  readonly file: SourceFile;
  readonly name: PlacedName;
}

/** Names of a kind in all files of a configuration. */
export function namesOf(
  { unit }: Pick<FileSubject, "unit">,
  kind: string,
  role: PlacedName["role"],
): readonly UnitName[] {
  const found = namesIn(unit).get(`${role} ${kind}`);
  if (found === undefined) return [];
  found.all ??= found.parts.flatMap(({ file, names }) => names.map((name) => ({ file, name })));
  return found.all;
}

interface NamesOfKind {
  readonly parts: { readonly file: SourceFile; readonly names: readonly PlacedName[] }[];
  /** Put together when somebody asks. */
  all?: readonly UnitName[];
}

const namesIn = remembered((unit: Unit) => {
  const index = new Map<string, NamesOfKind>();
  for (const file of unit.files) {
    for (const piece of file.checked.pieces) {
      for (const [key, names] of namesByKind(piece)) {
        const same = index.get(key);
        if (same === undefined) index.set(key, { parts: [{ file, names }] });
        else same.parts.push({ file, names });
      }
    }
  }
  return index;
});

const namesByKind = remembered(({ names }: Piece): ReadonlyMap<string, readonly PlacedName[]> => {
  const index = new Map<string, PlacedName[]>();
  for (const name of names) {
    for (const kind of name.kinds) {
      const key = `${name.role} ${kind}`;
      const same = index.get(key);
      if (same === undefined) index.set(key, [name]);
      else same.push(name);
    }
  }
  return index;
});

export type Family = "http" | "stream" | "mail" | "core";

/** Which of nginx's worlds a directive belongs to: names of one are not seen in another. */
export function familyOf(file: SourceFile, directive: Directive): Family {
  const module = file.checked.known.get(directive)?.entry.module ?? "";
  return module.startsWith("ngx_http")
    ? "http"
    : module.startsWith("ngx_stream")
      ? "stream"
      : module.startsWith("ngx_mail")
        ? "mail"
        : "core";
}

/** The keyword and the arguments of a block without its body. */
export function headOf(directive: Directive): Span {
  return span(directive.words[0].start, (directive.words.at(-1) ?? directive.words[0]).end);
}
