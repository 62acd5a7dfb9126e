import { describe, expect, it } from "vitest";
import { keepalived } from "../../../server/src/dialects/keepalived/keepalived.ts";
import { printTree } from "../../../server/src/syntax/tree.ts";
import { defaultConfig } from "../../../server/src/workspace/config.ts";
import { lintText, lintTexts } from "../../support/lint-text.ts";
import { outline } from "./support.ts";

describe("lines under a condition", () => {
  it.each([
    ["@a priority 1\n@b priority 2\n", ["priority 1"]],
    ["@^a priority 1\n@^b priority 2\n", ["priority 2"]],
    ["@ priority 1\n@^ priority 2\n", ["priority 2"]],
    ['@ab priority 1\n@"a" priority 2\n  @a\tpriority 3\n', ["priority 3"]],
    ["x {\n@b }\n@b y {\n@a z\n}\n", ["x {}", "  z"]],
    ["x { @b y }\nz\n}\n", ["x {}", "  z"]],
    ["x { @a y }\nz\n", ["x {}", "  y", "z"]],
    ["@a @b x\n", ["@b x"]],
    ["@b}\nx\n", ["x"]],
    ["@a\nx\n@b\ny\n", ["x", "y"]],
    ["@a $X=1\n@b $X=2\npriority $X\n", ['$X = "1"', "priority 1"]],
    ["$X=1\\\n@b 2\\\n@a 3\ny\n", ['$X = "1\\\\\\n@b 2\\\\\\n@a 3"', "y"]],
    ["$X=1 \\\n@b 2\ny\n", ['$X = "1 \\\\\\n@b 2"', "y"]],
    ["@a ~SEQ(N, 1, 2) x $N\n", ['"~SEQ(N, 1, 2) x $N"??']],
    ["@a include x\n@b include y\n", ["include x"]],
    ["@NAME@ x\n", ["@NAME@?? x"]],
  ])("of %j for the id `a` leave %j", (text, expected) => {
    expect(outline(text, "a")).toEqual(expected);
    expect(printTree(keepalived.parse(text, { configId: "a" }))).toBe(text);
  });

  it("are conditional where the id is not known", () => {
    expect(outline("@a $X=1\n@^a priority 2\n@a}b x\n")).toEqual(['@a $X = "1"', "@^a priority 2", "@a}b x"]);
  });

  const text = (id: string) =>
    `vrrp_instance V1 {\n    interface eth0\n    virtual_router_id 5\n    @${id} priority 999\n    virtual_ipaddress {\n        192.0.2.9\n    }\n}\n`;
  const rejected = (id: string, configId?: string) =>
    lintTexts(
      [{ path: "/etc/keepalived/keepalived.conf", text: text(id) }],
      {},
      configId === undefined ? defaultConfig : { ...defaultConfig, keepalived: { configId } },
    )
      .filter((f) => f.daemon === "reject")
      .map((f) => f.rule.name);

  it("are judged where they are read, and not where they are left out or nobody knows", () => {
    expect(rejected("ka1", "ka1")).toEqual(["value-out-of-range"]);
    expect(rejected("^ka2", "ka1")).toEqual(["value-out-of-range"]);
    expect(rejected("ka2", "ka1")).toEqual([]);
    expect(rejected("ka1")).toEqual([]);
  });
});

describe("a line that is too long", () => {
  const comment = (bytes: number) => `#${"-".repeat(bytes - 1)}`;

  it.each([
    [comment(1023), []],
    [`${comment(1023)}priority 9`, ["priority 9"]],
    [`${comment(1023)}# more`, []],
    [`${comment(1023)}\r`, []],
    [`${comment(1022)}${"é"}a`, ["éa"]],
    [`#${"é".repeat(511)}a`, ["a"]],
    [`#${"漢".repeat(341)}a`, ["漢a"]],
    [`priority ${" ".repeat(1013)}90`, ["priority 9", "0"]],
    [`a { ${" ".repeat(1019)}}`, ["a {}"]],
    [`${comment(1023)}@b priority 9`, ["@b priority 9"]],
    [`${comment(1023)}$X=1\npriority $X`, ['$X = "1"', "priority 1"]],
    [`a\n${" ".repeat(1023)}include b`, ["a", "include b"]],
    [comment(3000), ["-".repeat(1023), "-".repeat(954)]],
  ])("is cut: %#", (line, expected) => {
    for (const text of [`${line}\n`, line]) {
      expect(outline(text)).toEqual(expected);
      expect(printTree(keepalived.parse(text))).toBe(text);
    }
  });

  it("is one finding for each rest that means something", () => {
    const names = (line: string) =>
      lintText("keepalived", `global_defs {\n}\n${line}\n`).map((f) => `${f.daemon} ${f.rule.name}`);
    expect(names(comment(1023))).toEqual([]);
    expect(names(comment(1024))).toEqual(["reject line-too-long"]);
    expect(names(comment(2100))).toEqual(["reject line-too-long", "reject line-too-long"]);
    expect(names(`${comment(1023)}   `)).toEqual([]);
  });
});
