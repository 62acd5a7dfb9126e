import { execFileSync } from "node:child_process";
import { chmodSync, lstatSync, readdirSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { contentOf, folder, kalint, kalintAsUser, withoutTypo, withTypo } from "./support.ts";

describe("fixes", () => {
  it("are never written without --fix", async () => {
    const cwd = folder({ "keepalived.conf": withTypo });
    for (const args of [[], ["--diff"], ["--format", "json"], ["--diff", "--unsafe-fixes"]])
      await kalint(args, { cwd });
    expect(contentOf(cwd, "keepalived.conf").toString()).toBe(withTypo);
  });

  it("are written with --fix, and what is left is reported", async () => {
    const cwd = folder({ "keepalived.conf": withTypo });
    expect(await kalint(["--fix"], { cwd })).toEqual({
      code: 0,
      out: "1 fix written\nnothing found in 1 file for keepalived 2.3\n",
      err: "",
    });
    expect(contentOf(cwd, "keepalived.conf").toString()).toBe(withoutTypo);
    expect(readdirSync(cwd)).toEqual(["keepalived.conf"]);
  });

  it("are printed by --diff as patch reads them", async () => {
    const cwd = folder({ "ka1/keepalived.conf": withTypo });
    const { code, out, err } = await kalint(["--diff"], { cwd });
    expect(out).toBe(
      [
        "--- a/ka1/keepalived.conf",
        "+++ b/ka1/keepalived.conf",
        "@@ -1,5 +1,5 @@",
        " vrrp_instance VI_1 {",
        "-    stat MASTER",
        "+    state MASTER",
        "     interface eth0",
        "     virtual_router_id 51",
        "     virtual_ipaddress {",
        "",
      ].join("\n"),
    );
    expect(err).toBe("1 fix, nothing written\n");
    expect(code).toBe(1);
    execFileSync("git", ["apply"], { cwd, input: out });
    expect(contentOf(cwd, "ka1/keepalived.conf").toString()).toBe(withoutTypo);
  });

  it("keep line ends, bytes that are no UTF-8, mode and links, and take a byte order mark away", async () => {
    const before = Buffer.concat([
      Buffer.from("# f\xfcr Web\r\n", "latin1"),
      Buffer.from(withTypo.replaceAll("\n", "\r\n")),
    ]);
    const after = Buffer.from(before.toString("latin1").replace("stat ", "state "), "latin1");
    const cwd = folder({ "real/keepalived.conf": before, "bom/keepalived.conf": `\ufeff${withTypo}` });
    chmodSync(path.join(cwd, "real/keepalived.conf"), 0o640);
    symlinkSync("real/keepalived.conf", path.join(cwd, "keepalived.conf"));
    await kalint(["--fix", "keepalived.conf", "bom/keepalived.conf"], { cwd });
    expect(contentOf(cwd, "real/keepalived.conf").equals(after)).toBe(true);
    expect(statSync(path.join(cwd, "real/keepalived.conf")).mode & 0o777).toBe(0o640);
    expect(lstatSync(path.join(cwd, "keepalived.conf")).isSymbolicLink()).toBe(true);
    expect(contentOf(cwd, "bom/keepalived.conf").toString()).toBe(withoutTypo);
  });

  it("leave an included file elsewhere alone", async () => {
    const part = "proxy_redirct off;\n";
    const cwd = folder({
      "lib/part.conf": part,
      "site/nginx.conf": "events {}\nhttp {\n    include ../lib/part.conf;\n}\n",
    });
    await kalint(["--fix", "site/nginx.conf"], { cwd });
    expect(contentOf(cwd, "lib/part.conf").toString()).toBe(part);
  });

  it("of what a search found read it as what it is, whatever a named file is read as", async () => {
    const cwd = folder({ "site/keepalived.conf": withTypo, "part.txt": "proxy_redirct off;\n" });
    await kalint(["--fix", "--context", "http", "part.txt", "site"], { cwd });
    expect(contentOf(cwd, "part.txt").toString()).toBe("proxy_redirect off;\n");
    expect(contentOf(cwd, "site/keepalived.conf").toString()).toBe(withoutTypo);
  });

  it("of standard input go to standard output, what is left beside it", async () => {
    const input = `${withTypo}vrrp_instance VI_2 {\n    nothing_like_it\n}\n`;
    const { code, out, err } = await kalint(["--fix", "-f", "compact", "-"], { input });
    expect(out).toBe(input.replace("stat ", "state "));
    expect(err).toContain("nothing_like_it");
    expect(code).toBe(1);
  });

  it("that can not be written are named", () => {
    const cwd = folder({ "closed/keepalived.conf": withTypo });
    chmodSync(path.join(cwd, "closed"), 0o500);
    const { code, err } = kalintAsUser(["--fix", "closed"], cwd);
    chmodSync(path.join(cwd, "closed"), 0o700);
    expect(err).toBe("kalint: closed/keepalived.conf: permission denied\n");
    expect(code).toBe(2);
    expect(contentOf(cwd, "closed/keepalived.conf").toString()).toBe(withTypo);
  });
});
