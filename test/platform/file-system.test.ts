import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  absolutePath,
  decode,
  nodeFileSystem,
  writeText,
} from "../../server/src/platform/node/file-system.ts";
import { contentOf, folder } from "../cli/support.ts";

describe("the disk", () => {
  it("gives bytes that are no UTF-8 one character each, and takes them back", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const { text, encoding } = decode(bytes);
    expect(encoding).toBe("latin1");
    const cwd = folder({ f: bytes });
    expect(writeText(path.join(cwd, "f"), text, encoding)).toEqual({ ok: true });
    expect(contentOf(cwd, "f")).toEqual(Buffer.from(bytes));
  });

  it("keeps a byte order mark", () => {
    expect(decode(Buffer.from("\ufeffä"))).toEqual({ text: "\ufeffä", encoding: "utf-8" });
  });

  it("refuses to write a character that the encoding lacks", () => {
    const cwd = folder({ f: "old" });
    expect(writeText(path.join(cwd, "f"), "→", "latin1")).toMatchObject({ ok: false });
    expect(contentOf(cwd, "f").toString()).toBe("old");
  });

  it("says in few words why something can not be read", () => {
    const cwd = folder({ f: "" });
    mkdirSync(path.join(cwd, "d"));
    symlinkSync("loop", path.join(cwd, "loop"));
    const reason = (name: string) => nodeFileSystem.read(path.join(cwd, name));
    expect(reason("missing")).toEqual({ ok: false, reason: "no such file or directory" });
    expect(reason("d")).toEqual({ ok: false, reason: "is a directory" });
    expect(reason("loop")).toEqual({ ok: false, reason: "too many symbolic links" });
    expect(reason("f/g")).toEqual({ ok: false, reason: "a part of the path is no directory" });
    expect(reason("f\0g")).toMatchObject({ ok: false });
  });

  it("lists names sorted, and nothing where there is nothing", () => {
    const cwd = folder({ b: "", a: "", "c/d": "" });
    expect(nodeFileSystem.list(cwd)).toEqual(["a", "b", "c"]);
    expect(nodeFileSystem.list(path.join(cwd, "missing"))).toEqual([]);
  });

  it("tells files from directories, and from what is neither", () => {
    const cwd = folder({ f: "" });
    expect([cwd, path.join(cwd, "f"), path.join(cwd, "g"), "/dev/null"].map(nodeFileSystem.kind)).toEqual([
      "directory",
      "file",
      "missing",
      "missing",
    ]);
  });

  it("makes paths absolute", () => {
    expect(absolutePath("../b/./c", "/a")).toBe("/b/c");
    expect(absolutePath("/x", "/a")).toBe("/x");
  });
});
