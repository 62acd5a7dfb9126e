/** The help texts, made from the table of commands: an option that is not there is not in the help. */
import type { Command, Option } from "./command.ts";
import { commands, commonOptions, defaultCommand } from "./commands.ts";

/** The help of one command. */
export function commandHelp(command: Command): string {
  const name = command === defaultCommand ? `[${command.name}]` : command.name;
  const usage = ["kalint", name, "[OPTION…]", command.operands].filter((part) => part !== "").join(" ");
  const details = command.details === undefined ? "" : `\n${command.details}\n`;
  return `${usage}\n\n${sentence(command.summary)}\n${details}\nOptions\n${optionTable([...command.options, ...commonOptions])}`;
}

/** The help of `kalint` itself: the commands, and the options of the one that is meant where none is named. */
export function generalHelp(): string {
  const calls = commands.map((command) => {
    const name = command === defaultCommand ? `[${command.name}]` : command.name;
    const stdio = command.name === "lsp" ? "--stdio" : "";
    return [
      ["kalint", name, command.operands, stdio].filter((part) => part !== "").join(" "),
      command.summary,
    ] as const;
  });
  return (
    "kalint: a linter for keepalived, nginx and HAProxy configuration that sees all nodes of a cluster at once\n\n" +
    `Commands\n${table(calls)}\n` +
    `Options of check\n${optionTable([...defaultCommand.options, ...commonOptions])}\n` +
    "kalint COMMAND --help says more.\n"
  );
}

function optionTable(options: readonly Option[]): string {
  return table(
    options.map((option) => {
      const short = option.short === undefined ? "    " : `-${option.short}, `;
      const value = option.value === undefined ? "" : ` ${option.value}`;
      return [`${short}--${option.name}${value}`, option.help] as const;
    }),
  );
}

/** What does not fit the first column stands on a line of its own. */
function table(rows: readonly (readonly [string, string])[]): string {
  const width = 32;
  return rows
    .map(([name, text]) => {
      const gap = name.length > width ? `\n${" ".repeat(width + 4)}` : " ".repeat(width + 2 - name.length);
      return `  ${name}${gap}${text}\n`;
    })
    .join("");
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
