/** Files held in memory, for where there is no disk: a browser's worker. */
import type { FileSystem } from "../../workspace/file-system.ts";

export class MemoryFileSystem implements FileSystem {
  readonly #files = new Map<string, string>();

  write(path: string, text: string): void {
    this.#files.set(path, text);
  }

  read(path: string): ReturnType<FileSystem["read"]> {
    const text = this.#files.get(path);
    if (text !== undefined) return { ok: true, text, encoding: "utf-8" };
    return {
      ok: false,
      reason: this.kind(path) === "directory" ? "is a directory" : "no such file or directory",
    };
  }

  kind(path: string): ReturnType<FileSystem["kind"]> {
    if (this.#files.has(path)) return "file";
    const prefix = inside(path);
    return [...this.#files.keys()].some((file) => file.startsWith(prefix)) ? "directory" : "missing";
  }

  list(directory: string): readonly string[] {
    const prefix = inside(directory);
    const names = new Set<string>();
    for (const file of this.#files.keys()) {
      if (file.startsWith(prefix)) names.add(file.slice(prefix.length).split("/")[0] ?? "");
    }
    return [...names].sort();
  }
}

function inside(directory: string): string {
  return directory.endsWith("/") ? directory : `${directory}/`;
}
