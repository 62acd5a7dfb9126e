/**
 * URIs of the protocol and paths of the workspace. A file's path has `/` on every system; what is no file of a disk
 * keeps its whole URI as its path.
 */
import { URI } from "vscode-uri";

export function pathOf(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === "file" ? parsed.fsPath.replaceAll("\\", "/") : uri;
}

export function uriOf(path: string): string {
  return /^[a-z][\w+.-]+:/i.test(path) ? path : URI.file(path).toString();
}
