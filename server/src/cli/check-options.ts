/** The options of `kalint check`, read into what they mean. */
import type { Safety, Severity } from "../rules/rule.ts";
import { configIdProblem } from "../workspace/config.ts";
import type { TextOptions } from "../workspace/workspace.ts";
import { contextOf, countOf, oneOf, rulesOf, type Severities, severitiesOf, severityOf } from "./choices.ts";
import { type Arguments, type Failure, has, isFailure, lastOf, listOf } from "./command.ts";
import { type CommonOptions, readCommonOptions } from "./common-options.ts";
import type { Terminal } from "./terminal.ts";

export interface CheckOptions extends CommonOptions {
  /** As written; `-` is standard input. */
  readonly paths: readonly string[];
  readonly format: "text" | "json" | "compact";
  /** By code. */
  readonly severities: Severities;
  readonly only: readonly string[];
  /** Absent: nothing is fixed. */
  readonly fix?: { readonly safety: Safety; readonly diff: boolean };
  readonly stdinFilename?: string;
  readonly textOptions: TextOptions;
  /** keepalived's `-i`. */
  readonly configId?: string;
  readonly failOn?: Severity;
  readonly maxWarnings: number;
  readonly exitZero: boolean;
  readonly quiet: boolean;
}

export function readCheckOptions(args: Arguments, terminal: Terminal): CheckOptions | Failure {
  const format = oneOf("format", lastOf(args, "format"), ["text", "json", "compact"]);
  if (isFailure(format)) return format;
  const common = readCommonOptions(args, terminal);
  if (isFailure(common)) return common;
  const severities = severitiesOf(listOf(args, "rule"));
  if (isFailure(severities)) return severities;
  const only = rulesOf(listOf(args, "only"));
  if (isFailure(only)) return only;
  const textOptions = readTextOptions(args);
  if (isFailure(textOptions)) return textOptions;
  const limits = readLimits(args);
  if (isFailure(limits)) return limits;
  const fix = readFix(args);
  if (isFailure(fix)) return fix;
  const configId = lastOf(args, "config-id");
  const idProblem = configId === undefined ? undefined : configIdProblem(configId);
  if (idProblem !== undefined) return { failure: `--config-id ${idProblem}` };
  const stdinFilename = lastOf(args, "stdin-filename");
  const paths = args.operands.length > 0 ? args.operands : [stdinFilename === undefined ? "." : "-"];
  if (stdinFilename !== undefined && !paths.includes("-")) {
    return { failure: "--stdin-filename needs `-` among the paths, which is standard input" };
  }
  return {
    paths,
    ...common,
    format,
    severities,
    only,
    ...(fix === undefined ? {} : { fix }),
    ...(stdinFilename === undefined ? {} : { stdinFilename }),
    textOptions,
    ...(configId === undefined ? {} : { configId }),
    ...limits,
    exitZero: has(args, "exit-zero"),
    quiet: has(args, "quiet"),
  };
}

function readTextOptions(args: Arguments): TextOptions | Failure {
  const named = lastOf(args, "dialect");
  const dialect =
    named === undefined ? undefined : oneOf("dialect", named, ["keepalived", "nginx", "haproxy"]);
  if (isFailure(dialect)) return dialect;
  const context = lastOf(args, "context");
  if (context === undefined) return dialect === undefined ? {} : { dialect };
  if (dialect !== undefined && dialect !== "nginx")
    return { failure: `--context is for nginx, not for ${dialect}` };
  const scope = contextOf(context);
  return isFailure(scope) ? scope : { dialect: "nginx", scope };
}

function readLimits(args: Arguments): Pick<CheckOptions, "failOn" | "maxWarnings"> | Failure {
  const level = lastOf(args, "fail-on");
  const failOn = level === undefined ? undefined : severityOf("fail-on", level);
  if (isFailure(failOn)) return failOn;
  const most = lastOf(args, "max-warnings");
  const maxWarnings = most === undefined ? Number.POSITIVE_INFINITY : countOf("max-warnings", most);
  if (isFailure(maxWarnings)) return maxWarnings;
  return failOn === undefined ? { maxWarnings } : { maxWarnings, failOn };
}

function readFix(args: Arguments): CheckOptions["fix"] | Failure {
  const [fix, diff, unsafe] = [has(args, "fix"), has(args, "diff"), has(args, "unsafe-fixes")];
  if (unsafe && !fix && !diff) return { failure: "--unsafe-fixes needs --fix or --diff" };
  return fix || diff ? { safety: unsafe ? "unsafe" : "safe", diff } : undefined;
}
