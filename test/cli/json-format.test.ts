import { describe, expect, it } from "vitest";
import { folder, kalint, withTypo } from "./support.ts";

describe("the JSON format", () => {
  it("is the contract that other programs read", async () => {
    const cwd = folder({ "keepalived.conf": withTypo });
    const { out } = await kalint(["--format", "json"], { cwd });
    expect(JSON.parse(out)).toEqual({
      version: 1,
      targets: { keepalived: "2.3", nginx: "1.30", haproxy: "3.2" },
      files: [{ file: "keepalived.conf", dialect: "keepalived" }],
      findings: [
        {
          file: "keepalived.conf",
          line: 2,
          column: 5,
          endLine: 2,
          endColumn: 9,
          severity: "error",
          rule: "KA101",
          name: "unknown-directive",
          message: "unknown directive `stat`, did you mean `state`?",
          daemon: "reject",
          related: [],
          fixes: [
            {
              title: "write `state`",
              safety: "safe",
              edits: [
                { file: "keepalived.conf", line: 2, column: 5, endLine: 2, endColumn: 9, text: "state" },
              ],
            },
          ],
        },
      ],
      summary: { errors: 1, warnings: 0, infos: 0, hints: 0 },
    });
  });

  it("counts columns in UTF-16 units", async () => {
    const cwd = folder({ "nginx.conf": 'events {}\nhttp {\n    default_type "👍"; listn 80;\n}\n' });
    const { out } = await kalint(["--format", "json"], { cwd });
    expect(JSON.parse(out).findings[0]).toMatchObject({ line: 3, column: 24 });
  });

  it("gives the places on other nodes", async () => {
    const node = (vrid: number, state: string, priority: number) =>
      `vrrp_instance VI_1 {\n    state ${state}\n    interface eth0\n    virtual_router_id ${vrid}\n    priority ${priority}\n    virtual_ipaddress {\n        192.0.2.1/24\n    }\n}\n`;
    const cwd = folder({
      "ka1/keepalived.conf": node(51, "MASTER", 100),
      "ka2/keepalived.conf": node(52, "BACKUP", 90),
    });
    const { findings } = JSON.parse((await kalint(["--format", "json"], { cwd })).out);
    expect(findings.map((finding: { name: string }) => finding.name)).toEqual(["vrid-mismatch"]);
    const files = [findings[0].file, findings[0].related[0].file].sort();
    expect(files).toEqual(["ka1/keepalived.conf", "ka2/keepalived.conf"]);
  });
});
