import { describe, expect, it } from "vitest";
import { frameOf } from "../../server/src/cli/reporters/frame.ts";
import { dialectById } from "../../server/src/dialects/all.ts";
import { SourceFile } from "../../server/src/workspace/source-file.ts";
import { folder, kalint, withTypo } from "./support.ts";

/** The frame of the text between the two bars. */
function frame(marked: string, room = 80): string {
  const start = marked.indexOf("|");
  const end = marked.lastIndexOf("|") - 1;
  const text = marked.replaceAll("|", "");
  const {
    line,
    text: shown,
    marks,
  } = frameOf(new SourceFile("/f", text, dialectById("nginx"), "1.30"), { start, end }, "^", room);
  return `${line}\n${shown}\n${marks}`;
}

describe("a code frame", () => {
  it("marks the words", () => {
    expect(frame("a;\n  |listn| 80;\n")).toBe("2\n  listn 80;\n  ^^^^^");
  });

  it("keeps tabs, so that the marks stand under the words whatever a tab is worth", () => {
    expect(frame("\t|listn|\t80;")).toBe("1\n\tlistn\t80;\n\t^^^^^");
    expect(frame("\t|a\tb|;")).toBe("1\n\ta\tb;\n\t^\t^");
  });

  it("gives wide characters two marks and combining ones none", () => {
    expect(frame("日本 |語x|;")).toBe("1\n日本 語x;\n     ^^^");
    expect(frame("e\u0301 |x|;")).toBe("1\ne\u0301 x;\n  ^");
    expect(frame("👍 |x|;")).toBe("1\n👍 x;\n   ^");
  });

  it("marks an empty place once", () => {
    expect(frame("ab||;")).toBe("1\nab;\n  ^");
    expect(frame("ab||")).toBe("1\nab\n  ^");
    expect(frame("|\t|x")).toBe("1\n\tx\n^");
  });

  it("marks the first line of a span over several", () => {
    expect(frame("|a {\n b;\n}|\n")).toBe("1\na {\n^^^");
  });

  it("cuts a line that is too long around the marks", () => {
    const long = `${"a".repeat(100)} |word| ${"b".repeat(100)}`;
    expect(frame(long, 40)).toBe(`1\n…${"a".repeat(23)} word ${"b".repeat(9)}…\n ${" ".repeat(24)}^^^^`);
    expect(frame(`|word| ${"b".repeat(100)}`, 40)).toBe(`1\nword ${"b".repeat(34)}…\n^^^^`);
    expect(frame(`${"a".repeat(100)} |word|`, 40)).toBe(`1\n…${"a".repeat(23)} word\n ${" ".repeat(24)}^^^^`);
    const [, shown = "", marks = ""] = frame(`x |${"y".repeat(10_000)}| z`, 40).split("\n");
    expect([shown.length, marks.length]).toEqual([40, 39]);
  });

  it("never cuts a character in two", () => {
    const [, shown = ""] = frame(`${"👍".repeat(100)}|x|`, 40).split("\n");
    expect(shown).toMatch(/^…(?:👍)+x$/u);
  });
});

describe("the text format", () => {
  it("shows a finding with its line, its severity, what the daemon does and the fix", async () => {
    const cwd = folder({ "keepalived.conf": withTypo });
    expect((await kalint([], { cwd })).out).toBe(
      [
        "keepalived.conf:2:5  error KA101 unknown-directive  (keepalived -t fails)",
        "  unknown directive `stat`, did you mean `state`?",
        "     2 |     stat MASTER",
        "       |     ^^^^",
        "  fix: write `state`",
        "",
        "1 error in 1 file for keepalived 2.3",
        "1 can be fixed with --fix (see first what it would do: --diff)",
        "",
      ].join("\n"),
    );
  });

  it.each([
    ["always", {}, undefined, true],
    ["never", { FORCE_COLOR: "1" }, 80, false],
    ["auto", {}, undefined, false],
    ["auto", {}, 80, true],
    ["auto", { NO_COLOR: "1" }, 80, false],
    ["auto", { TERM: "dumb" }, 80, false],
    ["auto", { FORCE_COLOR: "1" }, undefined, true],
    ["auto", { FORCE_COLOR: "0" }, 80, false],
  ])(
    "is coloured with --color %s, %j and a terminal of %s columns: %s",
    async (color, env, columns, colored) => {
      const cwd = folder({ "keepalived.conf": withTypo });
      const { out } = await kalint(["--color", color], {
        cwd,
        env,
        ...(columns === undefined ? {} : { columns }),
      });
      expect(out.includes("\u001b[31m")).toBe(colored);
    },
  );

  it("is no wider than the terminal", async () => {
    const cwd = folder({
      "keepalived.conf": withTypo.replace("stat MASTER", `stat MASTER # ${"x".repeat(300)}`),
    });
    const { out } = await kalint(["--color", "never"], { cwd, columns: 60 });
    const lines = out.split("\n").filter((line) => line.includes(" | "));
    expect(Math.max(...lines.map((line) => line.length))).toBe(60);
  });
});
