/** keepalived runs commands itself, without a shell: `&&`, `|`, `>` become arguments of the command and the check always fails. */
import { type Fix, replace } from "../rule.ts";
import { runsShell, shellSyntax, splitCommand, withoutExitStatus } from "./command-line.ts";
import { scriptWords } from "./script-words.ts";
import { keepalivedRule } from "./vrrp-rule.ts";

export const scriptShellSyntax = keepalivedRule({
  name: "script-shell-syntax",
  code: "KA223",
  severity: "error",
  daemon: "silent",
  check({ file }, report) {
    for (const { word, scope } of scriptWords(file)) {
      if (word.unknown !== undefined) continue;
      const command = splitCommand(word.value);
      const found = runsShell(command) ? undefined : shellSyntax(command);
      if (found === undefined) continue;
      report({ file, span: word }, found.kind, {
        params: { text: found.text },
        // A tracked script that is not found is an error of its own; of other commands the check run says nothing.
        daemon: found.kind === "builtin" && scope === "vrrp_script" ? "reject" : "silent",
        fixes: fixesFor(word.value, word, found.kind === "builtin"),
      });
    }
  },
});

function fixesFor(
  command: string,
  at: { readonly start: number; readonly end: number },
  bash: boolean,
): Fix[] {
  if (command.includes('"')) return [];
  const plain = withoutExitStatus(command);
  if (plain !== undefined)
    return [replace({ id: "plain", params: { command: plain } }, "safe", at, `"${plain}"`)];
  if (command.includes("'")) return [];
  const shell = bash ? "/usr/bin/bash" : "/usr/bin/sh";
  return [replace({ id: "wrap", params: { shell } }, "unsafe", at, `"${shell} -c '${command}'"`)];
}
