/** A command as keepalived splits it before it runs it: blanks, both kinds of quotes, no shell. */
import { isPlaceholder } from "./values.ts";

export interface Argument {
  readonly text: string;
  readonly quoted: boolean;
}

/** Something that only a shell understands. */
export interface ShellSyntax {
  readonly kind: "builtin" | "assignment" | "home" | "operator" | "glob";
  readonly text: string;
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

/** The text that a shell is given to run with `-c`. */
export function shellScript(command: readonly Argument[]): string | undefined {
  const at = dashC(command);
  return at >= 0 && runsShell(command) ? command[at + 1]?.text : undefined;
}

/** The first part of a command that only a shell understands, and that none gets to read. */
export function shellSyntax(command: readonly Argument[]): ShellSyntax | undefined {
  const shell = runsShell(command);
  const [program] = command;
  if (!shell && program !== undefined && !program.quoted) {
    const first = firstWord(program.text);
    if (first !== undefined) return first;
  }
  const from = shell && dashC(command) >= 0 ? dashC(command) + 2 : 0;
  for (const { text, quoted } of command.slice(from)) {
    const substitution = /\$\(|`/.exec(text);
    if (substitution !== null) return { kind: "operator", text: substitution[0] };
    if (quoted || isPlaceholder(text)) continue;
    const operator = /^(?:&|;|\d*[<>].*|&>.*)$|&&|\|\|?$|^\||\d?>\/dev\/null$/.exec(text)?.[0];
    if (operator !== undefined) return { kind: "operator", text: operator };
    if (/^[^;]+;$/.test(text)) return { kind: "operator", text: ";" };
    if (/^\.?\/.*\*/.test(text)) return { kind: "glob", text };
  }
  return undefined;
}

/** Words that a shell knows itself, and no program is called by. */
const builtins = new Set(
  ". : [[ ( ! { case cd declare eval exec exit export for function if let local return select set shift source trap typeset umask unset until while".split(
    " ",
  ),
);

function firstWord(text: string): ShellSyntax | undefined {
  if (builtins.has(text)) return { kind: "builtin", text };
  if (/^\([A-Za-z/]/.test(text)) return { kind: "builtin", text: "(" };
  const assignment = /^[A-Za-z_]\w*=/.exec(text);
  if (assignment !== null) return { kind: "assignment", text };
  return text.startsWith("~/") ? { kind: "home", text } : undefined;
}

/** True where the command is handed to a shell. */
function runsShell(command: readonly Argument[]): boolean {
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

function dashC(command: readonly Argument[]): number {
  return command.findIndex(({ text, quoted }) => !quoted && /^-[a-z]*c$/.test(text));
}

/** What stands behind a command and says nothing of its own: `|| exit 1`, `> /dev/null 2>&1`. */
const superfluous =
  /\s*;$|\s*(?:&&\s*exit\s+0\s*)?\|\|\s*exit\s+[1-9]\d*$|\s*&&\s*exit\s+0$|\s*(?:[12]?>\s*\/dev\/null|&>\s*\/dev\/null|2>&1)$/;

/** The command alone, where what follows it only passes on its exit status or throws away what it prints. */
export function plainCommand(command: string): string | undefined {
  let plain = command.trim();
  for (let next = plain.replace(superfluous, ""); next !== plain; next = plain.replace(superfluous, "")) {
    plain = next;
  }
  if (plain === command.trim() || plain === "") return undefined;
  return shellSyntax(splitCommand(plain)) === undefined ? plain : undefined;
}

/**
 * The whole command as an argument of a shell, with the quotes that 2.2 and 2.3 read alike: single ones inside double
 * ones, or the other way round. `undefined` where it holds both kinds, or a backslash, which the versions treat differently.
 */
export function wrappedCommand(command: string): string | undefined {
  const text = command.replace(/\\(["'])/g, "$1");
  if (/[\\\n]/.test(text)) return undefined;
  const shell = needsBash.test(text) ? "/usr/bin/bash" : "/usr/bin/sh";
  if (!text.includes("'")) return `"${shell} -c '${text.replaceAll('"', '\\"')}'"`;
  return text.includes('"') ? undefined : `'${shell} -c "${text.replaceAll("'", "\\'")}"'`;
}

const needsBash = /\[\[|\/dev\/(?:tcp|udp)\/|&>|<\(|\bsource\b|\bfunction\b|\bdeclare\b|\btypeset\b/;
