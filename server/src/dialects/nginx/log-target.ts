/** Where a log goes: a file, `stderr`, memory, or a syslog server with its parameters (ngx_syslog.c). */
import type { ValueProblem, ValueType } from "../../catalogue/value-type.ts";
import { hostProblem } from "./endpoint.ts";
import { text } from "./text.ts";
import { parseSize } from "./units.ts";

/** `off` is left to the branch of the form that says what it means there. */
export const logTarget: ValueType = {
  read(words, index, form, source) {
    const word = words[index];
    if (word === undefined) return undefined;
    const { value } = word;
    if (word.unknown !== undefined) return { used: 1 };
    const problem = value.startsWith("syslog:")
      ? syslogProblem(value.slice("syslog:".length))
      : form.param === "error" && value.startsWith("memory:")
        ? memoryProblem(value.slice("memory:".length))
        : undefined;
    if (problem !== undefined) return { used: 1, problem };
    if (form.param === "error") return { used: 1 };
    return value === "off" ? undefined : text.read(words, index, form, source);
  },
};

const facilities =
  "kern user mail daemon auth intern lpr news uucp clock authpriv ftp ntp audit alert cron " +
  "local0 local1 local2 local3 local4 local5 local6 local7";
const severities = "emerg alert crit error warn notice info debug";

function syslogProblem(given: string): ValueProblem | undefined {
  const parameters = given.split(",");
  for (const parameter of parameters) {
    const [, name = "", value = ""] = /^([^=]*=?)(.*)$/s.exec(parameter) ?? [];
    const problem = parameterProblem(name, value);
    if (problem !== undefined) return problem;
  }
  return parameters.some((parameter) => parameter.startsWith("server="))
    ? undefined
    : invalid("no-syslog-server", given);
}

function parameterProblem(name: string, value: string): ValueProblem | undefined {
  switch (name) {
    case "server=":
      return hostProblem(value);
    case "facility=":
      return facilities.split(" ").includes(value) ? undefined : invalid("not-a-facility", value);
    case "severity=":
      return severities.split(" ").includes(value) ? undefined : invalid("not-a-severity", value);
    case "tag=":
      return /^\w{0,32}$/.test(value) ? undefined : invalid("not-a-syslog-tag", value);
    default:
      return name + value === "nohostname" ? undefined : invalid("not-a-syslog-parameter", name + value);
  }
}

/** nginx wants room for one line at least (NGX_MAX_ERROR_STR). */
function memoryProblem(given: string): ValueProblem | undefined {
  return (parseSize(given, false) ?? 0) > 2048 ? undefined : invalid("not-a-size", given);
}

function invalid(message: string, value: string): ValueProblem {
  return { kind: "invalid-value", message, params: { value } };
}
