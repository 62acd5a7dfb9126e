/** The files a workspace reads, as an interface: platform/ has one for Node and one for the browser. Paths use `/`. */
export interface FileSystem {
  /** The file's text, or why it can not be read in a few words for a message. */
  read(path: string): ReadResult;
  kind(path: string): "file" | "directory" | "missing";
  /** Names in a directory, sorted; empty where it can not be read. */
  list(directory: string): readonly string[];
  /** The absolute path with links followed, so that one place has one name; absent where there are no links. */
  realPath?(path: string): string;
  /** Bytes in a file, so that a search need not read what is too large; absent where reading costs nothing. */
  size?(path: string): number;
}

export type ReadResult =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding }
  | { readonly ok: false; readonly reason: string };

/** `latin1` stands for any bytes that are no UTF-8: each becomes one character and goes back as the same byte. */
export type Encoding = "utf-8" | "latin1";
