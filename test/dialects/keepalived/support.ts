/** What keepalived's own tests say in short: a text's tree as lines, the problems the catalogue finds in it. */
import { keepalived } from "../../../server/src/dialects/keepalived/keepalived.ts";
import { type Tree, type Word, walk } from "../../../server/src/syntax/tree.ts";
import { SourceFile } from "../../../server/src/workspace/source-file.ts";

/** One line a node, indented by depth: words as the daemon reads them, `?` behind a value that is not known. */
export function outline(text: string, configId?: string): string[] {
  return outlineOf(keepalived.parse(text, configId === undefined ? {} : { configId }));
}

function outlineOf(tree: Tree): string[] {
  const lines: string[] = [];
  for (const { node, parents } of walk(tree)) {
    const indent = "  ".repeat(parents.length);
    if (node.kind === "stray") lines.push(`${indent}stray ${tree.text.slice(node.start, node.end)}`);
    else if (node.kind === "definition") {
      const prefixes = node.prefixes.map((p) => `${p.value} `).join("");
      lines.push(
        `${indent}${prefixes}$${node.name.value} = ${JSON.stringify(tree.text.slice(node.value.start, node.value.end))}`,
      );
    } else {
      const prefixes = node.prefixes.map((p) => `${p.value} `).join("");
      const block = node.body === undefined ? "" : node.body.close === undefined ? " {" : " {}";
      lines.push(`${indent}${prefixes}${node.words.map(spell).join(" ")}${block}`);
    }
  }
  return lines;
}

function spell(word: Word): string {
  const mark = word.unknown === "several" ? "??" : word.unknown === "value" ? "?" : "";
  const plain = !word.quoted && word.value !== "" && !/\s/.test(word.value);
  return (plain ? word.value : JSON.stringify(word.value)) + mark;
}

export function read(text: string, target = "2.3", path = "/etc/keepalived/keepalived.conf"): SourceFile {
  return new SourceFile(path, text, keepalived, target);
}

/** `kind message: marked text` of all problems of the structure and the catalogue, with the daemon's verdict in front. */
export function problems(text: string, target = "2.3"): string[] {
  const { tree, checked } = read(text, target);
  const structure = tree.problems.map((p) => `reject ${p.kind}: ${text.slice(p.start, p.end)}`);
  return [
    ...structure,
    ...checked.problems.map((p) => `${p.verdict} ${p.kind}: ${text.slice(p.start, p.end)}`),
  ];
}
