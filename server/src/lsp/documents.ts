/** The documents an editor has open, with its changes applied. Columns are in the unit agreed on at initialize. */
import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { type ColumnUnit, LineIndex } from "../text/line-index.ts";
import { pathOf, uriOf } from "./uris.ts";

export interface OpenDocument {
  /** As the client writes it. */
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
}

export class Documents {
  readonly #byPath = new Map<string, OpenDocument>();
  unit: ColumnUnit = "utf-16";

  open(uri: string, languageId: string, version: number, text: string): OpenDocument {
    const document = { uri, path: pathOf(uri), languageId, version, text };
    this.#byPath.set(document.path, document);
    return document;
  }

  /** The document after the changes; `undefined` where it is not open. */
  change(
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ): OpenDocument | undefined {
    const known = this.at(uri);
    if (known === undefined) return undefined;
    const text = changes.reduce((before, change) => changed(before, change, this.unit), known.text);
    const document = { ...known, version, text };
    this.#byPath.set(document.path, document);
    return document;
  }

  close(uri: string): OpenDocument | undefined {
    const known = this.at(uri);
    if (known !== undefined) this.#byPath.delete(known.path);
    return known;
  }

  at(uri: string): OpenDocument | undefined {
    return this.#byPath.get(pathOf(uri));
  }

  atPath(path: string): OpenDocument | undefined {
    return this.#byPath.get(path);
  }

  all(): OpenDocument[] {
    return [...this.#byPath.values()];
  }

  /** The URI to speak of a path by: the client's own spelling where it has the file open. */
  uriOf(path: string): string {
    return this.#byPath.get(path)?.uri ?? uriOf(path);
  }
}

function changed(text: string, change: TextDocumentContentChangeEvent, unit: ColumnUnit): string {
  if (!("range" in change)) return change.text;
  const lines = new LineIndex(text);
  const { start, end } = change.range;
  const from = lines.offset({ line: start.line, column: start.character }, unit);
  const to = lines.offset({ line: end.line, column: end.character }, unit);
  return text.slice(0, from) + change.text + text.slice(Math.max(from, to));
}
