import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { textOf } from "../../server/src/lint/wording.ts";
import { allRules } from "../../server/src/rules/all.ts";
import { ruleFailed } from "../../server/src/rules/catalogue/rule-failed.ts";
import { unknownDirective } from "../../server/src/rules/catalogue/unknown-directive.ts";
import { addressSetMismatch } from "../../server/src/rules/cluster/address-set-mismatch.ts";
import { undefinedBackend } from "../../server/src/rules/haproxy/undefined-backend.ts";
import { locales } from "../../server/src/text/locale.ts";
import { repository } from "../support/shared.ts";

describe("the wording", () => {
  it("puts parameters into the text", () => {
    const params = { name: "stat", near: "state" };
    expect(textOf(unknownDirective, { id: "near", params }, "en")).toBe(
      "unknown directive `stat`, did you mean `state`?",
    );
  });

  it("shows a parameter's text as it is, whatever it looks like", () => {
    expect(textOf(unknownDirective, { id: "unknown", params: { name: "{name} $& $1" } }, "en")).toBe(
      "unknown directive `{name} $& $1`",
    );
  });

  it("puts messages among the parameters into words too", () => {
    const difference = [
      { id: "only-here", params: { addresses: "192.0.2.1" } },
      { id: "only-there", params: { addresses: "192.0.2.2" } },
    ];
    const message = { id: "unserved", params: { instance: "VI_1", node: "ka1", difference } };
    expect(textOf(addressSetMismatch, message, "en")).toContain(
      "(only here: 192.0.2.1; only there: 192.0.2.2)",
    );
    expect(textOf(addressSetMismatch, message, "zh-CN")).toContain(
      "（仅此处有：192.0.2.1；仅对方有：192.0.2.2）",
    );
  });

  it("says enumerations in the language of the message", () => {
    const params = { name: "api", kind: "backend` or `listen" };
    expect(textOf(undefinedBackend, { id: "undefined", params }, "zh-CN")).toContain("`backend` 或 `listen`");
  });

  it("falls back to the id", () => {
    expect(textOf(unknownDirective, { id: "no-such-message", params: { name: "x" } }, "en")).toBe(
      "no-such-message x",
    );
  });

  const rules = [...allRules, ruleFailed];
  it.each([...new Set(rules.map(({ group }) => group))])(
    "of %s belongs to its rules, one to one",
    (group) => {
      const file = path.join(repository, "server/src/rules", group, "messages.en.json");
      const worded = Object.keys(JSON.parse(readFileSync(file, "utf8"))).sort();
      expect(worded).toEqual(
        rules
          .filter((rule) => rule.group === group)
          .map(({ name }) => name)
          .sort(),
      );
    },
  );

  it.each([...new Set(rules.map(({ group }) => group))])("of %s is there in every language", (group) => {
    const holes = (file: string) => {
      const words: Record<string, Record<string, string>> = JSON.parse(
        readFileSync(path.join(repository, "server/src/rules", group, file), "utf8"),
      );
      return Object.entries(words)
        .flatMap(([rule, texts]) =>
          Object.entries(texts).map(
            ([id, text]) => `${rule} ${id} ${[...new Set(text.match(/\{[\w-]+\}/g))].sort()}`,
          ),
        )
        .sort();
    };
    const english = holes("messages.en.json");
    expect(english.length).toBeGreaterThan(0);
    for (const locale of locales) expect(holes(`messages.${locale}.json`), locale).toEqual(english);
  });

  it("has no capital at the start and no full stop at the end", () => {
    const texts = [...new Set(rules.map(({ group }) => group))].flatMap((group) => {
      const file = path.join(repository, "server/src/rules", group, "messages.en.json");
      return Object.values<Record<string, string>>(JSON.parse(readFileSync(file, "utf8"))).flatMap(
        Object.values<string>,
      );
    });
    expect(texts.filter((text) => /^[A-Z][a-z ]|\.$/.test(text))).toEqual([]);
  });
});
