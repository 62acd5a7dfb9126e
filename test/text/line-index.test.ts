import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineIndex } from "../../server/src/text/line-index.ts";

describe("the line index", () => {
  it.each([
    ["", 1],
    ["a", 1],
    ["a\n", 2],
    ["a\r\nb", 2],
    ["a\rb", 2],
    ["\n\n\n", 4],
  ])("counts the lines of %j", (text, lines) => {
    expect(new LineIndex(text).lineCount).toBe(lines);
  });

  it("counts columns in UTF-16 units and in UTF-8 bytes", () => {
    const index = new LineIndex("aé漢😀x\n");
    expect(index.position(5)).toEqual({ line: 0, column: 5 });
    expect(index.position(5, "utf-8")).toEqual({ line: 0, column: 10 });
    expect(index.offset({ line: 0, column: 10 }, "utf-8")).toBe(5);
  });

  it("leaves the line break out of a line's text", () => {
    const index = new LineIndex("one\r\ntwo\n");
    expect([index.lineText(0), index.lineText(1), index.lineText(2), index.lineText(9)]).toEqual([
      "one",
      "two",
      "",
      "",
    ]);
  });

  it("brings a position outside the text to its nearest end", () => {
    const index = new LineIndex("ab\ncd");
    expect(index.offset({ line: -1, column: 4 })).toBe(0);
    expect(index.offset({ line: 0, column: 99 })).toBe(2);
    expect(index.offset({ line: 9, column: 9 })).toBe(5);
  });

  it("gives every offset back, in both units", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(), (text, n) => {
        const index = new LineIndex(text);
        const offset = n % (text.length + 1);
        const back = index.offset(index.position(offset));
        // Between CR and LF there is no place of its own: it is the end of the line.
        const inBreak = text[offset - 1] === "\r" && text[offset] === "\n";
        return inBreak ? back === offset - 1 : back === offset;
      }),
    );
  });
});
