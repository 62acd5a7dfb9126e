/** What a check's command can do when keepalived runs it, as far as its words prove it. */
import { type Argument, shellScript, shellSyntax, splitCommand } from "./command-line.ts";

/** `not-run`: keepalived does not find it and switches the check off. */
export type CommandFate = "either" | "never-fails" | "never-succeeds" | "not-run";

export function commandFate(command: string, release: string): CommandFate {
  const parts = splitCommand(command);
  const [program] = parts;
  if (program === undefined) return "either";
  if (release !== "2.2" && /^\/s?bin\//.test(program.text)) return "not-run";
  if (succeedsAlways(parts)) return "never-fails";
  if (/^(?:\/usr\/bin\/|\/bin\/)?false$/.test(program.text)) return "never-succeeds";
  const syntax = shellSyntax(parts);
  if (syntax === undefined) return "either";
  // `cd` and `umask` are programs on some systems.
  if (syntax.kind === "builtin" && /^(?:cd|umask)$/.test(syntax.text)) return "either";
  if (syntax.kind !== "operator") return syntax.kind === "glob" ? "either" : "not-run";
  return refusesMoreArguments.test(program.text) ? "never-succeeds" : "either";
}

/** Programs that fail where `&&`, `||` or `>` are among their arguments. */
const refusesMoreArguments = /(?:^|\/)(?:killall|pkill|pgrep|kill|test|\[|nc|ncat|curl|wget)$/;

/** True of a command whose exit status is always 0. */
export function succeedsAlways(command: readonly Argument[]): boolean {
  const script = shellScript(command);
  if (script !== undefined) return hidesFailure(script);
  const [program] = command;
  if (program === undefined || shellSyntax(command) !== undefined) return false;
  return /(?:^|\/)(?:true|echo|printf)$/.test(program.text);
}

/** A shell text that ends in success whatever went before, and leaves with a failure nowhere. */
function hidesFailure(script: string): boolean {
  if (/\b(?:exit|return)\s+(?:[1-9]|\$|-)|\bfalse\b|\bexec\b|\bset\s+-\w*e|\bkill\s+-/.test(script))
    return false;
  return (
    /(?:^|\|\||;)\s*(?:\/(?:usr\/)?bin\/true|true|:|exit(?:\s+0)?)\s*;?\s*$/.test(script) &&
    !/;\s*exit\s*;?\s*$/.test(script)
  );
}
