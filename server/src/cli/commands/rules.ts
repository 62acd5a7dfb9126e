/** `kalint rules`: every rule on a line. */
import { allRules } from "../../rules/all.ts";
import { codesOf } from "../choices.ts";
import { exitCodes, type RunCommand } from "../command.ts";

export const rules: RunCommand = async (_args, terminal) => {
  const rows = allRules.map((rule) => {
    const severity = rule.isOptional === true ? `off (${rule.severity})` : rule.severity;
    return [codesOf(rule).join(" "), severity, rule.name] as const;
  });
  const [codes, severities] = [0, 1].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map(
    ([code, severity, name]) => `${code.padEnd(codes ?? 0)}  ${severity.padEnd(severities ?? 0)}  ${name}\n`,
  );
  terminal.out.write(`${lines.join("")}\n${rows.length} rules; kalint explain NAME says more about one\n`);
  return exitCodes.clean;
};
