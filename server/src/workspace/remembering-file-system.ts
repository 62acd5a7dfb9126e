/** A file system that remembers its answers until it is told that something changed: a keystroke must not ask the disk. */
import type { FileSystem, ReadResult } from "./file-system.ts";

export class RememberingFileSystem implements FileSystem {
  readonly #under: FileSystem;
  readonly #reads = new Map<string, ReadResult>();
  readonly #kinds = new Map<string, "file" | "directory" | "missing">();
  readonly #lists = new Map<string, readonly string[]>();
  readonly #realPaths = new Map<string, string>();
  readonly #overlaid: (path: string) => boolean;

  /** `overlaid` says which paths exist as texts of an editor, whether or not the disk has them. */
  constructor(under: FileSystem, overlaid: (path: string) => boolean) {
    this.#under = under;
    this.#overlaid = overlaid;
  }

  forgetAnswers(): void {
    for (const map of [this.#reads, this.#kinds, this.#lists, this.#realPaths]) map.clear();
  }

  read(path: string): ReadResult {
    return remembered(this.#reads, path, (p) => this.#under.read(p));
  }

  kind(path: string): "file" | "directory" | "missing" {
    return this.#overlaid(path) ? "file" : remembered(this.#kinds, path, (p) => this.#under.kind(p));
  }

  list(directory: string): readonly string[] {
    return remembered(this.#lists, directory, (p) => this.#under.list(p));
  }

  realPath(path: string): string {
    return remembered(this.#realPaths, path, (p) => this.#under.realPath?.(p) ?? p);
  }

  size(path: string): number {
    return this.#under.size?.(path) ?? 0;
  }
}

function remembered<T>(answers: Map<string, T>, path: string, ask: (path: string) => T): T {
  const known = answers.get(path);
  if (known !== undefined) return known;
  const answer = ask(path);
  answers.set(path, answer);
  return answer;
}
