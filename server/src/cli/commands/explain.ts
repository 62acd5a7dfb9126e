/** `kalint explain`: a rule's page, which is also its test, or what hover says of a directive. */
import pages from "kalint:rule-pages";
import pc from "picocolors";
import { nearestName } from "../../catalogue/near.ts";
import { dialects } from "../../dialects/all.ts";
import { type Explained, explain as explainDirective } from "../../ide/explain.ts";
import { findRule } from "../../lint/lint.ts";
import { allRules } from "../../rules/all.ts";
import type { Rule } from "../../rules/rule.ts";
import { codesOf, languageOf } from "../choices.ts";
import { wantsColors } from "../colors.ts";
import { exitCodes, isFailure, lastOf, type RunCommand } from "../command.ts";
import { complain } from "../terminal.ts";

export const explain: RunCommand = async (args, terminal) => {
  const [name = ""] = args.operands;
  const locale = languageOf(lastOf(args, "lang"), terminal);
  if (isFailure(locale)) {
    complain(terminal, locale.failure);
    return exitCodes.failed;
  }
  const rule = findRule(name);
  const directives = rule === undefined ? explainDirective(name, locale) : [];
  const [directive] = directives;
  if (rule === undefined && (directive === undefined || directives.length > 1)) {
    complain(terminal, directive === undefined ? unknown(name) : ambiguous(name, directives));
    return exitCodes.failed;
  }
  const colors = pc.createColors(wantsColors("auto", terminal));
  const text = (rule === undefined ? directive?.markdown : rulePage(rule)) ?? "";
  terminal.out.write(
    `${text.trimEnd()}\n`.replace(/^(?:#+ .*|\*\*.*\*\*)$/gm, (heading) => colors.bold(heading)),
  );
  return exitCodes.clean;
};

function rulePage(rule: Rule): string {
  const page = pages[`${rule.group}/${rule.name}`] ?? `# ${rule.name}\n`;
  const isOff =
    rule.isOptional === true ? ` · off unless asked for: --rule ${rule.name}=${rule.severity}` : "";
  const facts = `${codesOf(rule).join(", ")} · ${rule.severity} · ${rule.group}${isOff}`;
  return page.replace(/^(# .*)\n+/, (_, title: string) => `${title}\n\n${facts}\n\n`);
}

/** Paths listed before the rest is counted. */
const maxPaths = 6;

function ambiguous(name: string, directives: readonly Explained[]): string {
  const paths = directives.slice(0, maxPaths).map(({ path }) => `\`${path}\``);
  const more = directives.length - paths.length;
  return `\`${name}\` means ${paths.join(", ")}${more > 0 ? ` and ${more} more` : ""}: which one?`;
}

function unknown(name: string): string {
  const known = [
    ...allRules.flatMap((rule) => [rule.name, ...codesOf(rule)]),
    ...dialects.flatMap(({ data }) => data().entries.map((entry) => entry.name)),
    ...dialects.flatMap(({ builtIns }) => builtIns?.("variable") ?? []).map((own) => `$${own.name}`),
  ];
  const slash = name.lastIndexOf("/") + 1;
  const near = nearestName(name.slice(slash), known);
  const hint =
    near === undefined
      ? " (kalint rules lists the rules)"
      : `, did you mean \`${name.slice(0, slash)}${near}\`?`;
  return `no rule or directive \`${name}\`${hint}`;
}
