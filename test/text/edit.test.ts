import { describe, expect, it } from "vitest";
import { applyEdits } from "../../server/src/text/edit.ts";

describe("applying edits", () => {
  it("takes them in any order", () => {
    const edits = [
      { span: { start: 4, end: 5 }, text: "E" },
      { span: { start: 0, end: 1 }, text: "A" },
    ];
    expect(applyEdits("abcdef", edits)).toBe("AbcdEf");
  });

  it("inserts and deletes", () => {
    expect(applyEdits("abc", [{ span: { start: 3, end: 3 }, text: ";" }])).toBe("abc;");
    expect(applyEdits("abc", [{ span: { start: 0, end: 2 }, text: "" }])).toBe("c");
  });

  it("leaves out the later of two that overlap", () => {
    const edits = [
      { span: { start: 0, end: 3 }, text: "x" },
      { span: { start: 2, end: 4 }, text: "y" },
    ];
    expect(applyEdits("abcdef", edits)).toBe("xdef");
  });
});
