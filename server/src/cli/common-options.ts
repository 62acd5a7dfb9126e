/** The options of every command that reads configuration and shows what it found. */
import type { Locale } from "../text/locale.ts";
import { languageOf, oneOf, targetsOf } from "./choices.ts";
import { wantsColors } from "./colors.ts";
import { type Arguments, type Failure, isFailure, lastOf, listOf } from "./command.ts";
import type { Terminal } from "./terminal.ts";

export interface CommonOptions {
  readonly targets: Readonly<Record<string, string>>;
  /** The path of a kalint.json. */
  readonly config?: string;
  readonly locale: Locale;
  readonly colors: boolean;
}

export function readCommonOptions(args: Arguments, terminal: Terminal): CommonOptions | Failure {
  const color = oneOf("color", lastOf(args, "color"), ["auto", "always", "never"]);
  if (isFailure(color)) return color;
  const locale = languageOf(lastOf(args, "lang"), terminal);
  if (isFailure(locale)) return locale;
  const targets = targetsOf(listOf(args, "target"));
  if (isFailure(targets)) return targets;
  const config = lastOf(args, "config");
  return {
    targets,
    ...(config === undefined ? {} : { config }),
    locale,
    colors: wantsColors(color, terminal),
  };
}
