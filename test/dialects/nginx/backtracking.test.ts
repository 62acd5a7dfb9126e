import { expect, it } from "vitest";
import { backtracking } from "../../../server/src/dialects/nginx/backtracking.ts";

/** As it is in a path. */
const everything = (text: string) => !text.includes("//");

/** Each was sent to nginx 1.22.1 and 1.30.6 with a row of 60 or 200: `pcre2_match() failed: -47`, after 0.2 to 1.3 seconds. */
it.each([
  ["^/(a+)+$", "(a+)+", "a"],
  ["^/([a-z]+/?)+$", "([a-z]+/?)+", "a"],
  ["^/(\\w|_)+$", "(\\w|_)+", "_"],
  ["^/(?:[a-z]+-?[a-z]+)+\\.php$", "(?:[a-z]+-?[a-z]+)+", "a"],
  ["^/(.*)*\\.php$", "(.*)*", "a"],
  ["^/([a-z]*)+x", "([a-z]*)+", "a"],
  ["^/(a|a)+$", "(a|a)+", "a"],
  ["^/(([a-z]+)/?)*x$", "(([a-z]+)/?)*", "a"],
  ["^/(a+){1,10}$", "(a+){1,10}", "a"],
  ["^/(\\d+\\s*)*z", "(\\d+\\s*)*", "0"],
  ["^/(a{2,})+$", "(a{2,})+", "a"],
  ["^/([\\w.-]+)+/?$", "([\\w.-]+)+", "a"],
  ["^/(\\d{1,3})+$", "(\\d{1,3})+", "0"],
  ["^/(aa?)+$", "(aa?)+", "a"],
  ["^/(a{2,3})+$", "(a{2,3})+", "a"],
  ["^/(aa|aaa)+$", "(aa|aaa)+", "a"],
  ["^/(?:.+/)+assets$", "(?:.+/)+", "a/"],
  ["^/(.*/)*index\\.php$", "(.*/)*", "a/"],
  ["^/([^.]*/)*x$", "([^.]*/)*", "a/"],
  ["^/(x.*y)+z$", "(x.*y)+", "xay"],
  ["^/(?:[^/]+/.*)+x$", "(?:[^/]+/.*)+", "a/a"],
  ["^/(?:(a+)+b|.*)$", "(a+)+", "a"],
  ["^/((a+)+x)*y", "(a+)+", "a"],
])("finds what explodes in %s", (expression, group, row) => {
  expect(backtracking(expression, false, everything)).toEqual({ group, row });
});

/** These answered within ten milliseconds. */
it.each([
  "^/(a+)+",
  "^/([a-z]+/)+$",
  "^/(a+)++$",
  "^/(a++)+$",
  "^/(?>a+)+$",
  "^/.*.*.*.*x$",
  "^/(?:aa)+$",
  "^/(en|de)+$",
  "^/(a+)?$",
  "^/(a?)+$",
  "^/([\\w/-]+\\.html)*$",
  "^/(?:.+/)?assets$",
  "^/(/+)*$",
  "^/(?:/?\\w*/)*x$",
  '^"([\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\\x21-\\x7E])*"$',
  "^/(?:(?:aa)?)+$",
  "^/([a-z]+\\.)*[a-z]+$",
  "^/(?:[^/]+/)*index\\.php$",
  "^/(.+)+.*$",
  "^/(a+)+(?:b|$|.*)",
])("finds nothing in %s", (expression) => {
  expect(backtracking(expression, false, everything)).toBeUndefined();
});

it("says nothing of what it does not know", () => {
  expect(backtracking("^(\\pL|a)+$", false, everything)).toBeUndefined();
  expect(backtracking("^(?!x)(a+)+$", false, everything)).toBeUndefined();
});

it("asks which characters the text can have", () => {
  expect(backtracking("^(_|\\w)+$", false, (c) => c !== "_")).toBeUndefined();
  expect(backtracking("^(a|A)+$", true, everything)?.row).toBe("a");
});

it("reads any text", () => {
  for (const text of ["(", "(".repeat(900), "(?", "((a+)+", "[", "(a+)+)$", "\\", "(a+)+{", "(?:a|)+$"])
    expect(backtracking(`${text})+$`, false, everything)).toSatisfy((found) => found === undefined || found);
});
