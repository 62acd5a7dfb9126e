// biome-ignore-all lint/suspicious/noTemplateCurlyInString: keepalived writes its variables like that.
import { describe, expect, it } from "vitest";
import { bind } from "../../../server/src/dialects/keepalived/bind.ts";
import { outline, read } from "./support.ts";

/** Variables of a text: `=NAME@offset` for a definition, `NAME@offset` for a use. */
function variables(text: string): string[] {
  return bind(read(text).checked)
    .names.filter(({ kinds }) => kinds.includes("variable"))
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ role, name, span }) => {
      expect(text.slice(span.start, span.end)).toBe(name);
      return `${role === "definition" ? "=" : ""}${name}@${span.start}`;
    });
}

describe("the names of variables", () => {
  it.each([
    ["$X=1\npriority $X\n", ["=X@1", "X@15"]],
    ["$X=1\npriority ${X}0\n", ["=X@1", "X@16"]],
    ["$X=1\n$Y=a${X}b \\\n$X\n", ["=X@1", "=Y@6", "X@11", "X@18"]],
    ["$X=1\npriority $X/24\n", ["=X@1"]],
    ['$X=1\nrouter_id "$X"\n', ["=X@1"]],
    ['$X=1\nrouter_id "${X}"\n', ["=X@1", "X@18"]],
    ['$X=1\nrouter_id "$X y"\n', ["=X@1", "X@17"]],
    ["$X=1\npriority $X# note\n", ["=X@1", "X@15"]],
    ["priority $X.\npriority $X,\n", ["X@23"]],
    ["# $X=1 $X\n", []],
    ["@a $X=1\n", ["=X@4"]],
    ["~SEQ(N, 1, 3) a${N} $N\n", ["=N@5", "N@17", "N@21"]],
    ["~LST({a,b},{1,2},{3,4}) ${a}.${b}\n", ["=a@6", "=b@8", "a@26", "b@31"]],
    ["router_id ${_RANDOM 1 9}\n", ["_RANDOM@12"]],
    ["$1=x\npriority $1\n", []],
    ["include ${D}/a $F\n", ["D@10", "F@16"]],
  ])("of %j are %j", (text, expected) => {
    expect(variables(text)).toEqual(expected);
  });
});

describe("a variable whose value another line decides", () => {
  it.each([
    ["below an include", "$X=1\ninclude other.conf\npriority $X\n"],
    ["under a condition", "$X=1\n@a $X=2\npriority $X\n"],
    ["with lines under a condition", "$X=1\\\n@a 2\npriority $X\n"],
    ["in a loop", "$X=1\n~SEQ(X, 1, 3) advert_int $X\npriority $X\n"],
    ["in a template", "{% if a %}\n$X=1\n{% endif %}\npriority $X\n"],
  ])("is not known %s", (_, text) => {
    expect(outline(text).at(-1)).toBe("priority $X?");
  });

  it("is known before that", () => {
    expect(outline("$X=1\npriority $X\ninclude other.conf\n")).toContain("priority 1");
  });
});
