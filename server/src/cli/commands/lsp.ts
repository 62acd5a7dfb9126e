/** `kalint lsp --stdio`: becomes the language server, a program of its own that stands beside this one. */
import { join } from "node:path";
import { exitCodes, has, type RunCommand } from "../command.ts";
import { complain } from "../terminal.ts";

export const lsp: RunCommand = async (args, terminal) => {
  if (!has(args, "stdio")) {
    complain(terminal, "the language server is started by an editor, as `kalint lsp --stdio`");
    return exitCodes.failed;
  }
  require(join(__dirname, "kalint-language-server.cjs"));
  return undefined;
};
