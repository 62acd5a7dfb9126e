import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contentOf, folder, kalint, kalintAsUser, withoutTypo } from "./support.ts";

const rough = withoutTypo.replace("    state MASTER", "  state MASTER  ");
const unclosed = "vrrp_instance VI_1 {\n    state MASTER\n";
const nginx = "events {\nworker_connections 5; }\n";

describe("kalint fmt", () => {
  it("formats what it finds, and names it", async () => {
    const cwd = folder({ "ka1/keepalived.conf": rough, "ka2/keepalived.conf": withoutTypo });
    expect(await kalint(["fmt"], { cwd })).toEqual({
      code: 0,
      out: "formatted ka1/keepalived.conf\n1 file formatted, 1 in shape already\n",
      err: "",
    });
    expect(contentOf(cwd, "ka1/keepalived.conf").toString()).toBe(withoutTypo);
    expect(await kalint(["fmt"], { cwd })).toEqual({ code: 0, out: "2 files in shape already\n", err: "" });
  });

  it("only says with --check what is not in shape", async () => {
    const cwd = folder({ "ka1/keepalived.conf": rough, "ka2/keepalived.conf": withoutTypo });
    expect(await kalint(["fmt", "--check"], { cwd })).toEqual({
      code: 1,
      out: "not in shape: ka1/keepalived.conf\n1 file to format, 1 in shape already\n",
      err: "",
    });
    expect(contentOf(cwd, "ka1/keepalived.conf").toString()).toBe(rough);
    expect((await kalint(["fmt", "--check", "ka2"], { cwd })).code).toBe(0);
  });

  it("prints with --diff what patch reads, and fails only with --check too", async () => {
    const cwd = folder({ "keepalived.conf": rough });
    const { code, out, err } = await kalint(["fmt", "--diff"], { cwd });
    expect(code).toBe(0);
    expect(out).toContain("\n-  state MASTER  \n+    state MASTER\n");
    expect(err).toContain("1 file to format\n");
    expect((await kalint(["fmt", "--diff", "--check"], { cwd })).code).toBe(1);
    expect(contentOf(cwd, "keepalived.conf").toString()).toBe(rough);
    execFileSync("git", ["apply"], { cwd, input: out });
    expect(contentOf(cwd, "keepalived.conf").toString()).toBe(withoutTypo);
  });

  it("puts words of a haproxy.cfg into columns where --align or kalint.json says so", async () => {
    const plain = "backend a\n    mode http\n    server app1 192.0.2.1:80 check\n";
    const aligned = plain.replace("mode http", "mode   http");
    const cwd = folder({ "haproxy.cfg": plain });
    expect((await kalint(["fmt", "--check"], { cwd })).code).toBe(0);
    expect((await kalint(["fmt", "--align"], { cwd })).code).toBe(0);
    expect(contentOf(cwd, "haproxy.cfg").toString()).toBe(aligned);
    const told = folder({ "haproxy.cfg": plain, "kalint.json": '{ "format": { "align": true } }' });
    expect((await kalint(["fmt"], { cwd: told })).code).toBe(0);
    expect(contentOf(told, "haproxy.cfg").toString()).toBe(aligned);
  });

  it("passes standard input on to standard output, and writes no file that it includes", async () => {
    const input = `include part.conf\n${rough}`;
    const part = "  global_defs {\n}\n";
    const cwd = folder({ "part.conf": part });
    expect(await kalint(["fmt", "-", "--stdin-filename", "keepalived.conf"], { cwd, input })).toEqual({
      code: 0,
      out: `include part.conf\n${withoutTypo}`,
      err: "",
    });
    expect((await kalint(["fmt", "-", "--dialect", "keepalived"], { cwd, input: rough })).out).toBe(
      withoutTypo,
    );
    expect((await kalint(["fmt", "--check", "-"], { cwd, input: rough })).code).toBe(1);
    expect(contentOf(cwd, "part.conf").toString()).toBe(part);
  });

  it("leaves a file that is not closed as it is, says so and formats the others", async () => {
    const cwd = folder({ "ka1/keepalived.conf": unclosed, "ka2/keepalived.conf": rough });
    const { code, out, err } = await kalint(["fmt"], { cwd });
    expect(err).toBe(
      "kalint: ka1/keepalived.conf:1: can not be formatted: `vrrp_instance VI_1` is not closed\n",
    );
    expect(out).toContain("formatted ka2/keepalived.conf\n");
    expect(code).toBe(2);
    expect(contentOf(cwd, "ka1/keepalived.conf").toString()).toBe(unclosed);
    expect(await kalint(["fmt", "-"], { input: unclosed })).toMatchObject({ code: 2, out: unclosed });
    expect((await kalint(["fmt", "-"], { input: `${withoutTypo}}\n` })).err).toContain(
      "<stdin>:10: can not be formatted: `}` belongs to no block",
    );
  });

  it("leaves templates with tags alone, and does not fail", async () => {
    const template = `{% if x %}\n${rough}{% endif %}\n`;
    const cwd = folder({ "keepalived.conf.j2": template });
    for (const args of [["fmt"], ["fmt", "--check"]]) {
      expect(await kalint(args, { cwd })).toEqual({
        code: 0,
        out: "",
        err: "kalint: keepalived.conf.j2:1: left alone: files with template tags are not formatted\n",
      });
    }
    expect(contentOf(cwd, "keepalived.conf.j2").toString()).toBe(template);
  });

  it("formats nginx.conf", async () => {
    expect(await kalint(["fmt", "-", "--dialect", "nginx"], { input: nginx })).toMatchObject({
      code: 0,
      out: "events {\n    worker_connections 5;\n}\n",
    });
    expect(await kalint(["fmt", "-", "--dialect", "nginx"], { input: "events {\n  a b\n}\n" })).toMatchObject(
      {
        code: 2,
        err: expect.stringContaining("<stdin>:2: can not be formatted: a statement is not ended"),
      },
    );
  });

  it("formats haproxy.cfg", async () => {
    const cwd = folder({ "haproxy.cfg": "backend a\nserver  x 192.0.2.1:1  " });
    expect((await kalint(["fmt"], { cwd })).out).toBe("formatted haproxy.cfg\n1 file formatted\n");
    expect(contentOf(cwd, "haproxy.cfg").toString()).toBe("backend a\n    server x 192.0.2.1:1\n");
  });

  it("says what it can not read or write", async () => {
    expect(await kalint(["fmt", "missing.conf"])).toEqual({
      code: 2,
      out: "",
      err: "kalint: missing.conf: no such file or directory\n",
    });
    const empty = folder({});
    expect((await kalint(["fmt"], { cwd: empty })).code).toBe(2);
    const cwd = folder({ "closed/keepalived.conf": rough });
    chmodSync(`${cwd}/closed`, 0o500);
    const { code, out, err } = kalintAsUser(["fmt", "closed"], cwd);
    chmodSync(`${cwd}/closed`, 0o700);
    expect([code, out, err]).toEqual([2, "", "kalint: closed/keepalived.conf: permission denied\n"]);
    expect(contentOf(cwd, "closed/keepalived.conf").toString()).toBe(rough);
  });

  it.each([
    [["fmt", "-", "keepalived.conf"], "`-` takes no other path"],
    [["fmt", "--stdin-filename", "x", "a.conf"], "--stdin-filename needs `-`"],
    [["fmt", "--dialect", "ngin"], "did you mean `nginx`"],
    [["fmt", "--fix"], "--fix is no option of `kalint fmt`"],
  ])("refuses %j", async (args, says) => {
    const { code, err } = await kalint(args);
    expect(err).toContain(says);
    expect(code).toBe(2);
  });
});
