/** The checks on a small catalogue made up for the purpose: what each outcome is, apart from any daemon. */
import { describe, expect, it } from "vitest";
import { Catalogue } from "../../server/src/catalogue/catalogue.ts";
import { bestScope, checkTree } from "../../server/src/catalogue/check.ts";
import type { Entry } from "../../server/src/catalogue/entry.ts";
import { parseForm } from "../../server/src/catalogue/form.ts";
import { expectedAt } from "../../server/src/catalogue/match.ts";
import { numberType, wordType } from "../../server/src/catalogue/value-type.ts";
import { nginx } from "../../server/src/dialects/nginx/nginx.ts";
import type { Tree } from "../../server/src/syntax/tree.ts";

const entries: readonly Entry[] = [
  { name: "house", in: ["land"], args: "<def house>", opens: "house" },
  { name: "room", in: ["house"], args: "", opens: "room", bodyOptional: true },
  { name: "colour", in: ["house", "room"], args: "red | green", again: "reject" },
  { name: "size", in: ["house"], args: "<int 1..10>", again: "silent" },
  { name: "door", in: ["house"], args: "<any> &door-option*", surplus: "warn" },
  { name: "width=", in: ["door-option"], args: "<int>" },
  { name: "locked", in: ["door-option"], args: "" },
  { name: "next", in: ["house"], args: "<ref house>" },
  { name: "garden path", in: ["house"], args: "<time> | none" },
  { name: "chimney", in: ["house"], args: "", versions: ["1"], removed: "2", deprecated: "use `vent`" },
  { name: "vent", in: ["house"], args: "", versions: ["2"], since: "2.0" },
  { name: "stove", in: ["house"], args: "", deprecated: "use `heater`", deprecatedVerdict: "warn" },
];
const types = {
  int: numberType(/^\d+$/, "not-a-number"),
  time: wordType((text) =>
    /^\d+s$/.test(text) ? undefined : { kind: "invalid-value", message: "not-a-time" },
  ),
};

const catalogue = new Catalogue({ targets: ["1", "2"], entries }, types, "2");

/** nginx's grammar is the plainest; the catalogue is ours. */
function parsed(text: string): Tree {
  return nginx.parse(text);
}

function problems(text: string, scope = "land"): string[] {
  return checkTree(parsed(text), catalogue, scope).problems.map(
    (p) =>
      `${p.kind} ${p.message} ${p.verdict} ${JSON.stringify(text.slice(p.start, p.end))}${p.replacement === undefined ? "" : ` → ${p.replacement}`}`,
  );
}

describe("checking a tree", () => {
  it.each([
    ["house a { colour red; size 3; }", []],
    ["house a { color red; }", ['unknown-directive near reject "color" → colour']],
    ["house a { zzz { colour blue; } }", ['unknown-directive unknown reject "zzz"']],
    ["size 3;", ['misplaced-directive misplaced-outside reject "size"']],
    ["house a { colour; }", ['missing-argument missing reject "colour"']],
    ["house a { colour red green; }", ['surplus-argument surplus reject "green"']],
    ["house a { colour blue; }", ['unknown-value unknown reject "blue"']],
    ["house a { colour grene; }", ['unknown-value near reject "grene" → green']],
    ["house a { size 11; }", ['value-out-of-range outside reject "11"']],
    ["house a { size x; }", ['invalid-value not-a-number reject "x"']],
    ["house a { garden path 5; }", ['invalid-value not-a-time reject "5"']],
    ["house a { garden path nome; }", ['unknown-value near reject "nome" → none']],
    ["house a { garden bath none; }", ['unknown-directive near reject "garden bath" → garden path']],
    ["house a { garden zzzzzz none; }", ['unknown-directive unknown reject "garden zzzzzz"']],
    ["house a { colour red; colour red; }", ['duplicate-directive reject reject "colour"']],
    ["house a { size 1; size 2; }", ['duplicate-directive silent silent "size"']],
    ["house a { colour red; room { colour red; } }", []],
    ["house a { door x locked; }", []],
    ["house a { door x lokced; }", ['unknown-value near reject "lokced" → locked']],
    ["house a { chimney; }", ['unavailable-directive removed-use reject "chimney"']],
    ["house a { stove; }", ['deprecated-directive deprecated warn "stove"']],
    ["house a;", ['missing-block missing reject "house a"']],
    ["house a { room; }", []],
    ["house a { size 1 { } }", ['unexpected-block unexpected reject "{"']],
  ])("%s", (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it("takes the newest target as given: what an older one lacks is newer there", () => {
    const older = new Catalogue({ targets: ["1", "2"], entries }, types, "1");
    const checked = checkTree(parsed("house a { vent; chimney; }"), older, "land");
    expect(checked.problems.map((p) => `${p.kind} ${p.message}`)).toEqual([
      "unavailable-directive newer",
      "deprecated-directive deprecated",
    ]);
  });

  it("notes what names are defined and used, and where", () => {
    const { names } = checkTree(parsed("house a { next b; }"), catalogue, "land");
    expect(names.map((n) => [n.role, n.kinds.join(), n.name, n.parents.length])).toEqual([
      ["definition", "house", "a", 0],
      ["reference", "house", "b", 1],
    ]);
  });

  it("finds the scope that fits a fragment best", () => {
    expect(bestScope(parsed("colour red; size 2;"), catalogue, ["land", "room", "house"])).toBe("house");
    expect(bestScope(parsed("zzz;"), catalogue, ["land", "room", "house"])).toBeUndefined();
  });

  it("tells what may stand at a place", () => {
    const [directive] = parsed("door x ;").children;
    if (directive?.kind !== "directive") throw new Error("no directive");
    const form = parseForm("<any> &door-option*");
    const expected = expectedAt(form, directive.words, 1, 2, catalogue, { text: "door x ;" });
    expect(expected.map((e) => e.kind)).toEqual(["entry", "end"]);
  });
});
