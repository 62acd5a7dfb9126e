/** A `$NAME` that keepalived leaves as it stands: not defined, defined only below, or written where nothing is put in. */
import { matchOf } from "../../catalogue/check.ts";
import { mayFollow, variablesIn } from "../../dialects/keepalived/variables.ts";
import { type Definition, type Directive, type Node, type Word, walk } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { type FileSubject, type Fix, replace } from "../rule.ts";
import { keepalivedRule } from "./keepalived-rule.ts";
import { type ReadingOrder, readingOrder } from "./reading-order.ts";

/** Types that no text with a dollar sign can be. */
export const exactTypes =
  /^(?:int|int-any-base|decimal3?|address|address-range|plain-address|cidr|network|multicast|port|service-port|auth-type)$/;

/** Forms of fixed words and nothing else. */
const fixedWords = /^[\w\s|[\]-]+$/;

interface DefinedName {
  readonly file: SourceFile;
  readonly definition: Definition;
}

/** A name as it is written somewhere, with its `$`. */
interface WrittenName extends Span {
  readonly name: string;
  readonly braced: boolean;
}

interface Use {
  readonly word: Word;
  readonly directive: Directive;
  /** A number or an address must stand there. */
  readonly exact: boolean;
}

export const undefinedVariable = keepalivedRule({
  name: "undefined-variable",
  code: "KA234",
  severity: "warning",
  daemon: "reject",
  outdoes: ["invalid-value", "unknown-value"],
  check(subject, report) {
    const { file, unit, snapshot } = subject;
    // `~SEQ` and `~LST` make variables of their own; so may a file that is not here.
    if (
      !file.text.includes("$") ||
      unit.partial ||
      file.tree.templated ||
      unit.files.some((one) => /^\s*~(?:SEQ|LST)/m.test(one.text))
    )
      return;
    const defined = definitionsOf(subject);
    const order = readingOrder(unit, snapshot);
    for (const use of usesIn(file)) {
      for (const name of namesIn(file, use.word)) {
        const definitions = defined.get(name.name) ?? [];
        const found = wrongUse(file, order, use, name, definitions);
        if (found === undefined) continue;
        const [first] = definitions;
        // Braces that are left standing open a block.
        const breaks = name.braced && !use.word.quoted;
        const isRefused = use.exact || breaks;
        report({ file, span: use.word }, found, {
          params: { name: name.name },
          severity: isRefused ? "error" : "warning",
          daemon: isRefused ? "reject" : "silent",
          fixes: found === "glued" || found === "quoted" ? [withBraces(name)] : [],
          related:
            first === undefined
              ? []
              : [{ place: { file: first.file, span: first.definition.name }, message: { id: "defined" } }],
        });
        break;
      }
    }
  },
});

/** Why the name is not put in where it stands, if it is not. */
function wrongUse(
  file: SourceFile,
  order: ReadingOrder,
  { word, directive, exact: mustFit }: Use,
  { name, braced, start, end }: WrittenName,
  definitions: readonly DefinedName[],
): "undefined" | "undefined-braces" | "glued" | "quoted" | "late" | "in-the-middle" | undefined {
  if (definitions.length === 0) {
    if (braced) return word.quoted || !/^[A-Za-z]\w*$/.test(name) ? undefined : "undefined-braces";
    // A password or a command may have a `$` of its own.
    return mustFit && start === word.start ? "undefined" : undefined;
  }
  const next = file.text[end] ?? "\n";
  if (!braced && !mayFollow(next)) return /["']/.test(next) ? "quoted" : "glued";
  const late = definitions.every(
    ({ file: home, definition }) =>
      order.isBefore({ file, offset: start }, { file: home, offset: definition.start }) === true,
  );
  if (late) return "late";
  const several = definitions.every(({ file: home, definition: { value } }) =>
    home.text.slice(value.start, value.end).includes("\n"),
  );
  return several && word !== directive.words.at(-1) ? "in-the-middle" : undefined;
}

function withBraces({ name, start, end }: WrittenName): Fix {
  return replace({ id: "fix", params: { name } }, "safe", { start, end }, `\${${name}}`);
}

function definitionsOf({ unit }: FileSubject): Map<string, DefinedName[]> {
  const defined = new Map<string, DefinedName[]>();
  for (const file of unit.files) {
    for (const { node } of walk(file.tree)) {
      if (node.kind !== "definition") continue;
      const { value: name } = node.name;
      defined.set(name, [...(defined.get(name) ?? []), { file, definition: node }]);
    }
  }
  return defined;
}

/** The `$NAME`s and `${NAME}`s of a word. */
function* namesIn(file: SourceFile, word: Word): Generator<WrittenName> {
  for (const { written, name, at, isBare } of variablesIn(file.text.slice(word.start, word.end))) {
    const start = word.start + at;
    yield { name, braced: !isBare, start, end: start + written.length };
  }
}

function* usesIn(file: SourceFile): Generator<Use> {
  const { catalogue } = file.checked;
  for (const known of file.checked.known.values()) {
    const { directive, entry, conditional } = known;
    if (conditional) continue;
    const exactWords = new Set<number>();
    if (entry.invalid !== "silent") {
      for (const { index, leaf } of matchOf(file.checked, known).matched)
        if (leaf.kind === "value" ? exactTypes.test(leaf.type) : fixedWords.test(entry.args))
          exactWords.add(index);
    }
    for (const [index, word] of directive.words.entries()) {
      if (index >= known.nameLength && file.text.slice(word.start, word.end).includes("$"))
        yield { word, directive, exact: exactWords.has(index) };
    }
    if (entry.opens === undefined) continue;
    const line = catalogue.entryOf(entry.opens, "*");
    // Where it begins a line, it stands for a keyword or for an address.
    if (line === undefined || /^<(?:cidr|address)>/.test(line.args))
      yield* firstWords(file, directive.body?.children ?? []);
  }
  if (file.checked.rootScope === "root") yield* firstWords(file, file.tree.children);
}

function* firstWords(file: SourceFile, nodes: readonly Node[]): Generator<Use> {
  for (const node of nodes) {
    if (node.kind !== "directive" || node.prefixes.length > 0 || file.checked.known.has(node)) continue;
    const [word] = node.words;
    if (word.unknown !== undefined) yield { word, directive: node, exact: true };
  }
}
