/** A tracked process whose `quorum` is above its `quorum_max`: keepalived ignores the second of the two lines. */
import type { Directive } from "../../syntax/tree.ts";
import { isReadable, keepalivedRule } from "./keepalived-rule.ts";

export const quorumAboveMaximum = keepalivedRule({
  name: "quorum-above-maximum",
  code: "KA286",
  severity: "error",
  daemon: "reject",
  check({ file }, report) {
    if (file.tree.templated) return;
    for (const block of file.tree.children) {
      if (block.kind !== "directive" || block.conditional === true || !isReadable(block)) continue;
      if (block.words[0].value !== "vrrp_track_process") continue;
      let quorum: number | undefined;
      let maximum: number | undefined;
      for (const line of block.body?.children ?? []) {
        if (line.kind !== "directive") continue;
        const [keyword, word] = line.words;
        const value = numberOf(line);
        if (value === undefined || word === undefined) continue;
        const isMaximum = keyword.value === "quorum_max";
        const other = isMaximum ? quorum : maximum;
        if (other !== undefined && (isMaximum ? value < other : value > other)) {
          report({ file, span: word }, isMaximum ? "below" : "above", { params: { value, other } });
        } else if (isMaximum) maximum = value;
        else quorum = value;
      }
    }
  },
});

function numberOf({ words: [keyword, word] }: Directive): number | undefined {
  const relevant = keyword.value === "quorum" || keyword.value === "quorum_max";
  if (!relevant || word === undefined || !/^\d+$/.test(word.value)) return undefined;
  const value = Number(word.value);
  return value > 65535 || (keyword.value === "quorum" && value === 0) ? undefined : value;
}
