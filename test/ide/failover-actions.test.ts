import { describe, expect, it } from "vitest";
import type { CodeAction } from "../../server/src/ide/code-actions.ts";
import { failoverActionsAt } from "../../server/src/ide/failover-actions.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import type { Severity } from "../../server/src/workspace/config.ts";
import type { Written } from "../ha/support.ts";
import { nodesOf } from "./failover-cluster.ts";

/** The actions at the end of the line of a node that begins with a word. */
function actions(
  nodes: readonly (Written | string)[],
  node: number,
  word: string,
  severities: Record<string, Severity | "off"> = {},
): readonly CodeAction[] {
  const { snapshot, files } = nodesOf(nodes);
  const file = files[node - 1];
  if (file === undefined) throw new Error(`no node ${node}`);
  const offset = file.text.search(new RegExp(`^ *${word}.*$`, "m"));
  if (offset < 0) throw new Error(`no line with ${word}`);
  const at = file.lines.lineSpan(file.lines.position(offset).line).start;
  return failoverActionsAt(snapshot, file, { start: at, end: at }, (one) =>
    lint(snapshot, [one], { severities }),
  );
}

const titles = (found: readonly CodeAction[]) => found.map(({ title }) => title.replace(/:.*/, ""));

const pair: readonly Written[] = [
  { priority: 100, weight: "-10" },
  { priority: 90, weight: "-10" },
];

describe("the fixes of a check that moves nothing", () => {
  it.each([
    [1, "weight"],
    [1, "priority"],
    [2, "weight"],
    [2, "priority"],
  ])("are offered on node %s in the line of `%s`", (node, word) => {
    expect(titles(actions(pair, node, word))).toEqual([
      "weight -11 for `chk`",
      "weight 0",
      "priority 91 on `ka2`",
    ]);
  });

  it("change the files of both nodes", () => {
    const [smallest] = actions(pair, 2, "priority");
    const files = [...new Set(smallest?.edits.map(({ file }) => file))];
    const texts = files.map((file) =>
      applyEdits(file.text, smallest?.edits.filter((edit) => edit.file === file) ?? []),
    );
    expect(texts.map((text) => /weight (.*)/.exec(text)?.[1])).toEqual(["-11", "-11"]);
  });

  it("may change the priority of the other node instead", () => {
    const last = actions(pair, 1, "weight").at(-1);
    const [edit] = last?.edits ?? [];
    expect([edit?.file.path, edit?.text]).toEqual([expect.stringContaining("ka2"), "91"]);
  });

  it("say what a weight of nothing means", () => {
    expect(actions(pair, 2, "priority")[1]?.title).toMatch(/^weight 0: .*FAULT/);
  });

  it("are not offered a second time where the finding stands", () => {
    const { snapshot, files } = nodesOf(pair);
    const [file] = files;
    const findings = lint(snapshot, files);
    const finding = findings.find(({ code }) => code === "CL110");
    expect(finding?.file).toBe(file);
    if (file === undefined || finding === undefined) return;
    expect(failoverActionsAt(snapshot, file, finding.span, () => findings)).toEqual([]);
  });

  it("are not offered in other lines", () => {
    expect(actions(pair, 2, "state")).toEqual([]);
  });

  it("are not offered where the rule is switched off", () => {
    expect(actions(pair, 2, "priority", { "failover-never-happens": "off" })).toEqual([]);
  });

  it("are not offered where the check moves the address", () => {
    const working = pair.map((node) => ({ ...node, weight: "-20" }));
    expect(actions(working, 2, "priority")).toEqual([]);
  });

  it("are not offered where a number would not help", () => {
    const deaf = pair.map((node) => ({ ...node, command: "/usr/bin/true" }));
    expect(actions(deaf, 2, "priority")).toEqual([]);
  });

  it("are offered where the standby must not take over", () => {
    const nodes = [
      { priority: 100, weight: "-20" },
      { priority: 90, weight: "-20", more: "nopreempt" },
    ];
    expect(titles(actions(nodes, 1, "weight"))).toEqual(["weight 0"]);
  });
});
