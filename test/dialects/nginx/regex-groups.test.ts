/** What the groups of a regular expression can catch. */
import { describe, expect, it } from "vitest";
import { capturedGroups } from "../../../server/src/dialects/nginx/regex-groups.ts";

/** Those of the characters that group 1 can hold. */
function held(expression: string, among: string): string {
  const [, group] = capturedGroups(expression);
  return [...among].filter((character) => group?.canHold(character) === true).join("");
}

describe("what a group can catch", () => {
  it.each([
    ["^/([^/]*)/", "a/\n.", "a\n."],
    ["^/(.*)$", "a/\n\r", "a/\r"],
    ["(?s)^/(.*)$", "a\n", "a\n"],
    ["^/([a-z0-9-]+)\\.html$", "az9-.A\n", "az9-"],
    ["^/(\\d+)/x", "5x/\n", "5"],
    ["^/([^\\s/]+)", "a \n/", "a"],
    ["^/((?:en|de)/x)", "endx/q", "endx/"],
    ["^/(\\w+\\.php)", "ap.\n", "ap."],
    ["^/([[:alnum:]_]+)", "a_-", "a_"],
    ["^/([]a]+)", "]ab", "]a"],
  ])("%s: of %j it holds %j", (expression, among, expected) => {
    expect(held(expression, among)).toBe(expected);
  });

  it("ignores case where the expression does", () => {
    expect(capturedGroups("^/([a-f]+)", true)[1]?.canHold("C")).toBe(true);
    expect(capturedGroups("^/([a-f]+)")[1]?.canHold("C")).toBe(false);
  });
});

describe("groups", () => {
  it("are counted by their opening brackets; others catch nothing", () => {
    const groups = capturedGroups("^/(?:a|b)/(?<lang>en|de)/((x)|y)(?=z)(?P<rest>.*)$");
    expect(groups.map(({ number, name }) => name ?? number)).toEqual([0, "lang", 2, 3, "rest"]);
    expect(groups.map(({ isFixed }) => isFixed)).toEqual([false, true, true, true, false]);
  });

  it("do not take a bracket in a class or behind a backslash for one", () => {
    expect(capturedGroups("[(](a)\\((b)")).toHaveLength(3);
  });
});
