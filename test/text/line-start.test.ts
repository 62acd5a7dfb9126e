import { describe, expect, it } from "vitest";
import { leadingBlanks, lineStart } from "../../server/src/text/line-start.ts";

const text = "\n  a b\n\tc";

describe("the line of an offset", () => {
  it.each([
    [0, 0, ""],
    [1, 1, ""],
    [2, 1, " "],
    [5, 1, "  "],
    [6, 1, "  "],
    [7, 7, ""],
    [text.length, 7, "\t"],
  ])("begins for offset %i at %i with %j", (offset, start, blanks) => {
    expect(lineStart(text, offset)).toBe(start);
    expect(leadingBlanks(text, offset)).toBe(blanks);
  });
});
