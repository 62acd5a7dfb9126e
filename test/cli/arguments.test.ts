import { describe, expect, it } from "vitest";
import { commands } from "../../server/src/cli/commands.ts";
import { folder, kalint, withoutTypo, withTypo } from "./support.ts";

describe("the command line", () => {
  it.each([
    [["--formt", "json"], "unknown option --formt, did you mean --format?"],
    [["--zzzzzzzzz"], "unknown option --zzzzzzzzz (kalint --help lists them)"],
    [["-z"], "unknown option -z (kalint --help lists them)"],
    [["--format"], "--format needs a value: text|json|compact"],
    [["--format", "--quiet"], "--format needs a value: text|json|compact"],
    [["--format="], "--format needs a value: text|json|compact"],
    [["--format", "jsn"], "--format can not be `jsn`, did you mean `json`? Possible: text, json, compact"],
    [["--quiet=yes"], "--quiet takes no value"],
    [["--color", "blue"], "--color can not be `blue`: auto, always, never"],
    [
      ["--target", "keepalivd=2.2"],
      "--target can not be `keepalivd`, did you mean `keepalived`? Possible: keepalived, nginx, haproxy",
    ],
    [["--target", "keepalived"], "--target keepalived needs a version, as in keepalived=2.3"],
    [["--target", "keepalived=9.9"], "--target keepalived can not be `9.9`: 2.2, 2.3"],
    [
      ["--rule", "unknown-directve=off"],
      "unknown rule `unknown-directve`, did you mean `unknown-directive`?",
    ],
    [
      ["--rule", "unknown-directive"],
      "--rule unknown-directive needs a severity, as in unknown-directive=off",
    ],
    [
      ["--rule", "unknown-directive=eror"],
      "--rule unknown-directive can not be `eror`, did you mean `error`?",
    ],
    [["--only", "no-such-rule-anywhere"], "unknown rule `no-such-rule-anywhere` (kalint rules lists them)"],
    [["--fail-on", "warnings"], "--fail-on can not be `warnings`, did you mean `warning`?"],
    [["--max-warnings", "many"], "--max-warnings needs a number, not `many`"],
    [["--unsafe-fixes"], "--unsafe-fixes needs --fix or --diff"],
    [["--stdin-filename", "a.conf", "b.conf"], "--stdin-filename needs `-` among the paths"],
    [["--dialect", "haproxy", "--context", "http"], "--context is for nginx, not for haproxy"],
    [["--context", "sever"], "--context can not be `sever`, did you mean `server`?"],
    [["--config", "missing.json"], "missing.json: no such file or directory"],
    [["explain", "a", "b"], "`kalint explain` does not take `b`"],
    [["explain"], "`kalint explain` needs RULE"],
    [["explain", "nopremt"], "no rule or directive `nopremt`, did you mean `nopreempt`?"],
    [["explain", "keepalived/weight"], "`keepalived/weight` means `keepalived/vrrp_script/weight`, "],
    [["explain", "nopreempt", "--lang", "de"], "--lang can not be `de`: en, zh-CN"],
    [["explain", "--fix", "x"], "--fix is no option of `kalint explain` (kalint explain --help lists them)"],
    [["chek"], "chek: no such file or directory; did you mean the command `check`?"],
    [["lsp"], "the language server is started by an editor, as `kalint lsp --stdio`"],
  ])("says in one line what is wrong with %j", async (args, message) => {
    const { code, out, err } = await kalint(args);
    expect(err).toContain(`kalint: ${message}`);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(out).toBe("");
    expect(code).toBe(2);
  });

  it("takes check for granted", async () => {
    const cwd = folder({ "keepalived.conf": withTypo });
    const implied = await kalint(["keepalived.conf"], { cwd });
    expect(implied).toEqual(await kalint(["check", "keepalived.conf"], { cwd }));
    expect(implied.code).toBe(1);
  });

  it("reads options before and behind the command and the paths", async () => {
    const cwd = folder({ "keepalived.conf": withTypo });
    const first = await kalint(["-f", "compact", "check", "."], { cwd });
    expect(first.out).toContain("keepalived.conf:2:5: error: unknown directive `stat`");
    expect(await kalint(["check", ".", "--format=compact"], { cwd })).toEqual(first);
  });

  it("takes what stands behind -- for a path", async () => {
    const cwd = folder({ "--fix": withoutTypo });
    expect((await kalint(["--dialect", "keepalived", "--", "--fix"], { cwd })).out).toContain(
      "nothing found in 1 file",
    );
  });

  it.each(commands.map((command) => [command.name, command] as const))(
    "has a help for %s with all its options",
    async (name, command) => {
      const { code, out } = await kalint([name, "--help"]);
      expect(code).toBe(0);
      for (const option of command.options) expect(out).toContain(`--${option.name}`);
      expect(out).toContain(command.summary.slice(1));
    },
  );

  it("names every command in the general help, and no option that is not there", async () => {
    const { out } = await kalint(["--help"]);
    for (const { name } of commands) expect(out).toMatch(new RegExp(`kalint \\[?${name}\\b`));
    const known = new Set(commands.flatMap(({ options }) => options.map(({ name }) => name)));
    const named = [...out.matchAll(/--([a-z-]+)/g)].map((match) => match[1]);
    expect(
      named.filter((name) => name !== undefined && !known.has(name) && name !== "help" && name !== "version"),
    ).toEqual([]);
  });
});
