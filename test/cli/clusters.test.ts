/** `kalint clusters`, and the fix that writes what it shows into kalint.json. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { contentOf, folder, kalint } from "./support.ts";

function node(name: string, vrid: number, priority: number, vip: string): string {
  return `vrrp_instance ${name} {
    interface eth0
    virtual_router_id ${vrid}
    priority ${priority}
    virtual_ipaddress {
        ${vip}
    }
}
`;
}

const nginx = "events {}\nhttp {}\n";

const pair = {
  "web/ka1/keepalived.conf": node("WEB", 51, 100, "192.0.2.10"),
  "web/ka1/nginx.conf": nginx,
  "web/ka2/keepalived.conf": node("WEB", 51, 90, "192.0.2.10"),
};

const possible = {
  "berlin/keepalived.conf": node("A", 61, 100, "192.0.2.20"),
  "paris/keepalived.conf": node("B", 62, 90, "192.0.2.20"),
};

const both = `{
  "clusters": [
    {
      "name": "mail",
      "nodes": [
        { "name": "berlin", "files": ["berlin/**"] },
        { "name": "paris", "files": ["paris/**"] }
      ]
    }
  ]
}
`;

/** A folder of a name that the cluster takes over. */
function named(name: string, files: Readonly<Record<string, string>>): string {
  const made = folder(
    Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text])),
  );
  return path.join(made, name);
}

describe("kalint clusters", () => {
  it("shows the grouping, the evidence, what is left alone and why, and how to say it otherwise", async () => {
    const cwd = folder({
      ...pair,
      ...possible,
      "other/keepalived.conf": node("C", 7, 100, "198.51.100.1"),
      "other/nginx.conf": nginx,
      "templates/keepalived.conf.j2": node("D", 8, 100, "198.51.100.2"),
    });
    expect(await kalint(["clusters"], { cwd })).toEqual({
      code: 0,
      err: "",
      out: `web (a directory for each node: web/*/keepalived.conf)
  ka1: web/ka1/keepalived.conf, web/ka1/nginx.conf
  ka2: web/ka2/keepalived.conf

alone:
  berlin/keepalived.conf: may be the peer of paris/keepalived.conf (both hold 192.0.2.20)
  other/keepalived.conf: nothing tells its peer
  paris/keepalived.conf: may be the peer of berlin/keepalived.conf (both hold 192.0.2.20)
  templates/keepalived.conf.j2: a sample or template
  1 of nginx and HAProxy that lie with no node

To say it otherwise, put a comment into a file of each node; a name that no other file has leaves it alone:
  # kalint: cluster=web node=ka1
or name the files in kalint.json, which counts before all else:
  "clusters": [
    {
      "name": "web",
      "nodes": [
        { "name": "ka1", "files": ["web/ka1/**"] },
        { "name": "ka2", "files": ["web/ka2/**"] }
      ]
    }
  ]
`,
    });
  });

  it("gives a text that makes the same clusters when it is pasted into kalint.json", async () => {
    const files = {
      ...pair,
      "mail/lb1.keepalived.conf": pair["web/ka1/keepalived.conf"],
      "mail/lb2.keepalived.conf": pair["web/ka2/keepalived.conf"],
    };
    const before = await kalint(["clusters", "--format", "json"], { cwd: folder(files) });
    const { out } = await kalint(["clusters"], { cwd: folder(files) });
    const pasted = `{\n${out.slice(out.indexOf('  "clusters": ['))}}\n`;
    const after = await kalint(["clusters", "--format", "json"], {
      cwd: folder({ ...files, "kalint.json": pasted }),
    });
    const withoutEvidence = (text: string) =>
      JSON.parse(text).clusters.map(({ name, nodes }: { name: string; nodes: unknown }) => ({ name, nodes }));
    expect(withoutEvidence(after.out)).toEqual(withoutEvidence(before.out));
    expect(JSON.parse(after.out).clusters.map((c: { evidence: object }) => c.evidence)).toEqual([
      { kind: "configured", detail: "kalint.json" },
      { kind: "configured", detail: "kalint.json" },
    ]);
  });

  it("says why a file that is named for a cluster is alone, and where groupings contradict each other", async () => {
    const cwd = folder({
      "a/keepalived.conf": node("WEB", 51, 100, "192.0.2.10").replace(
        "priority",
        "state MASTER\n    priority",
      ),
      "b/keepalived.conf": node("WEB", 51, 100, "192.0.2.10").replace(
        "priority",
        "state MASTER\n    priority",
      ),
      "c/keepalived.conf": node("WEB", 51, 90, "192.0.2.10"),
      "x/keepalived.conf": `# kalint: cluster=mail node=x\n${node("M", 60, 90, "192.0.2.60")}`,
    });
    const { out } = await kalint(["clusters"], { cwd });
    expect(out).toContain(
      "  a/keepalived.conf: several groupings are possible with b/keepalived.conf, c/keepalived.conf\n",
    );
    expect(out).toContain(
      "  x/keepalived.conf: no other node of the cluster mail that it is said to be in is here\n",
    );
  });

  it("is short where there are many files and nothing is found", async () => {
    const files = Array.from({ length: 30 }, (_, i) => [
      `${String.fromCharCode(97 + (i % 26))}${i}x/keepalived.conf`,
      node(`VI_${i}`, i + 1, 100, `198.51.${i}.1`),
    ]);
    const { out } = await kalint(["clusters"], { cwd: folder(Object.fromEntries(files)) });
    expect(out).toContain("\n  20 more whose peer nothing tells\n");
    expect(out).toContain('{ "name": "NODE-1", "files": ["PATH/**"] }');
    expect(out.split("\n").length).toBeLessThan(30);
  });

  it("takes the only two files as the example where nothing is found", async () => {
    const cwd = folder({
      "one/keepalived.conf": node("A", 1, 100, "192.0.2.1"),
      "two/keepalived.conf": node("B", 2, 100, "198.51.100.2"),
    });
    const { code, out } = await kalint(["clusters"], { cwd });
    expect(out).toMatch(/^no cluster\n\nalone:\n/);
    expect(out).toContain('{ "name": "one", "files": ["one/**"] }');
    expect(code).toBe(0);
  });

  it("is short where there is one file", async () => {
    const cwd = folder({ "keepalived.conf": node("A", 1, 100, "192.0.2.1") });
    expect((await kalint(["clusters"], { cwd })).out).toBe("no cluster in 1 file: it takes two nodes\n");
  });

  it("gives programs the same as JSON", async () => {
    const cwd = folder({ ...pair, ...possible, "other/nginx.conf": nginx });
    const { code, out } = await kalint(["clusters", "--format", "json"], { cwd });
    expect(JSON.parse(out)).toEqual({
      version: 1,
      clusters: [
        {
          name: "web",
          evidence: { kind: "directory", detail: "web/*/keepalived.conf" },
          nodes: [
            { name: "ka1", files: ["web/ka1/keepalived.conf", "web/ka1/nginx.conf"] },
            { name: "ka2", files: ["web/ka2/keepalived.conf"] },
          ],
        },
      ],
      possible: [
        { files: ["berlin/keepalived.conf", "paris/keepalived.conf"], detail: "both hold 192.0.2.20" },
      ],
      alone: ["berlin/keepalived.conf", "other/nginx.conf", "paris/keepalived.conf"],
    });
    expect(code).toBe(0);
  });

  it.each([
    [["--format", "yaml"], "--format can not be `yaml`: text, json"],
    [["missing"], "missing: no such file or directory"],
    [["--config", "kalint.json"], "kalint.json: no such file or directory"],
  ])("says in one line what is wrong with %j", async (args, problem) => {
    const cwd = folder(pair);
    expect(await kalint(["clusters", ...args], { cwd })).toMatchObject({
      code: 2,
      err: `kalint: ${problem}\n`,
    });
  });

  it("says what is wrong with kalint.json, and shows what it finds without it", async () => {
    const cwd = folder({ ...pair, "kalint.json": '{ "clusters": [{ "name": "web" }] }' });
    const { code, out, err } = await kalint(["clusters"], { cwd });
    expect(err).toBe("kalint: kalint.json: clusters[0].nodes: is missing\n");
    expect(out).toContain("ka1: web/ka1/keepalived.conf");
    expect(code).toBe(2);
  });
});

