/**
 * Reads the command line: which command, which options, which operands. What it can not read it says in one line,
 * with the near name where there is one. What values mean is the command's business.
 */
import { parseArgs } from "node:util";
import { nearestName } from "../catalogue/near.ts";
import type { Arguments, Command, Failure, Option } from "./command.ts";
import { commands, commonOptions, defaultCommand } from "./commands.ts";

export interface Call extends Arguments {
  readonly command: Command;
  /** The command was named, not only implied. */
  readonly named: boolean;
}

/** `isPath` tells an operand that exists from a mistyped command. */
export function readArguments(argv: readonly string[], isPath: (operand: string) => boolean): Call | Failure {
  const all = [...commonOptions, ...new Set(commands.flatMap((command) => command.options))];
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(all.map((option) => [option.name, parserOption(option)])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const operands: string[] = [];
  const options = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const option = all.find(({ name }) => name === token.name);
    if (option === undefined) return unknownOption(token.rawName, all);
    const problem = valueProblem(option, token.rawName, token.value, token.inlineValue === true);
    if (problem !== undefined) return problem;
    const values = options.get(option.name) ?? [];
    if (token.value !== undefined) values.push(token.value);
    options.set(option.name, values);
  }
  const named = commands.find(({ name }) => name === operands[0]);
  if (named !== undefined) operands.shift();
  const command = named ?? defaultCommand;
  if (options.has("help") || options.has("version"))
    return { command, named: named !== undefined, options, operands };
  return (
    misuse(command, named !== undefined, options, operands, isPath) ?? {
      command,
      named: named !== undefined,
      options,
      operands,
    }
  );
}

function misuse(
  command: Command,
  named: boolean,
  options: ReadonlyMap<string, unknown>,
  operands: readonly string[],
  isPath: (operand: string) => boolean,
): Failure | undefined {
  const [first] = operands;
  if (!named && first !== undefined && !isPath(first)) {
    const near = nearestName(
      first,
      commands.map(({ name }) => name),
    );
    if (near !== undefined)
      return { failure: `${first}: no such file or directory; did you mean the command \`${near}\`?` };
  }
  for (const name of options.keys()) {
    if (!command.options.some((option) => option.name === name)) {
      return {
        failure: `--${name} is no option of \`kalint ${command.name}\` (kalint ${command.name} --help lists them)`,
      };
    }
  }
  const [least, most] = command.count;
  if (operands.length < least) return { failure: `\`kalint ${command.name}\` needs ${command.operands}` };
  const surplus = operands[most];
  if (surplus !== undefined) return { failure: `\`kalint ${command.name}\` does not take \`${surplus}\`` };
  return undefined;
}

function parserOption(option: Option): { type: "string" | "boolean"; short?: string } {
  const type = option.value === undefined ? "boolean" : "string";
  return option.short === undefined ? { type } : { type, short: option.short };
}

function unknownOption(written: string, all: readonly Option[]): Failure {
  const near = written.startsWith("--")
    ? nearestName(
        written.slice(2),
        all.map(({ name }) => name),
      )
    : undefined;
  const hint = near === undefined ? " (kalint --help lists them)" : `, did you mean --${near}?`;
  return { failure: `unknown option ${written}${hint}` };
}

function valueProblem(
  option: Option,
  written: string,
  value: string | undefined,
  inline: boolean,
): Failure | undefined {
  if (option.value === undefined) {
    return value === undefined ? undefined : { failure: `${written} takes no value` };
  }
  // What begins with a dash is the next option, not a value that somebody left out.
  const missing = value === undefined || value === "" || (!inline && value.startsWith("-") && value !== "-");
  return missing ? { failure: `${written} needs a value: ${option.value}` } : undefined;
}
