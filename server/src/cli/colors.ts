/** Whether output is coloured: as the option says, else as the environment says, else on a terminal. */
import type { Terminal } from "./terminal.ts";

export function wantsColors(choice: "auto" | "always" | "never", { env, out }: Terminal): boolean {
  if (choice !== "auto") return choice === "always";
  if (env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return out.isTerminal && env.TERM !== "dumb";
}
