/** Whatever is given to the command: one clear line that names the file and the reason, and the rest is still checked. */
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { folder, kalint, kalintAsUser, kalintProcess, withoutTypo, withTypo } from "./support.ts";

describe("bad input", () => {
  it("of a path that is not there", async () => {
    const cwd = folder({ "keepalived.conf": withTypo });
    const { code, out, err } = await kalint(["-f", "compact", "missing.conf", "keepalived.conf"], { cwd });
    expect(err).toBe("kalint: missing.conf: no such file or directory\n");
    expect(out).toContain("keepalived.conf:2:5: error");
    expect(code).toBe(2);
  });

  it("of a file that may not be read, named or found", () => {
    const cwd = folder({ "ka1/keepalived.conf": withTypo, "ka2/keepalived.conf": withTypo });
    chmodSync(path.join(cwd, "ka2/keepalived.conf"), 0);
    for (const args of [["."], ["ka1/keepalived.conf", "ka2/keepalived.conf"]]) {
      const { code, out, err } = kalintAsUser(["-f", "compact", ...args], cwd);
      expect(err).toBe("kalint: ka2/keepalived.conf: permission denied\n");
      expect(out).toContain("ka1/keepalived.conf:2:5: error");
      expect(code).toBe(2);
    }
  });

  it("of a directory that may not be searched", () => {
    const cwd = folder({ "closed/keepalived.conf": withTypo });
    chmodSync(path.join(cwd, "closed"), 0);
    const { code, err } = kalintAsUser(["closed"], cwd);
    chmodSync(path.join(cwd, "closed"), 0o700);
    expect(err).toBe("kalint: closed: permission denied\n");
    expect(code).toBe(2);
  });

  it("of a directory in which there is nothing to check", async () => {
    const cwd = folder({ "readme.txt": "hello\n" });
    expect(await kalint([], { cwd })).toEqual({
      code: 2,
      out: "",
      err: "kalint: .: no keepalived, nginx or HAProxy configuration found\n",
    });
  });

  it("of a file that is no such configuration", async () => {
    const cwd = folder({ "notes.txt": "hello\n", "keepalived.conf": withoutTypo });
    const { code, out, err } = await kalint(["notes.txt", "keepalived.conf"], { cwd });
    expect(err).toBe(
      "kalint: notes.txt: is no keepalived, nginx or HAProxy configuration (--dialect says which it is)\n",
    );
    expect(out).toContain("nothing found in 1 file");
    expect(code).toBe(2);
  });

  it("of a binary file", async () => {
    const cwd = folder({ "keepalived.conf": Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]) });
    expect((await kalint(["keepalived.conf"], { cwd })).err).toBe(
      "kalint: keepalived.conf: is a binary file\n",
    );
    expect((await kalint(["-", "--dialect", "nginx"], { input: Uint8Array.from([1, 0, 2]) })).err).toBe(
      "kalint: <stdin>: is a binary file\n",
    );
  });

  it("of a device", async () => {
    expect((await kalint(["/dev/zero"])).err).toBe("kalint: /dev/zero: is a device\n");
  });

  it("of a file that is no UTF-8: it is checked byte for byte", async () => {
    const latin = Buffer.concat([
      Buffer.from("# Knoten f"),
      Buffer.from([0xfc]),
      Buffer.from("r Web\n"),
      Buffer.from(withTypo),
    ]);
    const cwd = folder({ "keepalived.conf": latin });
    const { code, out } = await kalint(["-f", "compact"], { cwd });
    expect(out).toContain("keepalived.conf:3:5: error");
    expect(code).toBe(1);
  });

  it("of an empty file", async () => {
    const cwd = folder({ "keepalived.conf": "", "haproxy.cfg": "", "nginx.conf": "" });
    const { err, out } = await kalint(["--fail-on", "hint", "keepalived.conf"], { cwd });
    expect(err).toBe("");
    expect(out).toContain("in 1 file for keepalived");
    expect((await kalint(["."], { cwd })).err).toBe("");
  });

  it("of includes that are missing or go round in a circle", async () => {
    const cwd = folder({
      "nginx.conf": "events {}\nhttp {\n    include missing.conf;\n    include a.conf;\n}\n",
      "a.conf": "include b.conf;\n",
      "b.conf": "include a.conf;\nproxy_redirct off;\n",
    });
    const { code, out, err } = await kalint(["-f", "compact", "nginx.conf"], { cwd });
    expect(err).toBe("");
    expect(out).toContain("b.conf:2:1: error: unknown directive `proxy_redirct`");
    expect(code).toBe(1);
  });

  it("of a link that leads to itself", async () => {
    const cwd = folder({ "ka1/keepalived.conf": withoutTypo });
    symlinkSync("keepalived.conf", path.join(cwd, "keepalived.conf"));
    symlinkSync(".", path.join(cwd, "ka1/again"));
    expect((await kalint(["keepalived.conf"], { cwd })).err).toBe(
      "kalint: keepalived.conf: too many symbolic links\n",
    );
    expect((await kalint(["ka1"], { cwd })).out).toContain("nothing found in 1 file");
  });

  it.each([
    ["{", /^kalint: kalint\.json: is no JSON: .+\n$/],
    ["[]", /^kalint: kalint\.json: must be an object, not \[\]\n$/],
    ['{ "target": {} }', /^kalint: kalint\.json: target: unknown field; did you mean `targets`\?\n$/],
    [
      '{ "rules": { "unknown-directiv": "off" } }',
      /^kalint: kalint\.json: rules: unknown rule `unknown-directiv`, did you mean `unknown-directive`\?\n$/,
    ],
    [
      '{ "targets": { "keepalived": "1.0" } }',
      /^kalint: kalint\.json: targets\.keepalived: unknown value "1\.0"; known are 2\.2, 2\.3\n$/,
    ],
  ])("of a kalint.json with %s: it is named, the files are checked", async (text, line) => {
    const cwd = folder({ "kalint.json": text, "keepalived.conf": withTypo });
    const { code, out, err } = await kalint(["-f", "compact"], { cwd });
    expect(err).toMatch(line);
    expect(out).toContain("keepalived.conf:2:5: error");
    expect(code).toBe(2);
  });

  it("of a kalint.json that is a directory", async () => {
    const cwd = folder({ "keepalived.conf": withoutTypo });
    mkdirSync(path.join(cwd, "kalint.json"));
    expect((await kalint(["--config", "kalint.json"], { cwd })).err).toBe(
      "kalint: kalint.json: is a directory\n",
    );
  });

  it("shows control characters as marks, in names, lines and messages", async () => {
    const cwd = folder({ "keepalived.conf": withTypo.replace("stat ", "st\u001b[2Jat ") });
    for (const format of ["text", "compact"]) {
      const { out } = await kalint(["-f", format], { cwd });
      expect(out).not.toContain("\u001b");
      expect(out).toContain("st\ufffd[2Jat");
    }
    expect((await kalint(["\u001b[31mx"], { cwd })).err).toBe(
      "kalint: \ufffd[31mx: no such file or directory\n",
    );
  });

  it("prints a JSON document also where nothing could be read", async () => {
    const { code, out, err } = await kalint(["-f", "json", "missing.conf"]);
    expect(JSON.parse(out)).toMatchObject({ version: 1, files: [], findings: [] });
    expect(err).toContain("missing.conf");
    expect(code).toBe(2);
  });

  it("does not end in a stack trace when nobody reads what it prints", () => {
    const line = `vrrp_instance VI_1 {\n${"    stat MASTER\n".repeat(20_000)}}\n`;
    const cwd = folder({ "keepalived.conf": line });
    const { code, out, err } = kalintProcess([], { cwd, shell: "set -o pipefail; kalint | head -n 1" });
    expect(err).toBe("");
    expect(out.split("\n")).toHaveLength(2);
    expect(code).toBe(1);
  });

  it("says that standard output is full", () => {
    const cwd = folder({ "keepalived.conf": withTypo });
    const { code, err } = kalintProcess([], { cwd, shell: "kalint > /dev/full" });
    expect(err).toBe("kalint: standard output: no space left on the disk\n");
    expect(code).toBe(2);
  });
});
