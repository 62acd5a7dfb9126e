/** Reads from the initialize request what the client can take, and says what the server can do. */
import {
  CodeActionKind,
  type InitializeParams,
  MarkupKind,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { type ClientAbilities, fixAllKind, showFailoverCommand } from "./convert.ts";
import { record } from "./params.ts";

export interface Abilities extends ClientAbilities {
  /** It asks for findings, and can be told when to ask again. */
  readonly pulls: boolean;
  /** It asks for the findings of all files, and for those of the open ones just as before. */
  readonly pullsAll: boolean;
  readonly takesRelated: boolean;
  readonly asksConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly folders: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
  /** It shows failovers itself. */
  readonly failoverView: boolean;
}

export function readAbilities(params: InitializeParams): Abilities {
  const { capabilities, clientInfo, initializationOptions } = params;
  const { textDocument, workspace, general } = capabilities;
  const item = textDocument?.completion?.completionItem;
  const published = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  return {
    unit: chosenUnit(general?.positionEncodings),
    snippets: item?.snippetSupport ?? false,
    insertReplace: item?.insertReplaceSupport ?? false,
    completionTags: item?.tagSupport !== undefined,
    markdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
    documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") ?? false,
    definitionLinks: textDocument?.definition?.linkSupport ?? false,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    relatedInformation: published?.relatedInformation ?? pulled?.relatedInformation ?? false,
    diagnosticTags: (published?.tagSupport ?? pulled?.tagSupport) !== undefined,
    diagnosticData: published?.dataSupport ?? pulled?.dataSupport ?? false,
    codeDescription: published?.codeDescriptionSupport ?? pulled?.codeDescriptionSupport ?? false,
    // The files of the other nodes change findings too: one that can not be told to ask again is sent them.
    pulls: pulled !== undefined && (workspace?.diagnostics?.refreshSupport ?? false),
    // Told to ask again, Neovim 0.12 would ask for all files and take nothing from the answer for those that are open.
    pullsAll: clientInfo?.name !== "Neovim",
    takesRelated: pulled?.relatedDocumentSupport ?? false,
    asksConfiguration: workspace?.configuration ?? false,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    folders: workspace?.workspaceFolders ?? false,
    refreshesHints: workspace?.inlayHint?.refreshSupport ?? false,
    refreshesLenses: workspace?.codeLens?.refreshSupport ?? false,
    failoverView: record(initializationOptions).failoverView === true,
  };
}

export function serverCapabilities(abilities: Abilities): ServerCapabilities {
  return {
    positionEncoding: abilities.unit === "utf-8" ? PositionEncodingKind.UTF8 : PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
    completionProvider: { triggerCharacters: [" ", "=", "$", "@", "/"], resolveProvider: true },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    callHierarchyProvider: true,
    foldingRangeProvider: true,
    documentLinkProvider: { resolveProvider: false },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: "}", moreTriggerCharacter: ["\n"] },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
    inlayHintProvider: true,
    codeLensProvider: { resolveProvider: false },
    // A client that has a command of this name itself would have two of them.
    ...(abilities.failoverView ? {} : { executeCommandProvider: { commands: [showFailoverCommand] } }),
    ...(abilities.pulls
      ? {
          diagnosticProvider: {
            identifier: "kalint",
            interFileDependencies: true,
            workspaceDiagnostics: abilities.pullsAll,
          },
        }
      : {}),
    ...(abilities.folders
      ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }
      : {}),
  };
}

/** The first encoding in the client's order that both know; the protocol's own where it names none. */
function chosenUnit(encodings: readonly string[] | undefined): Abilities["unit"] {
  for (const encoding of encodings ?? []) {
    if (encoding === PositionEncodingKind.UTF8) return "utf-8";
    if (encoding === PositionEncodingKind.UTF16) return "utf-16";
  }
  return "utf-16";
}
