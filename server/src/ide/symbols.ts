/** The outline of a file: its directives as they nest, each with its arguments as detail. */
import { sectionsOf } from "../rules/haproxy/haproxy-rule.ts";
import { type Definition, type Directive, headSpan, type Node } from "../syntax/tree.ts";
import type { Locale } from "../text/locale.ts";
import type { Span } from "../text/span.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import { sectionSummary } from "./haproxy/section-summary.ts";
import { outlineHead } from "./nginx/outline-head.ts";

export interface OutlineSymbol {
  readonly name: string;
  /** The arguments, cut where they are long. */
  readonly detail: string;
  readonly kind: "block" | "setting" | "definition" | "entry";
  readonly span: Span;
  /** The part to jump to, inside the span. */
  readonly nameSpan: Span;
  readonly deprecated: boolean;
  readonly children: readonly OutlineSymbol[];
}

/** Editors draw no deeper outline than this, and some overflow on deeper ones. */
const maxDepth = 100;
const maxDetail = 80;

export function symbolsOf(file: SourceFile, locale: Locale = "en"): OutlineSymbol[] {
  const local = new Set(file.dialect.localKinds);
  const members = file.model.names.flatMap(({ role, kinds, directive }) =>
    role === "definition" && kinds.some((kind) => local.has(kind)) ? [directive] : [],
  );
  const summaries =
    file.dialect.id === "haproxy" ? sectionSummaries(file, locale) : new Map<Directive, string>();
  return symbolsIn({ file, locale, members: new Set(members), summaries }, file.tree.children, 0);
}

interface Outlined {
  readonly file: SourceFile;
  readonly locale: Locale;
  /** What gives a name that is known only in the block around it: a server, an ACL. */
  readonly members: ReadonlySet<Directive>;
  /** What there is to say of a block beside its arguments. */
  readonly summaries: ReadonlyMap<Directive, string>;
}

function sectionSummaries(file: SourceFile, locale: Locale): ReadonlyMap<Directive, string> {
  return new Map(sectionsOf(file).map((section) => [section.directive, sectionSummary(section, locale)]));
}

function symbolsIn(outlined: Outlined, nodes: readonly Node[], depth: number): OutlineSymbol[] {
  if (depth >= maxDepth) return [];
  return nodes.flatMap((node) => {
    if (node.kind === "directive") return [directiveSymbol(outlined, node, depth)];
    return node.kind === "definition" ? [definitionSymbol(outlined.file, node)] : [];
  });
}

function directiveSymbol(outlined: Outlined, directive: Directive, depth: number): OutlineSymbol {
  const { file, locale, members, summaries } = outlined;
  const known = file.checked.known.get(directive);
  const nameLength = Math.max(known?.nameLength ?? 1, 1);
  const nameWords = directive.words.slice(0, nameLength);
  const lastName = nameWords[nameWords.length - 1] ?? directive.words[0];
  const written = [...directive.prefixes, ...nameWords].map((w) => w.value).join(" ");
  const detail = file.text.slice(lastName.end, headSpan(directive).end);
  const head = file.dialect.id === "nginx" ? outlineHead(file, directive, locale) : undefined;
  return {
    name: oneLine(head?.name ?? written) || "…",
    detail: [oneLine(head?.detail ?? detail), summaries.get(directive) ?? ""]
      .filter((text) => text !== "")
      .join(" · "),
    kind:
      directive.body !== undefined
        ? "block"
        : known?.entry.name === "*" || members.has(directive)
          ? "entry"
          : "setting",
    span: { start: directive.start, end: Math.max(directive.end, headSpan(directive).end) },
    nameSpan: headSpan(directive),
    deprecated: known?.entry.deprecated !== undefined,
    children: symbolsIn(outlined, directive.body?.children ?? [], depth + 1),
  };
}

function definitionSymbol(file: SourceFile, definition: Definition): OutlineSymbol {
  return {
    name: `$${definition.name.value}`,
    detail: oneLine(file.text.slice(definition.value.start, definition.value.end)),
    kind: "definition",
    span: { start: definition.start, end: definition.end },
    nameSpan: { start: definition.start, end: definition.name.end },
    deprecated: false,
    children: [],
  };
}

function oneLine(text: string): string {
  const flat = text
    .slice(0, 4 * maxDetail)
    .replace(/\s+/g, " ")
    .trim();
  return flat.length > maxDetail ? `${flat.slice(0, maxDetail - 1)}…` : flat;
}
