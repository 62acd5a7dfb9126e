/**
 * The disk as a workspace reads it, and the one place that writes to it. Paths use `/` on every system. What a file
 * holds is not looked into here.
 */
import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import type { Encoding, FileSystem } from "../../workspace/file-system.ts";

export const nodeFileSystem: FileSystem = {
  read(path) {
    try {
      if (statSync(path).isCharacterDevice()) return { ok: false, reason: "is a device" };
      return { ok: true, ...decode(readFileSync(path)) };
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
  },
  // A device or a pipe that a search comes across is not there for us: reading it might never end.
  kind(path) {
    try {
      const found = statSync(path);
      return found.isDirectory() ? "directory" : found.isFile() ? "file" : "missing";
    } catch {
      return "missing";
    }
  },
  list(directory) {
    try {
      return readdirSync(directory).sort();
    } catch {
      return [];
    }
  },
  realPath(path) {
    try {
      return withSlashes(realpathSync(path));
    } catch {
      return path;
    }
  },
  size(path) {
    try {
      return statSync(path).size;
    } catch {
      return 0;
    }
  },
};

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

/** Text of bytes; a byte order mark stays in it as a character, so that nothing is lost. */
export function decode(bytes: Uint8Array): Decoded {
  try {
    return { text: utf8.decode(bytes), encoding: "utf-8" };
  } catch {
    return {
      text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"),
      encoding: "latin1",
    };
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export type WriteResult = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/**
 * Replaces what a file holds, all at once or not at all: a new file beside it takes its name. Mode and, where it may,
 * owner stay; a symbolic link goes on pointing to the file.
 */
export function writeText(path: string, text: string, encoding: Encoding): WriteResult {
  // One character above 255 has no byte in a file that is no UTF-8.
  if (encoding === "latin1" && /[^\0-\xff]/.test(text)) {
    return { ok: false, reason: "the fix needs a character that this file's encoding lacks" };
  }
  let temporary: string | undefined;
  try {
    const target = realpathSync(path);
    const { mode, uid, gid } = statSync(target);
    temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
    const handle = openSync(temporary, "wx", mode & 0o7777);
    try {
      writeAll(handle, Buffer.from(text, encoding));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    keepOwner(temporary, uid, gid);
    chmodSync(temporary, mode & 0o7777);
    renameSync(temporary, target);
    return { ok: true };
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    return { ok: false, reason: reasonOf(error) };
  }
}

/** Why a directory can not be searched, if it can not. */
export function directoryProblem(path: string): string | undefined {
  try {
    readdirSync(path);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Writes a file that must not be there yet. */
export function createText(path: string, text: string): WriteResult {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

/** A path as the workspace writes it: absolute, with `/`. */
export function absolutePath(path: string, from: string): string {
  return withSlashes(resolve(from, path));
}

function withSlashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}

/** Only root may give a file away; for anybody else the new file is the writer's, as with every editor. */
function keepOwner(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    // The file is written all the same.
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file or directory",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "is a directory",
  ENOTDIR: "a part of the path is no directory",
  ELOOP: "too many symbolic links",
  ENAMETOOLONG: "the name is too long",
  EMFILE: "too many open files",
  ENFILE: "too many open files",
  EIO: "the disk can not be read",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is used up",
  ERR_FS_FILE_TOO_LARGE: "the file is too large",
  ERR_STRING_TOO_LONG: "the file is too large",
  EEXIST: "already exists",
};

/** Why a system call failed, in a few words for a message. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  return reasons[code] ?? (code === "" ? String(error) : `failed (${code})`);
}
