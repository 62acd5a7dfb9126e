import { describe, expect, it } from "vitest";
import { folder, kalint, withoutTypo, withTypo } from "./support.ts";

const unknownInFragment = "location /x {\n    proxy_pas http://127.0.0.1;\n}\n";

describe("kalint check", () => {
  it("says in one line what it looked at where it found nothing", async () => {
    const cwd = folder({ "keepalived.conf": withoutTypo });
    expect(await kalint([], { cwd })).toEqual({
      code: 0,
      out: "nothing found in 1 file for keepalived 2.3\n",
      err: "",
    });
  });

  it("speaks Chinese around the messages too, but not to programs", async () => {
    const cwd = folder({ "keepalived.conf": withTypo });
    const { out } = await kalint(["--lang", "zh-CN"], { cwd });
    expect(out).not.toMatch(/\b(?:error|fails|fix:|found|file)\b/);
    expect(out).toContain("1 个错误；共 1 个文件，按 keepalived 2.3 检查\n");
    expect(out).toContain("修复：");
    const compact = await kalint(["--lang", "zh-CN", "-f", "compact"], { cwd });
    expect(compact.out).toMatch(/: error: .* \[KA101 unknown-directive\]\n$/);
  });

  it("ends with 1 where there is a finding at or above the severity that fails it", async () => {
    const cwd = folder({ "keepalived.conf": withTypo });
    expect((await kalint([], { cwd })).code).toBe(1);
    expect((await kalint(["--rule", "unknown-directive=warning"], { cwd })).code).toBe(0);
    expect(
      (await kalint(["--rule", "unknown-directive=warning", "--fail-on", "warning"], { cwd })).code,
    ).toBe(1);
    expect((await kalint(["--rule", "unknown-directive=warning", "--max-warnings", "0"], { cwd })).code).toBe(
      1,
    );
    expect((await kalint(["--rule", "unknown-directive=warning", "--max-warnings", "1"], { cwd })).code).toBe(
      0,
    );
    expect((await kalint(["--exit-zero"], { cwd })).code).toBe(0);
  });

  it("switches rules by name, by code and all but one", async () => {
    const cwd = folder({ "keepalived.conf": withTypo });
    expect((await kalint(["--rule", "unknown-directive=off"], { cwd })).code).toBe(0);
    expect((await kalint(["--rule", "KA101=off"], { cwd })).code).toBe(0);
    expect((await kalint(["--rule", "NG101=off"], { cwd })).code).toBe(1);
    expect((await kalint(["--only", "unknown-directive"], { cwd })).code).toBe(1);
    expect((await kalint(["--only", "stray-brace"], { cwd })).code).toBe(0);
  });

  it("lets the command line win over kalint.json, whether either says a name or a code", async () => {
    const files = { "keepalived.conf": withTypo };
    const byName = folder({ ...files, "kalint.json": '{ "rules": { "unknown-directive": "off" } }' });
    expect((await kalint([], { cwd: byName })).code).toBe(0);
    expect((await kalint(["--rule", "KA101=error"], { cwd: byName })).code).toBe(1);
    const byCode = folder({ ...files, "kalint.json": '{ "rules": { "KA101": "off" } }' });
    expect((await kalint([], { cwd: byCode })).code).toBe(0);
    expect((await kalint(["--rule", "unknown-directive=error"], { cwd: byCode })).code).toBe(1);
  });

  it("finds the kalint.json above the paths, not above the current directory", async () => {
    const cwd = folder({
      "site/kalint.json": '{ "rules": { "unknown-directive": "off" } }',
      "site/ka1/keepalived.conf": withTypo,
    });
    expect((await kalint(["site/ka1/keepalived.conf"], { cwd })).code).toBe(0);
    expect((await kalint(["."], { cwd })).code).toBe(1);
    expect((await kalint([".", "--config", "site/kalint.json"], { cwd })).code).toBe(0);
  });

  it("takes failOn and the targets from kalint.json", async () => {
    const cwd = folder({
      "keepalived.conf": withTypo,
      "kalint.json":
        '{ "failOn": "warning", "targets": { "keepalived": "2.2" }, "rules": { "unknown-directive": "warning" } }',
    });
    const run = await kalint([], { cwd });
    expect(run.code).toBe(1);
    expect(run.out).toContain("for keepalived 2.2");
    expect((await kalint(["--target", "keepalived=2.3"], { cwd })).out).toContain("for keepalived 2.3");
  });

  it("reads keepalived's conditions for the id of kalint.json, or that of the command line before it", async () => {
    const text = "global_defs {\n    @ka1 typo 1\n    @ka2 router_id lb\n}\n";
    const cwd = folder({ "keepalived.conf": text });
    expect((await kalint([], { cwd })).code).toBe(0);
    expect((await kalint(["--config-id", "ka1"], { cwd })).code).toBe(1);
    expect((await kalint(["--config-id", "ka2"], { cwd })).code).toBe(0);
    expect((await kalint(["--config-id", "ka 2"], { cwd })).err).toContain("--config-id must be one word");
    const named = folder({
      "keepalived.conf": text,
      "kalint.json": '{ "keepalived": { "configId": "ka1" } }',
    });
    expect((await kalint([], { cwd: named })).code).toBe(1);
    expect((await kalint(["--config-id", "ka2"], { cwd: named })).code).toBe(0);
  });

  it("prints findings only with --quiet", async () => {
    const cwd = folder({ "keepalived.conf": withTypo, "clean/keepalived.conf": withoutTypo });
    expect((await kalint(["-q", "clean"], { cwd })).out).toBe("");
    const { out } = await kalint(["-q", "keepalived.conf"], { cwd });
    expect(out).toContain("unknown-directive");
    expect(out).not.toContain("1 error");
  });

  it("shows paths below the current directory relative to it, others absolute", async () => {
    const root = folder({ "a/keepalived.conf": withTypo, "b/keepalived.conf": withTypo });
    const { out } = await kalint(["-f", "compact", "keepalived.conf", "../b/keepalived.conf"], {
      cwd: `${root}/a`,
    });
    expect(out.split("\n").map((line) => line.split(":")[0])).toEqual([
      "keepalived.conf",
      `${root}/b/keepalived.conf`,
      "",
    ]);
  });

  it("does not report on what an included file elsewhere says", async () => {
    const root = folder({
      "lib/part.conf": "proxy_pas x;\n",
      "site/nginx.conf": "events {}\nhttp {\n    include ../lib/part.conf;\n    include own.conf;\n}\n",
      "site/own.conf": "proxy_redirct off;\n",
    });
    const { out } = await kalint(["-f", "compact", "nginx.conf"], { cwd: `${root}/site` });
    expect(out).toContain("own.conf:1:1: error: unknown directive `proxy_redirct`");
    expect(out).not.toContain("part.conf:1");
  });

  describe("of standard input", () => {
    it("reads it for -", async () => {
      const { code, out } = await kalint(["-f", "compact", "-"], { input: withTypo });
      expect(out).toContain("<stdin>:2:5: error: unknown directive `stat`");
      expect(code).toBe(1);
    });

    it("treats it as the file that is named, and takes its text before that of the disk", async () => {
      const standby = withoutTypo.replace("MASTER", "BACKUP").replace("priority 100", "priority 90");
      const cwd = folder({ "ka1/keepalived.conf": withTypo, "ka2/keepalived.conf": standby });
      const { code, out } = await kalint([".", "-", "--stdin-filename", "ka1/keepalived.conf"], {
        cwd,
        input: withoutTypo,
      });
      expect(out).toContain("nothing found in 2 files");
      expect(code).toBe(0);
    });

    it("reads it where only its name is given", async () => {
      const cwd = folder({});
      const { out } = await kalint(["-f", "compact", "--stdin-filename", "etc/keepalived.conf"], {
        cwd,
        input: withTypo,
      });
      expect(out).toContain("etc/keepalived.conf:2:5: error");
    });

    it("reads a fragment in the block that it is included into", async () => {
      const args = ["-f", "compact", "-", "--context", "server"];
      expect((await kalint(args, { input: unknownInFragment })).out).toContain(
        "<stdin>:2:5: error: unknown directive `proxy_pas`",
      );
      const server = "listen 80;\nserver_name a.example;\n";
      expect((await kalint(args, { input: server })).code).toBe(0);
      expect(
        (await kalint(["-f", "compact", "-", "--context", "upstream"], { input: server })).out,
      ).toContain("`listen`");
    });

    it("reads it as the dialect that is named", async () => {
      const input = "# nothing that tells\n";
      expect((await kalint(["-"], { input })).err).toBe(
        "kalint: <stdin>: is no keepalived, nginx or HAProxy configuration (--dialect says which it is)\n",
      );
      expect(await kalint(["-", "--dialect", "haproxy"], { input })).toMatchObject({ code: 0, err: "" });
    });
  });
});
