/** Flags whose `off` keepalived does not read: the line switches them on. */
import { isOff } from "../../dialects/keepalived/fields.ts";
import type { Directive } from "../../syntax/tree.ts";
import { certainLinesOf, keepalivedRule, removeLines } from "./keepalived-rule.ts";

export const offSwitchesOn = keepalivedRule({
  name: "off-switches-on",
  code: "KA257",
  severity: "error",
  daemon: "silent",
  outdoes: ["surplus-argument"],
  check({ file }, report) {
    for (const block of file.tree.children) {
      if (block.kind !== "directive" || block.prefixes.length > 0) continue;
      for (const line of unread(block, file.target).flatMap((keyword) => certainLinesOf(block, keyword))) {
        const [keyword, word] = line.words;
        if (word === undefined || !isOff(line)) continue;
        const fixes = [removeLines("remove", "safe", file, line)];
        report({ file, span: word }, "on", { params: { keyword: keyword.value, value: word.value }, fixes });
      }
    }
  },
});

/** Flags of the block that are on whatever stands behind them. */
function unread(block: Directive, target: string): readonly string[] {
  const keyword = block.words[0].value;
  if (keyword === "vrrp_instance") return ["skip_check_adv_addr"];
  return keyword === "global_defs" && target === "2.2" ? ["vrrp_strict", "vrrp_skip_check_adv_addr"] : [];
}
