/** Reads the values of options that several places ask for, and says what is wrong with one in a line. */
import { nearestName } from "../catalogue/near.ts";
import type { DialectId } from "../dialect.ts";
import { dialectById, dialects } from "../dialects/all.ts";
import { findRule } from "../lint/lint.ts";
import { allRules } from "../rules/all.ts";
import type { Rule, Severity } from "../rules/rule.ts";
import { type Locale, localeOfEnvironment, locales } from "../text/locale.ts";
import type { Config } from "../workspace/config.ts";
import type { Failure } from "./command.ts";
import type { Terminal } from "./terminal.ts";

export type Severities = Readonly<Record<string, Severity | "off">>;

const severityNames: readonly Severity[] = ["error", "warning", "info", "hint"];

/** One of several words; the first is what an absent option means. */
export function oneOf<T extends string>(
  option: string,
  value: string | undefined,
  choices: readonly [T, ...T[]],
): T | Failure {
  if (value === undefined) return choices[0];
  return choices.find((choice) => choice === value) ?? noChoice(`--${option}`, value, choices);
}

/** The language asked for, else that of the environment. */
export function languageOf(value: string | undefined, { env }: Terminal): Locale | Failure {
  return value === undefined ? localeOfEnvironment(env) : oneOf("lang", value, locales);
}

export function severityOf(option: string, value: string): Severity | Failure {
  return severityNames.find((name) => name === value) ?? noChoice(`--${option}`, value, severityNames);
}

/** `keepalived=2.2` and the like. */
export function targetsOf(values: readonly string[]): Readonly<Record<string, string>> | Failure {
  const targets: Record<string, string> = {};
  for (const value of values) {
    const [name = "", version] = value.split("=");
    const dialect = dialects.find(({ id }) => id === name);
    if (dialect === undefined)
      return noChoice(
        "--target",
        name,
        dialects.map(({ id }) => id),
      );
    if (version === undefined)
      return { failure: `--target ${name} needs a version, as in ${name}=${newest(dialect.id)}` };
    const known = dialect.data().targets;
    if (!known.includes(version)) return noChoice(`--target ${name}`, version, known);
    targets[name] = version;
  }
  return targets;
}

/** `NAME=off` and the like, by code: a name stands for all codes of its rule. */
export function severitiesOf(values: readonly string[]): Severities | Failure {
  const severities: Record<string, Severity | "off"> = {};
  for (const value of values) {
    const at = value.lastIndexOf("=");
    if (at < 0) return { failure: `--rule ${value} needs a severity, as in ${value}=off` };
    const [name, level] = [value.slice(0, at), value.slice(at + 1)];
    const severity = level === "off" ? "off" : severityOf(`rule ${name}`, level);
    if (typeof severity !== "string") return noChoice(`--rule ${name}`, level, ["off", ...severityNames]);
    const codes = codesMeant(name);
    if (codes === undefined) return unknownRule(name);
    for (const code of codes) severities[code] = severity;
  }
  return severities;
}

/** What kalint.json says about rules, by code, and what it says about rules that do not exist. */
export function configuredSeverities(config: Config): {
  readonly severities: Severities;
  readonly problems: readonly string[];
} {
  const severities: Record<string, Severity | "off"> = {};
  const problems: string[] = [];
  for (const [name, severity] of Object.entries(config.rules)) {
    const codes = codesMeant(name);
    if (codes === undefined) problems.push(`rules: ${unknownRule(name).failure}`);
    else for (const code of codes) severities[code] = severity;
  }
  return { severities, problems };
}

export function rulesOf(values: readonly string[]): readonly string[] | Failure {
  const unknown = values.find((name) => findRule(name) === undefined);
  return unknown === undefined ? values : unknownRule(unknown);
}

/** Every code of a rule, one for each dialect it speaks of. */
export function codesOf(rule: Rule): readonly string[] {
  return typeof rule.code === "string" ? [rule.code] : Object.values(rule.code);
}

function unknownRule(name: string): Failure {
  const near = nearestName(
    name,
    allRules.flatMap((rule) => [rule.name, ...codesOf(rule)]),
  );
  const hint = near === undefined ? " (kalint rules lists them)" : `, did you mean \`${near}\`?`;
  return { failure: `unknown rule \`${name}\`${hint}` };
}

/** A block of nginx, named as `--context` names it: the scope that its content is read in. */
export function contextOf(value: string): string | Failure {
  const { data } = dialectById("nginx");
  const scopes = new Set(data().entries.flatMap((entry) => (entry.opens === undefined ? [] : [entry.opens])));
  return scopes.has(value) ? value : noChoice("--context", value, [...scopes].sort());
}

export function countOf(option: string, value: string): number | Failure {
  return /^\d{1,9}$/.test(value)
    ? Number(value)
    : { failure: `--${option} needs a number, not \`${value}\`` };
}

function codesMeant(nameOrCode: string): readonly string[] | undefined {
  const rule = findRule(nameOrCode);
  if (rule === undefined) return undefined;
  return codesOf(rule).includes(nameOrCode) ? [nameOrCode] : codesOf(rule);
}

function newest(id: DialectId): string {
  return dialectById(id).data().targets.at(-1) ?? "";
}

function noChoice(option: string, value: string, choices: readonly string[]): Failure {
  const near = nearestName(value, choices);
  const hint = near === undefined ? "" : `, did you mean \`${near}\`?`;
  return {
    failure: `${option} can not be \`${value}\`${hint === "" ? ":" : `${hint} Possible:`} ${choices.join(", ")}`,
  };
}
