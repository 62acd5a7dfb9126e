import { describe, expect, it } from "vitest";
import { mermaidText } from "../../server/src/ide/failover/mermaid-text.ts";
import { failoverMermaid, timelineMermaid } from "../../server/src/ide/failover/timeline-mermaid.ts";
import { locales } from "../../server/src/text/locale.ts";
import { flapping, pairReport, runOf, splitBrain, switchedOff, timelineOf } from "./failover-samples.ts";

/** A task of a Gantt diagram: a name without what would end it, perhaps a tag, two times in milliseconds. */
const task = /^ {4}[^:;#\n]*(?:#\d+;[^:;#\n]*)* :(?:(?:active|done|crit|milestone), )?\d+, \d+$/;
const head = /^(?:---|displayMode: compact|gantt| {4}(?:dateFormat x|axisFormat %s s|todayMarker off))$/;
const named = /^ {4}(?:title|section) [^:;#\n]*(?:#\d+;[^:;#\n]*)*$/;

describe("the Gantt diagram of a run", () => {
  it.each(Object.entries({ switchedOff, splitBrain, flapping }))(
    "is as written before: %s",
    async (name, run) => {
      await expect(timelineMermaid(run)).toMatchFileSnapshot(`expected/timeline-${name}.mmd`);
    },
  );

  it("has nothing but lines that Mermaid reads, whatever the names are", () => {
    const evil = `title: a; b # c "d" \`e\` %% f\nclick <g>`;
    const run = runOf(
      evil,
      [evil, "section"],
      [{ instance: evil, addresses: ["2001:db8::1"] }],
      [[1, evil]],
      timelineOf(
        9,
        "1 section +2001:db8::1\n1 section VI_1 MASTER\n5 section -2001:db8::1\n5 section VI_1 FAULT",
      ),
    );
    const strange = [run, flapping].flatMap((one) =>
      timelineMermaid(one)
        .trimEnd()
        .split("\n")
        .filter((line) => !task.test(line) && !head.test(line) && !named.test(line)),
    );
    expect(strange).toEqual([]);
  });

  it("marks nobody and several as critical", () => {
    expect(timelineMermaid(splitBrain)).toContain("    ka1 + ka2 :crit, 17600, 28400\n");
    expect(timelineMermaid(switchedOff)).toContain("    nobody :crit, 14000, 17600\n");
  });

  it("begins at the origin and counts from there", () => {
    const text = timelineMermaid(switchedOff, { origin: 13_000_000 });
    expect(text).toContain("    node-down ka1 :milestone, 1000, 1000\n");
    expect(text).toContain("    ka1 :active, 0, 1000\n");
  });
});

describe("the flowchart of a report", () => {
  it.each(locales)("is as written before in %s", async (locale) => {
    await expect(failoverMermaid(pairReport, locale)).toMatchFileSnapshot(
      `expected/failover-report.${locale}.mmd`,
    );
  });

  it("has every box that an arrow leads to", () => {
    const text = failoverMermaid(pairReport);
    const targets = [...text.matchAll(/(?:-->|-\.->) (\w+)([("[])?/g)];
    expect(targets.length).toBeGreaterThan(8);
    expect(targets.filter(([, , box]) => box === undefined)).toEqual([]);
  });
});

describe("a text in Mermaid", () => {
  it.each([
    ["2001:db8::1", "2001#58;db8#58;#58;1"],
    ["a;b#c", "a#59;b#35;c"],
    ["end", "#101;nd"],
    ["Section 1", "#83;ection 1"],
    ['say "x"', "say #34;x#34;"],
    ["节点 1", "节点 1"],
    ["", "#8203;"],
  ])("of %o is %o", (text, written) => {
    expect(mermaidText(text)).toBe(written);
  });
});
