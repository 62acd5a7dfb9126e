/** The commands beside check. */
import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { hoverAt } from "../../server/src/ide/hover.ts";
import { allRules } from "../../server/src/rules/all.ts";
import { snapshotOf } from "../support/lint-text.ts";
import { contentOf, folder, kalint, kalintProcess, program, withoutTypo } from "./support.ts";

describe("kalint explain", () => {
  it("prints a rule's page, by name and by code", async () => {
    const byName = await kalint(["explain", "unknown-directive"]);
    expect(byName.out).toMatch(
      /^# unknown-directive\n\nKA101, NG101, HA101 · error · catalogue\n\n## What\n/,
    );
    expect(await kalint(["explain", "KA101"])).toEqual(byName);
  });

  it.each(allRules.map((rule) => [rule.name]))("has a page for %s", async (name) => {
    const { code, out } = await kalint(["explain", name]);
    expect(out).toContain("## What\n");
    expect(code).toBe(0);
  });

  it("prints of a directive what hover says of it", async () => {
    const { code, out } = await kalint(["explain", "keepalived/vrrp_instance/nopreempt"]);
    const text = "vrrp_instance VI_1 {\n    nopreempt\n}\n";
    const file = { path: "/keepalived.conf", text };
    const snapshot = snapshotOf([file]);
    const source = snapshot.files.get(file.path);
    const hover =
      source === undefined ? undefined : hoverAt(snapshot, source, text.indexOf("nopreempt"), "en");
    expect(out).toBe(`${hover?.markdown}\n`);
    expect(code).toBe(0);
  });

  it("speaks the language of the option, else that of the environment", async () => {
    const chinese = await kalint(["explain", "nopreempt", "--lang", "zh-CN"]);
    expect(chinese.out).toContain("- 可用于 `vrrp_instance`");
    expect(await kalint(["explain", "nopreempt"], { env: { LANG: "zh_CN.UTF-8" } })).toEqual(chinese);
    const english = await kalint(["explain", "nopreempt"], { env: { LANG: "zh_CN.UTF-8", LC_ALL: "C" } });
    expect(english.out).toContain("- Stands in `vrrp_instance`");
  });
});

describe("kalint rules", () => {
  it("lists every rule with code and severity", async () => {
    const { out } = await kalint(["rules"]);
    for (const { name, severity, isOptional } of allRules) {
      const said = isOptional === true ? `off \\(${severity}\\)` : severity;
      expect(out).toMatch(new RegExp(`^[A-Z0-9 ]+ ${said} +${name}$`, "m"));
    }
    expect(out.trimEnd().split("\n").at(-1)).toContain(`${allRules.length} rules`);
  });
});

describe("kalint init", () => {
  it("writes a kalint.json that changes nothing, once", async () => {
    const cwd = folder({ "keepalived.conf": withoutTypo });
    const before = await kalint([], { cwd });
    expect(await kalint(["init"], { cwd })).toEqual({ code: 0, out: "wrote kalint.json\n", err: "" });
    expect(await kalint([], { cwd })).toEqual(before);
    const written = contentOf(cwd, "kalint.json");
    expect(await kalint(["init"], { cwd })).toEqual({
      code: 2,
      out: "",
      err: "kalint: kalint.json: already exists\n",
    });
    expect(contentOf(cwd, "kalint.json").equals(written)).toBe(true);
  });
});

describe("the program", () => {
  it("says its version", async () => {
    expect(kalintProcess(["--version"]).out).toBe((await kalint(["--version"])).out);
    expect(kalintProcess(["-V"])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^kalint \d+\.\d+\.\d+\n$/),
      err: "",
    });
  });

  it("checks as it does in this process", async () => {
    const cwd = folder({ "keepalived.conf": withoutTypo });
    expect(kalintProcess([], { cwd })).toEqual(await kalint([], { cwd }));
    expect(kalintProcess(["-"], { cwd, input: withoutTypo })).toEqual(
      await kalint(["-"], { cwd, input: withoutTypo }),
    );
  });

  it("becomes the language server", async () => {
    const server = spawn(process.execPath, [program, "lsp", "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const answer = new Promise<string>((resolve) =>
      server.stdout.once("data", (data) => resolve(String(data))),
    );
    const request = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { processId: process.pid, rootUri: null, capabilities: {} },
    });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(request)}\r\n\r\n${request}`);
    expect(await answer).toContain("Content-Length");
    server.kill();
  });
});
