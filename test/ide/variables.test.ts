// biome-ignore-all lint/suspicious/noTemplateCurlyInString: keepalived writes its variables like that.
import { describe, expect, it } from "vitest";
import { completionsAt } from "../../server/src/ide/completion.ts";
import { definitionAt, highlightsAt, referencesAt } from "../../server/src/ide/definition.ts";
import { hoverAt } from "../../server/src/ide/hover.ts";
import { renameAt } from "../../server/src/ide/rename.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { marked, placed } from "./support.ts";

const files = (main: string, part: string) => `//- /k/keepalived.conf\n${main}//- /k/part.conf\n${part}`;

function definitions(text: string): string[] {
  const { snapshot, file, offset } = marked("keepalived", text);
  return definitionAt(snapshot, file, offset)?.targets.map(placed) ?? [];
}

describe("the definition of a variable", () => {
  it.each([
    ["$X=1\npriority $X$0\n", ['keepalived.conf:1 "X"']],
    ["$X=1\n$X=2\npriority ${X$0}\n$X=3\n", ['keepalived.conf:2 "X"']],
    ["$X=1\n@a $X=2\n@b $X=3\npriority ${X$0}\n", [1, 2, 3].map((line) => `keepalived.conf:${line} "X"`)],
    ["$X=1\n$Y=${X$0}\n$X=2\n", ['keepalived.conf:1 "X"', 'keepalived.conf:3 "X"']],
    ["priority ${X$0}\n$X=1\n", ['keepalived.conf:2 "X"']],
    ["~SEQ(N, 1, 3) a${N$0}\n", ['keepalived.conf:1 "N"']],
    ["priority $NO$0\n", []],
  ])("in %j is %j", (text, expected) => {
    expect(definitions(text)).toEqual(expected);
  });

  it("is found in the order in which the files are read", () => {
    expect(definitions(files("$X=1\ninclude part.conf\nrouter_id ${X$0}\n", "$X=2\n"))).toEqual([
      'part.conf:1 "X"',
    ]);
    expect(definitions(files("$X=1\ninclude part.conf\n$X=3\n", "router_id ${X$0}\n"))).toEqual([
      'keepalived.conf:1 "X"',
    ]);
    expect(definitions(files("router_id ${X$0}\ninclude part.conf\n", "$X=2\n"))).toEqual([
      'part.conf:1 "X"',
    ]);
  });
});

describe("a variable", () => {
  const text = files("$A$0B=1\npriority ${AB}0\ninclude part.conf\n", 'router_id "$AB x" $AB/24 ${AB}\n');

  it("is found wherever it is put in, and where it is not it is no use of it", () => {
    const { snapshot, file, offset } = marked("keepalived", text);
    expect(referencesAt(snapshot, file, offset, true).map(placed)).toEqual([
      'keepalived.conf:1 "AB"',
      'keepalived.conf:2 "AB"',
      'part.conf:1 "AB"',
      'part.conf:1 "AB"',
    ]);
    expect(highlightsAt(snapshot, file, offset).map(({ role }) => role)).toEqual(["definition", "reference"]);
  });

  it("is called by its kind in the language of the reader", () => {
    const { snapshot, file, offset } = marked("keepalived", "$AB=1\npriority $A$0B\n");
    expect(hoverAt(snapshot, file, offset, "en")?.markdown).toMatch(/^variable `AB`/);
    expect(hoverAt(snapshot, file, offset, "zh-CN")?.markdown).toMatch(/^变量 `AB`/);
  });

  it("is renamed in all files, its marks left alone", () => {
    const { snapshot, file, offset } = marked("keepalived", text);
    const edits = renameAt(snapshot, file, offset, "PRIO") ?? [];
    const after = [...snapshot.files.values()].map((one) =>
      applyEdits(
        one.text,
        edits.filter((edit) => edit.file === one),
      ),
    );
    expect(after).toEqual([
      "$PRIO=1\npriority ${PRIO}0\ninclude part.conf\n",
      'router_id "$PRIO x" $AB/24 ${PRIO}\n',
    ]);
    expect(renameAt(snapshot, file, offset, "2x")).toBeUndefined();
    expect(renameAt(snapshot, file, offset, "a-b")).toBeUndefined();
  });

  const hover = (input: string) => {
    const { snapshot, file, offset } = marked("keepalived", input);
    return hoverAt(snapshot, file, offset)?.markdown;
  };

  it("shows its value", () => {
    const shown = hover("$X=1\n$X=90 # note\nvrrp_instance V {\n    priority $X$0\n}\n");
    expect(shown).toContain("~~~\n90\n~~~");
    expect(shown).not.toContain("~~~\n1\n");
    expect(hover("$X=a \\\nb\nrouter_id ${X$0}\n")).toContain("~~~\na \\\nb\n~~~");
    expect(hover("$X$0=5\npriority $X\n")).toContain("keepalived.conf:2");
    expect(hover("notify ${_PWD$0}/x\n")).toMatch(/_PWD/);
  });

  const offered = (input: string) => {
    const { snapshot, file, offset } = marked("keepalived", input);
    return completionsAt(snapshot, file, offset).map(({ label, insert }) => `${label} ${insert}`);
  };

  it("is offered behind its marks, with the closing brace where that is missing", () => {
    expect(offered("$AB=1\n$CD=2\npriority ${$0\n").slice(0, 2)).toEqual(["AB AB}", "CD CD}"]);
    expect(offered("$AB=1\npriority ${A$0}\n")).toContain("AB AB");
    expect(offered("$AB=1\npriority $A$0\n")).toContain("AB AB");
    expect(offered("$AB=1\npriority $A$0\n")).toContain("_PWD _PWD");
    expect(offered("$AB=1\npriority $0\n").some((one) => one.startsWith("AB "))).toBe(false);
    expect(offered(files("include part.conf\npriority $P$0\n", "$PRIO=1\n"))).toContain("PRIO PRIO");
  });
});
