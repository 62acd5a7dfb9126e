/** A `$NAME` that keepalived leaves as it stands, where an address or a number must be: the line is dropped. */
import { matchOf } from "../../catalogue/check.ts";
import type { Word } from "../../syntax/tree.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { keepalivedRule } from "./vrrp-rule.ts";

/** Types that no text with a dollar sign can be. */
const exact = /^(?:int|int-any-base|decimal3?|address|cidr|network|multicast|port)$/;

export const undefinedVariable = keepalivedRule({
  name: "undefined-variable",
  code: "KA234",
  severity: "warning",
  daemon: "reject",
  check({ file, unit }, report) {
    // `~SEQ` and `~LST` make variables of their own; so may a file that is not here.
    if (
      !file.text.includes("$") ||
      unit.partial ||
      file.tree.templated ||
      /^\s*~(?:SEQ|LST)/m.test(file.text)
    )
      return;
    const defined = new Set(
      unit.files.flatMap((f) => [...f.text.matchAll(/^\s*\$([A-Za-z_]\w*)=/gm)].map((m) => m[1] ?? "")),
    );
    for (const word of exactWords(file)) {
      const written = file.text.slice(word.start, word.end);
      const name = /^\$([A-Za-z_]\w*)/.exec(written)?.[1];
      if (word.unknown !== "value" || name === undefined) continue;
      const glued = written.length > name.length + 1;
      if (!defined.has(name)) report({ file, span: word }, "undefined", { params: { name } });
      else if (glued) report({ file, span: word }, "glued", { params: { name } });
    }
  },
});

/** Words that must be a number or an address. */
function* exactWords(file: SourceFile): Generator<Word> {
  const { catalogue } = file.checked;
  for (const known of file.checked.known.values()) {
    const { directive, entry, conditional } = known;
    if (conditional || entry.invalid === "silent") continue;
    for (const { index, leaf } of matchOf(file.checked, known).matched) {
      const word = directive.words[index];
      if (word !== undefined && leaf.kind === "value" && exact.test(leaf.type)) yield word;
    }
    const line = entry.opens === undefined ? undefined : catalogue.entryOf(entry.opens, "*");
    if (line === undefined || !/^<(?:cidr|address)>/.test(line.args)) continue;
    for (const node of directive.body?.children ?? []) {
      if (node.kind === "directive" && node.prefixes.length === 0) yield node.words[0];
    }
  }
}
