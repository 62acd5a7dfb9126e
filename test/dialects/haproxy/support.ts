/** What the tests of this dialect ask: the tree in a line of text each, and the problems of a text in one version. */
import type { CatalogueProblem } from "../../../server/src/catalogue/check.ts";
import { haproxy } from "../../../server/src/dialects/haproxy/haproxy.ts";
import { type Directive, type Node, printTree } from "../../../server/src/syntax/tree.ts";
import { SourceFile } from "../../../server/src/workspace/source-file.ts";

/** Sections and lines as text: prefixes in parentheses, unknown words with `?` (`*` where they may be several), bodies indented. */
export function shape(text: string): string[] {
  const tree = haproxy.parse(text);
  if (printTree(tree) !== text) throw new Error(`the tree of ${JSON.stringify(text)} has lost something`);
  return shapeOf(tree.children, "");
}

function shapeOf(nodes: readonly Node[], indent: string): string[] {
  return nodes.flatMap((node) => {
    if (node.kind !== "directive") return [`${indent}${node.kind}`];
    return [indent + line(node), ...shapeOf(node.body?.children ?? [], `${indent}  `)];
  });
}

function line({ prefixes, words }: Directive): string {
  const spelled = words.map(
    (w) => JSON.stringify(w.value).slice(1, -1).replaceAll(" ", "·") + mark(w.unknown),
  );
  return [...prefixes.map((p) => `(${p.value})`), ...spelled].join(" ");
}

function mark(unknown: "value" | "several" | undefined): string {
  return unknown === undefined ? "" : unknown === "value" ? "?" : "*";
}

export function problems(text: string, target = "3.2"): readonly CatalogueProblem[] {
  return new SourceFile("/haproxy.cfg", text, haproxy, target).checked.problems;
}

/** `kind/message verdict` of each problem of a line that stands in a section of this kind. */
export function said(section: string, line: string, target = "3.2"): string[] {
  const header = ["global", "traces", "namespace_list"].includes(section) ? section : `${section} name`;
  const text = section === "file" ? `${line}\n` : `${header}\n    ${line}\n`;
  return problems(text, target).map((p) => `${p.kind}/${p.message} ${p.verdict}`);
}
