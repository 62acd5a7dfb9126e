/** `kalint explain RULE`: the rule's page, which is also its test. */

import pages from "kalint:rule-pages";
import pc from "picocolors";
import { findRule } from "../../lint/lint.ts";
import { codesOf, unknownRule } from "../choices.ts";
import { wantsColors } from "../colors.ts";
import { exitCodes, type RunCommand } from "../command.ts";
import { complain } from "../terminal.ts";

export const explain: RunCommand = async (args, terminal) => {
  const [name = ""] = args.operands;
  const rule = findRule(name);
  if (rule === undefined) {
    complain(terminal, unknownRule(name).failure);
    return exitCodes.failed;
  }
  const colors = pc.createColors(wantsColors("auto", terminal));
  const page = pages[`${rule.group}/${rule.name}`] ?? `# ${rule.name}\n`;
  const facts = `${codesOf(rule).join(", ")} · ${rule.severity} · ${rule.group}`;
  const text = page
    .replace(/^(# .*)\n+/, (_, title: string) => `${title}\n\n${facts}\n\n`)
    .replace(/^#+ .*$/gm, (heading) => colors.bold(heading));
  terminal.out.write(text.endsWith("\n") ? text : `${text}\n`);
  return exitCodes.clean;
};
