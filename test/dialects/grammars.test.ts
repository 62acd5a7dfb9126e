/**
 * The shipped grammars are not validated when they are built: it costs time at every start, and on Node 20 it needs a
 * function that is not there. Here they are, once: ambiguous alternatives, empty loops, tokens that can never match.
 */
import { describe, expect, it, vi } from "vitest";

const built = vi.hoisted(() => ({ parsers: 0, lexers: 0 }));

vi.mock("chevrotain", async (importOriginal) => {
  if (!("groupBy" in Object)) Object.assign(Object, { groupBy });
  const original = await importOriginal<typeof import("chevrotain")>();
  class ValidatedParser extends original.EmbeddedActionsParser {
    constructor(...[tokens, config]: ConstructorParameters<typeof original.EmbeddedActionsParser>) {
      super(tokens, { ...config, skipValidations: false });
      built.parsers++;
    }
  }
  class ValidatedLexer extends original.Lexer {
    constructor(...[tokens, config]: ConstructorParameters<typeof original.Lexer>) {
      super(tokens, { ...config, skipValidations: false });
      built.lexers++;
    }
  }
  return { ...original, EmbeddedActionsParser: ValidatedParser, Lexer: ValidatedLexer };
});

/** `Object.groupBy`, which Node has from 21 on. */
function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Record<string, T[]> {
  const groups: Record<string, T[]> = {};
  for (const item of items) {
    groups[keyOf(item)] ??= [];
    groups[keyOf(item)]?.push(item);
  }
  return groups;
}

const { lintText } = await import("../support/lint-text.ts");

describe("every grammar", () => {
  it.each([
    ["keepalived", "vrrp_instance a {\n  virtual_ipaddress {\n    10.0.0.1 dev eth0\n  }\n}\n", 2],
    ["nginx", 'events {}\nhttp { server { if ($a = b) { return 200 "$a"; } } }\n', 2],
    ["haproxy", 'frontend f\n  log-format "%ci %[path]"\n  http-request deny if { path -m beg /x }\n', 3],
  ] as const)("of %s is valid and reads a text", (dialect, text, parsers) => {
    const before = built.parsers;
    expect(lintText(dialect, text, { only: ["rule-failed", "unknown-directive"] })).toEqual([]);
    expect(built.parsers - before).toBeGreaterThanOrEqual(parsers);
    expect(built.lexers).toBeGreaterThan(0);
  });
});
