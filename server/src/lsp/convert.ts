/** Turns kalint's plain data into objects of the protocol, and places back into offsets. Nothing else does. */
import {
  type CallHierarchyItem,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CreateFile,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentLink,
  type DocumentSymbol,
  FoldingRangeKind,
  InsertTextFormat,
  type Location,
  type LocationLink,
  type MarkupContent,
  MarkupKind,
  type Position,
  type CodeAction as ProtocolCodeAction,
  type CodeLens as ProtocolCodeLens,
  type FoldingRange as ProtocolFoldingRange,
  type Hover as ProtocolHover,
  type InlayHint as ProtocolInlayHint,
  type Range,
  type SymbolInformation,
  SymbolKind,
  SymbolTag,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { CodeAction, FileEdit } from "../ide/code-actions.ts";
import type { CodeLens } from "../ide/code-lens.ts";
import type { Completion } from "../ide/completion-item.ts";
import type { DefinitionAnswer, Highlight, Target } from "../ide/definition.ts";
import type { FoldingRange } from "../ide/folding.ts";
import type { Hover } from "../ide/hover.ts";
import type { InlayHint } from "../ide/inlay-hints.ts";
import type { FileLink } from "../ide/links.ts";
import type { OutlineSymbol } from "../ide/symbols.ts";
import type { TrafficNode } from "../ide/traffic.ts";
import type { NamedPlace } from "../ide/workspace-symbols.ts";
import type { Finding } from "../lint/finding.ts";
import { textOf } from "../lint/wording.ts";
import type { Severity } from "../rules/rule.ts";
import type { Edit, EditedText } from "../text/edit.ts";
import type { ColumnUnit } from "../text/line-index.ts";
import type { Locale } from "../text/locale.ts";
import type { Span } from "../text/span.ts";
import type { SourceFile } from "../workspace/source-file.ts";

/** What the client can take, and how it wants to be spoken to. */
export interface ClientAbilities {
  readonly unit: ColumnUnit;
  readonly snippets: boolean;
  readonly insertReplace: boolean;
  readonly completionTags: boolean;
  readonly markdown: boolean;
  readonly documentChanges: boolean;
  /** Edits of several files may make files. */
  readonly createsFiles: boolean;
  readonly definitionLinks: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticTags: boolean;
  readonly diagnosticData: boolean;
  readonly codeDescription: boolean;
}

export interface Speaker {
  readonly client: ClientAbilities;
  /** The language that texts are in. */
  locale(): Locale;
  /** Where the rules' pages lie; absent: findings carry no link. */
  docsUrl(): string | undefined;
  uriOf(path: string): string;
  /** Version of an open document; `null` for a file on disk. */
  versionOf(path: string): number | null;
}

export class Converter {
  readonly #speaker: Speaker;

  constructor(speaker: Speaker) {
    this.#speaker = speaker;
  }

  offset(file: SourceFile, { line, character }: Position): number {
    return file.lines.offset({ line, column: character }, this.#speaker.client.unit);
  }

  span(file: SourceFile, range: Range): Span {
    return { start: this.offset(file, range.start), end: this.offset(file, range.end) };
  }

  range(file: Pick<EditedText, "lines">, span: Span): Range {
    return { start: this.#position(file, span.start), end: this.#position(file, span.end) };
  }

  diagnostic(finding: Finding): Diagnostic {
    const { client } = this.#speaker;
    const docsUrl = this.#speaker.docsUrl();
    const { rule, file } = finding;
    const related = finding.related.map(({ place, message }) => ({
      location: this.location(place),
      message: textOf(rule, message, this.#speaker.locale()),
    }));
    const tags = tagsOf(finding);
    return {
      range: this.range(file, finding.span),
      severity: severities[finding.severity],
      source: "kalint",
      code: finding.code,
      message: textOf(rule, finding.message, this.#speaker.locale()),
      ...(client.codeDescription && docsUrl !== undefined
        ? { codeDescription: { href: `${docsUrl.replace(/\/$/, "")}/${rule.group}/${rule.name}.md` } }
        : {}),
      ...(client.relatedInformation && related.length > 0 ? { relatedInformation: related } : {}),
      ...(client.diagnosticTags && tags.length > 0 ? { tags } : {}),
      ...(client.diagnosticData ? { data: { rule: rule.name, fixes: finding.fixes.length } } : {}),
    };
  }

  completion(file: SourceFile, completion: Completion, index: number): CompletionItem {
    const { client } = this.#speaker;
    const snippet = completion.isSnippet && client.snippets;
    const newText = snippet ? completion.insert : completion.plain;
    const insert = this.range(file, completion.insertSpan);
    const replace = this.range(file, completion.replaceSpan);
    const oneLine = replace.start.line === replace.end.line;
    return {
      label: completion.label,
      kind: completionKinds[completion.kind],
      ...(completion.detail === "" ? {} : { detail: completion.detail }),
      sortText: `${completion.rank}${String(index).padStart(5, "0")}`,
      filterText: completion.label,
      ...(snippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
      textEdit: client.insertReplace
        ? { newText, insert, replace: oneLine ? replace : insert }
        : { newText, range: oneLine ? replace : insert },
      ...(completion.deprecated && client.completionTags ? { tags: [CompletionItemTag.Deprecated] } : {}),
      ...(completion.deprecated && !client.completionTags ? { deprecated: true } : {}),
      ...(completion.entry === undefined
        ? {}
        : { data: { uri: this.#speaker.uriOf(file.path), ...completion.entry } }),
    };
  }

  documentation(markdown: string): MarkupContent {
    return this.#markup(markdown);
  }

  hover(file: SourceFile, hover: Hover): ProtocolHover {
    return { contents: this.#markup(hover.markdown), range: this.range(file, hover.span) };
  }

  location({ file, span }: Target): Location {
    return { uri: this.#speaker.uriOf(file.path), range: this.range(file, span) };
  }

  definition(file: SourceFile, { origin, targets }: DefinitionAnswer): Location[] | LocationLink[] {
    if (!this.#speaker.client.definitionLinks) return targets.map((t) => this.location(t));
    const originSelectionRange = this.range(file, origin);
    return targets.map((target) => {
      const { uri, range } = this.location(target);
      return { originSelectionRange, targetUri: uri, targetRange: range, targetSelectionRange: range };
    });
  }

  link(file: SourceFile, { span, path }: FileLink): DocumentLink {
    return { range: this.range(file, span), target: this.#speaker.uriOf(path) };
  }

  highlight(file: SourceFile, { span, role }: Highlight): DocumentHighlight {
    const kind = role === "definition" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
    return { range: this.range(file, span), kind };
  }

  symbol(file: SourceFile, symbol: OutlineSymbol): DocumentSymbol {
    return {
      name: symbol.name,
      ...(symbol.detail === "" ? {} : { detail: symbol.detail }),
      kind: symbolKinds[symbol.kind],
      range: this.range(file, symbol.span),
      selectionRange: this.range(file, symbol.nameSpan),
      ...(symbol.deprecated ? { tags: [SymbolTag.Deprecated] } : {}),
      children: symbol.children.map((child) => this.symbol(file, child)),
    };
  }

  namedPlace({ name, container, isBlock, file, span }: NamedPlace): SymbolInformation {
    const kind = isBlock ? SymbolKind.Module : SymbolKind.Field;
    return { name, kind, location: this.location({ file, span }), containerName: container };
  }

  callItem({ file, role, name, detail, span, nameSpan }: TrafficNode): CallHierarchyItem {
    return {
      name,
      kind: trafficKinds[role],
      detail,
      uri: this.#speaker.uriOf(file.path),
      range: this.range(file, span),
      selectionRange: this.range(file, nameSpan),
    };
  }

  folding({ startLine, endLine, kind }: FoldingRange): ProtocolFoldingRange {
    return { startLine, endLine, ...(kind === "comment" ? { kind: FoldingRangeKind.Comment } : {}) };
  }

  inlayHint(file: SourceFile, { offset, text, tooltip }: InlayHint): ProtocolInlayHint {
    const position = this.#position(file, offset);
    return { position, label: text, tooltip: this.#markup(tooltip), paddingLeft: true };
  }

  codeLens(file: SourceFile, { span, text, instance }: CodeLens): ProtocolCodeLens {
    const uri = this.#speaker.uriOf(file.path);
    const command = { title: text, command: showFailoverCommand, arguments: [uri, instance] };
    return { range: this.range(file, span), command };
  }

  codeAction(action: CodeAction): ProtocolCodeAction {
    return {
      title: action.title,
      kind: action.kind === "fix-all" ? fixAllKind : CodeActionKind.QuickFix,
      ...(action.finding === undefined ? {} : { diagnostics: [this.diagnostic(action.finding)] }),
      ...(action.preferred ? { isPreferred: true } : {}),
      edit: this.workspaceEdit(action.edits),
    };
  }

  workspaceEdit(edits: readonly FileEdit[]): WorkspaceEdit {
    const texts = [...new Set(edits.map((edit) => edit.file))].map((file) => ({
      file,
      edits: this.textEdits(
        file,
        edits.filter((edit) => edit.file === file),
      ),
    }));
    const { uriOf, versionOf, client } = this.#speaker;
    const makesFiles = texts.some(({ file }) => file.isNew === true);
    // A client that makes no file by being told to makes one for the text it gets.
    if (!client.documentChanges || (makesFiles && !client.createsFiles)) {
      return { changes: Object.fromEntries(texts.map(({ file, edits: own }) => [uriOf(file.path), own])) };
    }
    const documentChanges = texts.flatMap(({ file, edits: own }): (CreateFile | TextDocumentEdit)[] => {
      const uri = uriOf(file.path);
      const edit = { textDocument: { uri, version: versionOf(file.path) }, edits: own };
      return file.isNew === true
        ? [{ kind: "create", uri, options: { ignoreIfExists: true } }, edit]
        : [edit];
    });
    return { documentChanges };
  }

  textEdits(file: EditedText, edits: readonly Edit[]): TextEdit[] {
    return edits.map((edit) => ({ range: this.range(file, edit.span), newText: edit.text }));
  }

  #position(file: Pick<EditedText, "lines">, offset: number): Position {
    const { line, column } = file.lines.position(offset, this.#speaker.client.unit);
    return { line, character: column };
  }

  #markup(markdown: string): MarkupContent {
    if (this.#speaker.client.markdown) return { kind: MarkupKind.Markdown, value: markdown };
    return { kind: MarkupKind.PlainText, value: markdown.replace(/^```\w*\n?/gm, "").replace(/\*\*|`/g, "") };
  }
}

/** What a code lens runs, with a document's URI and the name of an instance in it. */
export const showFailoverCommand = "kalint.showFailover";

/** The kind of the action that applies all safe fixes of a file. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.kalint`;

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const completionKinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  block: CompletionItemKind.Module,
  directive: CompletionItemKind.Property,
  option: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
};

const symbolKinds: Readonly<Record<OutlineSymbol["kind"], SymbolKind>> = {
  block: SymbolKind.Module,
  setting: SymbolKind.Property,
  definition: SymbolKind.Variable,
  entry: SymbolKind.Field,
};

const trafficKinds: Readonly<Record<TrafficNode["role"], SymbolKind>> = {
  proxy: SymbolKind.Interface,
  pool: SymbolKind.Module,
  server: SymbolKind.Object,
};

/** Rules whose findings say that the text has no effect where the daemon says nothing of it. */
const withoutEffect: ReadonlySet<string> = new Set([
  "duplicate-directive",
  "misplaced-directive",
  "surplus-argument",
  "unreachable-backend",
  "unused-acl",
  "unused-backend",
]);

function tagsOf({ rule, daemon }: Finding): DiagnosticTag[] {
  if (rule.name === "deprecated-directive") return [DiagnosticTag.Deprecated];
  return withoutEffect.has(rule.name) && daemon === "silent" ? [DiagnosticTag.Unnecessary] : [];
}

/** For clients that draw no tree: each symbol with the name of what it stands in. */
export function flatSymbols(
  symbols: readonly DocumentSymbol[],
  uri: string,
  containerName?: string,
): SymbolInformation[] {
  return symbols.flatMap((symbol) => {
    const name =
      symbol.detail === undefined || symbol.kind !== SymbolKind.Module
        ? symbol.name
        : `${symbol.name} ${symbol.detail}`;
    const own = { name, kind: symbol.kind, location: { uri, range: symbol.range } };
    return [
      containerName === undefined ? own : { ...own, containerName },
      ...flatSymbols(symbol.children ?? [], uri, name),
    ];
  });
}