describe("the fix of possible-peer", () => {
  const args = ["--only", "possible-peer", "--unsafe-fixes"];

  it("is shown by --diff as patch reads it", async () => {
    const cwd = named("mail", possible);
    const { out } = await kalint([...args, "--diff"], { cwd });
    expect(out).toMatch(/^--- \/dev\/null\n\+\+\+ b\/kalint\.json\n@@ -0,0 \+1,11 @@\n/);
    expect(existsSync(path.join(cwd, "kalint.json"))).toBe(false);
    execFileSync("git", ["apply"], { cwd, input: out });
    expect(contentOf(cwd, "kalint.json").toString()).toBe(both);
  });

  it("makes a kalint.json where the search began", async () => {
    const cwd = named("mail", possible);
    expect(await kalint([...args, "--fix"], { cwd })).toEqual({
      code: 0,
      err: "",
      out: "1 fix written\nnothing found in 2 files for keepalived 2.3; cluster mail (berlin, paris)\n",
    });
    expect(contentOf(cwd, "kalint.json").toString()).toBe(both);
  });

  it("adds to the nearest kalint.json above", async () => {
    const cwd = folder({
      "kalint.json": '{\n    "failOn": "warning"\n}\n',
      "sites/berlin/keepalived.conf": possible["berlin/keepalived.conf"],
      "sites/paris/keepalived.conf": possible["paris/keepalived.conf"],
    });
    expect((await kalint([...args, "--fix", "sites"], { cwd })).err).toBe("");
    const json = JSON.parse(contentOf(cwd, "kalint.json").toString());
    expect(json).toMatchObject({ failOn: "warning", clusters: [{ name: "sites" }] });
    expect(existsSync(path.join(cwd, "sites/kalint.json"))).toBe(false);
    expect((await kalint(["clusters"], { cwd })).out).toMatch(
      /^sites \(named in kalint\.json\)\n {2}berlin: /,
    );
  });

  it("is not written with the safe ones", async () => {
    const cwd = named("mail", possible);
    await kalint(["--fix"], { cwd });
    expect(existsSync(path.join(cwd, "kalint.json"))).toBe(false);
  });

  it("names the file that it makes in JSON", async () => {
    const cwd = named("mail", possible);
    const { out } = await kalint(["--only", "possible-peer", "--format", "json"], { cwd });
    expect(JSON.parse(out).findings[0].fixes[0].edits).toEqual([
      { file: "kalint.json", line: 1, column: 1, endLine: 1, endColumn: 1, text: both },
    ]);
  });
});
