/** Reads what clients send along: folders, files, options. What is not of the kind that is looked for is left out. */
import { type FormattingOptions, type InitializeParams, Position } from "vscode-languageserver";
import { pathOf } from "./uris.ts";

/** The folders that the editor has open. */
export function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): string[] {
  if (workspaceFolders !== undefined && workspaceFolders !== null)
    return workspaceFolders.map((f) => pathOf(f.uri));
  if (rootUri !== null && rootUri !== undefined) return [pathOf(rootUri)];
  return rootPath === null || rootPath === undefined ? [] : [rootPath.replaceAll("\\", "/")];
}

/** The files that come with the initialize request, as path and text. */
export function filesOf({ initializationOptions }: InitializeParams): [string, string][] {
  const { files } = record(initializationOptions);
  return Object.entries(record(files)).flatMap(([path, text]): [string, string][] =>
    typeof text === "string" ? [[path, text]] : [],
  );
}

/** What a completion item needs to be explained later. */
export function resolveData(data: unknown): { uri: string; scope: string; name: string } | undefined {
  const { uri, scope, name } = record(data);
  if (typeof uri !== "string" || typeof scope !== "string" || typeof name !== "string") return undefined;
  return { uri, scope, name };
}

/** What the failover view is asked for; `undefined` where no document is named. */
export function failoverParams(
  params: unknown,
): { uri: string; instance?: string; theme: "light" | "dark" | "auto" } | undefined {
  const { uri, instance, theme } = record(params);
  if (typeof uri !== "string") return undefined;
  return {
    uri,
    ...(typeof instance === "string" ? { instance } : {}),
    theme: theme === "light" || theme === "dark" ? theme : "auto",
  };
}

/** The place that something is asked of; `undefined` where no document or no position is named. */
export function placeParams(params: unknown): { uri: string; position: Position } | undefined {
  const { uri, position } = record(params);
  return typeof uri === "string" && Position.is(position) ? { uri, position } : undefined;
}

/** A step of indent as the editor is set. */
export function indentIn({ insertSpaces, tabSize }: FormattingOptions): string {
  return insertSpaces ? " ".repeat(Math.min(Math.max(tabSize, 1), 16)) : "\t";
}

/** The fields of an object; none of anything else. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
