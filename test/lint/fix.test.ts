import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/lint/finding.ts";
import { fixAll, fixOnce } from "../../server/src/lint/fix.ts";
import { unknownDirective } from "../../server/src/rules/catalogue/unknown-directive.ts";
import type { Fix, Safety } from "../../server/src/rules/rule.ts";
import type { SourceFile } from "../../server/src/workspace/source-file.ts";
import { snapshotOf } from "../support/lint-text.ts";

function fileOf(text: string, path = "/a/haproxy.cfg"): SourceFile {
  const file = snapshotOf([{ path, text, dialect: "haproxy" }]).files.get(path);
  if (file === undefined) throw new Error("no file");
  return file;
}

type Replacement = readonly [start: number, end: number, text: string, file?: SourceFile];

function fix(safety: Safety, ...edits: readonly Replacement[]): Fix {
  return {
    title: { id: "fix" },
    safety,
    edits: edits.map(([start, end, text, file]) => ({
      span: { start, end },
      text,
      ...(file === undefined ? {} : { file }),
    })),
  };
}

function finding(file: SourceFile, ...fixes: readonly Fix[]): Finding {
  return {
    rule: unknownDirective,
    code: "HA101",
    file,
    span: { start: 0, end: 0 },
    severity: "error",
    daemon: "reject",
    message: { id: "unknown", params: {} },
    related: [],
    fixes,
  };
}

const textsOf = (findings: readonly Finding[], safety: Safety = "safe") => [
  ...fixOnce(findings, safety).texts.values(),
];

describe("one round of fixes", () => {
  it("applies what does not touch", () => {
    const file = fileOf("abc def");
    expect(
      textsOf([finding(file, fix("safe", [4, 7, "x"])), finding(file, fix("safe", [0, 3, "y"]))]),
    ).toEqual(["y x"]);
  });

  it("leaves out the later of two that touch", () => {
    const file = fileOf("abc def");
    const round = fixOnce(
      [finding(file, fix("safe", [0, 5, "1"])), finding(file, fix("safe", [4, 7, "2"]))],
      "safe",
    );
    expect([...round.texts.values(), round.applied]).toEqual(["1ef", 1]);
  });

  it("leaves out the second of two insertions at one place", () => {
    const file = fileOf("abc");
    expect(
      textsOf([finding(file, fix("safe", [1, 1, "1"])), finding(file, fix("safe", [1, 1, "2"]))]),
    ).toEqual(["a1bc"]);
  });

  it("applies a fix whole or not at all, over files", () => {
    const [a, b] = [fileOf("abc", "/a/haproxy.cfg"), fileOf("def", "/b/haproxy.cfg")];
    const first = finding(a, fix("safe", [0, 1, "x"]));
    const both = finding(a, fix("safe", [0, 1, "y"], [0, 1, "y", b]));
    expect(textsOf([first, both])).toEqual(["xbc"]);
    expect(textsOf([both, first])).toEqual(["ybc", "yef"]);
  });

  it("takes the first that is safe enough", () => {
    const file = fileOf("abc");
    const found = finding(file, fix("unsafe", [0, 1, "1"]), fix("safe", [0, 1, "2"]));
    expect(textsOf([found])).toEqual(["2bc"]);
    expect(textsOf([found], "unsafe")).toEqual(["1bc"]);
    expect(textsOf([finding(file, fix("unsafe", [0, 1, "1"]))])).toEqual([]);
  });

  it("changes no file that may not be written", () => {
    const file = fileOf("abc");
    expect(fixOnce([finding(file, fix("safe", [0, 1, "x"]))], "safe", () => false).applied).toBe(0);
  });

  it("writes line breaks as the file has them", () => {
    expect(textsOf([finding(fileOf("a\r\nb\r\n"), fix("safe", [3, 3, "x\n"]))])).toEqual(["a\r\nx\r\nb\r\n"]);
    expect(textsOf([finding(fileOf("a\nb\n"), fix("safe", [2, 2, "x\n"]))])).toEqual(["a\nx\nb\n"]);
  });
});

describe("fixing until nothing changes", () => {
  /** A text in which the word `3` asks for `2`, `2` for `1`, and `a` for `b`, `b` for `a`. */
  const wishes: Readonly<Record<string, string>> = { 3: "2", 2: "1", a: "b", b: "a" };

  function run(text: string): {
    readonly texts: readonly string[];
    readonly applied: number;
    readonly left: number;
  } {
    let file = fileOf(text);
    const result = fixAll(
      "safe",
      () => true,
      (texts) => {
        const changed = texts.get(file.path);
        if (changed !== undefined) file = fileOf(changed);
        return [...file.text].flatMap((letter, at) => {
          const wish = wishes[letter];
          return wish === undefined ? [] : [finding(file, fix("safe", [at, at + 1, wish]))];
        });
      },
    );
    return { texts: [...result.texts.values()], applied: result.applied, left: result.findings.length };
  }

  it("goes on with what a fix uncovers", () => {
    expect(run("3 2 1")).toEqual({ texts: ["1 1 1"], applied: 3, left: 0 });
  });

  it("gives nothing where nothing changes", () => {
    expect(run("1")).toEqual({ texts: [], applied: 0, left: 0 });
  });

  it("ends where two fixes undo each other, and then changes nothing", () => {
    expect(run("a")).toMatchObject({ texts: [], left: 1 });
  });
});
