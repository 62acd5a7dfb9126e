/** `kalint init`: writes a kalint.json to start from. One that is there stays as it is. */
import { absolutePath, createText } from "../../platform/node/file-system.ts";
import { configName, startingConfig } from "../../workspace/config.ts";
import { exitCodes, type RunCommand } from "../command.ts";
import { complain } from "../terminal.ts";

export const init: RunCommand = async (_args, terminal) => {
  const written = createText(absolutePath(configName, terminal.cwd), startingConfig());
  if (!written.ok) {
    complain(terminal, `${configName}: ${written.reason}`);
    return exitCodes.failed;
  }
  terminal.out.write(`wrote ${configName}\n`);
  return exitCodes.clean;
};
