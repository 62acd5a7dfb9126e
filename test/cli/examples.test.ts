/** The example pairs, as the README shows them. */
import { cpSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../../server/src/cli/commands.ts";
import { repository } from "../support/shared.ts";
import { contentOf, folder, kalint, kalintProcess } from "./support.ts";

describe("the example pair", () => {
  it("gives the findings that are stored", async () => {
    const { code, out, err } = await kalint(["examples/ha-pair"]);
    await expect(out).toMatchFileSnapshot("expected/ha-pair.txt");
    expect(err).toBe("");
    expect(code).toBe(1);
  });

  it.each([
    "failover-never-happens",
    "vrid-mismatch",
    "auth-pass-too-long",
    "strict-overrides-state",
    "strict-blocks-virtual-address",
    "unknown-directive",
    "undefined-backend",
  ])("shows %s", async (rule) => {
    expect((await kalint(["-f", "compact", "--only", rule, "examples/ha-pair"])).out).toContain(` ${rule}]`);
  });

  it("has nothing to find once it is mended", async () => {
    const { code, out, err } = await kalint(["--fail-on", "hint", "examples/ha-pair-fixed"]);
    expect(out).toBe(
      "nothing found in 6 files for keepalived 2.3, nginx 1.30, haproxy 3.2; cluster ha-pair-fixed (ka1, ka2)\n",
    );
    expect([code, err]).toEqual([0, ""]);
  });

  it("is better off with every fix: what is left needs a person", async () => {
    const cwd = folder({});
    cpSync(path.join(repository, "examples/ha-pair"), cwd, { recursive: true });
    await kalint(["--fix", "--unsafe-fixes"], { cwd });
    const { out } = await kalint(["-f", "compact"], { cwd });
    await expect(out).toMatchFileSnapshot("expected/ha-pair-after-fixes.txt");
    const once = readdirSync(cwd, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.(conf|cfg)$/.test(name),
    );
    const texts = once.map((name) => contentOf(cwd, name).toString());
    await kalint(["--fix", "--unsafe-fixes"], { cwd });
    expect(once.map((name) => contentOf(cwd, name).toString())).toEqual(texts);
  });
});

describe("the README", () => {
  const readme = readFileSync(path.join(repository, "README.md"), "utf8");

  it("shows what the example prints", () => {
    const block = /```text\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    const { out } = kalintProcess(["--exit-zero", "examples/ha-pair"]);
    const pieces = block.split("…\n").map((piece) => piece.trim());
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(out).toContain(piece);
  });

  it("names scripts, options and rules that are there", async () => {
    const { scripts } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8"));
    const npm = [...readme.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? "");
    expect(npm.filter((name) => scripts[name] === undefined)).toEqual([]);
    const helps = await Promise.all(commands.map(({ name }) => kalint([name, "--help"])));
    const help = helps.map(({ out }) => out).join("");
    const { out: rules } = await kalint(["rules"]);
    const options = [...readme.matchAll(/kalint [^\n`]*?(--[a-z-]+)/g)].map((match) => match[1] ?? "");
    expect(
      options.filter((option) => !help.includes(option) && option !== "--yes" && option !== "--package"),
    ).toEqual([]);
    const named = [...readme.matchAll(/(?:allow=|explain )([a-z-]+)(?![a-z/-])/g)].map(
      (match) => match[1] ?? "",
    );
    expect(named.filter((rule) => !rules.includes(` ${rule}\n`))).toEqual([]);
    for (const [, directive = ""] of readme.matchAll(/explain (\w+\/[\w/]+)/g)) {
      expect((await kalint(["explain", directive])).code, directive).toBe(0);
    }
  });

  it("shows a kalint.json that is one", async () => {
    const json = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    const cwd = folder({
      "kalint.json": json,
      "hosts/alpha/keepalived.conf": "",
      "hosts/beta/keepalived.conf": "",
    });
    expect((await kalint([], { cwd })).err).toBe("");
    expect((await kalint(["clusters"], { cwd })).out).toContain("web (named in kalint.json");
  });
});
