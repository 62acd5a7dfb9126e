import { describe, expect, it } from "vitest";
import { parseForm } from "../../server/src/catalogue/form.ts";
import { dialects } from "../../server/src/dialects/all.ts";

describe("the notation of forms", () => {
  it("reads words and choices", () => {
    expect(parseForm("on | off")).toEqual({
      kind: "choice",
      options: [
        { kind: "literal", text: "on" },
        { kind: "literal", text: "off" },
      ],
    });
  });

  it("reads a value with a range that may be open", () => {
    expect(parseForm("<int -253..253>")).toEqual({
      kind: "value",
      type: "int",
      prefix: "",
      param: "",
      min: -253,
      max: 253,
    });
    expect(parseForm("<int 1..>")).toEqual({ kind: "value", type: "int", prefix: "", param: "", min: 1 });
  });

  it("reads a word that begins fixed", () => {
    expect(parseForm("weight=<num>")).toEqual({ kind: "value", type: "num", prefix: "weight=", param: "" });
  });

  it("reads groups, options, repetitions and entries", () => {
    const form = parseForm("<def server> [a b]* (c | d)+ &server-option* ...");
    expect(form.kind).toBe("sequence");
    expect(form).toMatchObject({
      items: [
        { kind: "value" },
        { kind: "repeat", atLeastOnce: false },
        { kind: "repeat", atLeastOnce: true },
        { kind: "repeat" },
        { kind: "rest" },
      ],
    });
  });

  it("takes the meaning off a mark behind a backslash", () => {
    expect(parseForm("\\*")).toEqual({ kind: "literal", text: "*" });
  });

  it.each(["[a", "a]", "<int", "(a | b", "*"])("refuses %j", (notation) => {
    expect(() => parseForm(notation)).toThrow(/malformed form/);
  });

  it.each(dialects.map((d) => ({ id: d.id, dialect: d })))(
    "is what all of the $id catalogue is written in, with types that exist",
    ({ dialect }) => {
      const { entries } = dialect.data();
      expect(entries.length).toBeGreaterThan(400);
      const types = new Set([...Object.keys(dialect.types), "any", "def", "ref"]);
      const unknown = new Set<string>();
      for (const entry of entries) {
        for (const args of [entry.args, ...Object.values(entry.byVersion ?? {}).map((v) => v.args ?? "")]) {
          parseForm(args);
          for (const [, type] of args.matchAll(/<([\w-]+)[^>]*>/g))
            if (type !== undefined && !types.has(type)) unknown.add(`${entry.name}: ${type}`);
        }
      }
      expect([...unknown]).toEqual([]);
    },
  );
});
