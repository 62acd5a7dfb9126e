/** A command as keepalived splits it before it runs it: blanks, both kinds of quotes, no shell. */
import { isPlaceholder } from "../../dialects/keepalived/values.ts";

export interface Argument {
  readonly text: string;
  readonly quoted: boolean;
}

export function splitCommand(command: string): Argument[] {
  const found: Argument[] = [];
  for (const match of command.matchAll(
    /"((?:[^"\\]|\\.)*)"?|'((?:[^'\\]|\\.)*)'?|((?:[^\s"'\\]|\\.)+|\\)/gs,
  )) {
    const quoted = match[3] === undefined;
    found.push({ text: match[1] ?? match[2] ?? match[3] ?? "", quoted });
  }
  return found;
}

/** True where the command is handed to a shell that reads the rest. */
export function runsShell(command: readonly Argument[]): boolean {
  const [program, ...rest] = command;
  if (program === undefined) return false;
  if (/(?:^|\/)(?:ba|da|z|k|a)?sh$/.test(program.text)) return true;
  return (
    /(?:^|\/)(?:env|sudo|timeout|nice|busybox)$/.test(program.text) &&
    runsShell(rest.slice(rest.findIndex(isProgram)))
  );
}

function isProgram(argument: Argument): boolean {
  return !/^-|^\d|=/.test(argument.text);
}

/** The first part of a command that only a shell understands. */
export function shellSyntax(
  command: readonly Argument[],
): { readonly kind: "builtin" | "operator"; readonly text: string } | undefined {
  const [program] = command;
  if (program !== undefined && !program.quoted && program.text === "[[")
    return { kind: "builtin", text: "[[" };
  for (const { text, quoted } of command) {
    if (quoted || isPlaceholder(text)) continue;
    const operator = /^(?:&&?|\|\|?|;|\d*[<>].*)$/.test(text)
      ? text
      : /^[^;]+;$/.test(text)
        ? ";"
        : undefined;
    if (operator !== undefined) return { kind: "operator", text: operator };
    const substitution = /\$\(|`/.exec(text);
    if (substitution !== null) return { kind: "operator", text: substitution[0] };
  }
  return undefined;
}

/** The plain command in `command && exit 0 || exit 1` and its shorter forms, where the rest says nothing else. */
export function withoutExitStatus(command: string): string | undefined {
  const match =
    /^(.*?)\s*(?:&&\s*exit\s+0\s*)?\|\|\s*exit\s+[1-9]\d*\s*;?$|^(.*?)\s*&&\s*exit\s+0\s*;?$/s.exec(
      command.trim(),
    );
  const plain = match?.[1] ?? match?.[2];
  return plain === undefined || plain === "" || shellSyntax(splitCommand(plain)) !== undefined
    ? undefined
    : plain;
}
