/** What an editor's settings say: target versions and severities of rules. Wrong values are named and left out. */
import { dialects } from "../dialects/all.ts";
import { type Locale, locales } from "../text/locale.ts";
import { type Config, configIdProblem, type Severity } from "../workspace/config.ts";
import { record } from "./params.ts";

export interface Settings {
  readonly targets: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, Severity | "off">>;
  /** The id that keepalived is started with; absent: not known. */
  readonly configId?: string;
  /** The language of messages and explanations; absent: the client's. */
  readonly locale?: Locale;
  /** Address under which the rules' pages lie, for links from findings. */
  readonly docsUrl?: string;
  /** Hints behind numbers; absent: shown. */
  readonly inlayHints?: boolean;
  /** A line above each VRRP instance; absent: shown. */
  readonly codeLens?: boolean;
  /** Formatting puts words into columns; absent: it does not. */
  readonly align?: boolean;
}

export interface SettingsReading {
  readonly settings: Settings;
  readonly problems: readonly string[];
}

const severities: readonly string[] = ["error", "warning", "info", "hint", "off"];

/** Reads the settings object itself or one that holds it under `kalint`. */
export function readSettings(value: unknown): SettingsReading {
  const problems: string[] = [];
  const outer = record(value);
  const source = "kalint" in outer ? record(outer.kalint) : outer;
  const targets: Record<string, string> = {};
  for (const [id, target] of Object.entries(record(source.targets))) {
    const dialect = dialects.find((d) => d.id === id);
    if (target === "" || target === null || target === undefined) continue;
    const known = dialect?.data().targets ?? [];
    if (typeof target === "string" && known.includes(target)) targets[id] = target;
    else if (dialect === undefined) problems.push(`kalint.targets: no daemon "${id}"`);
    else
      problems.push(
        `kalint.targets.${id}: no version ${JSON.stringify(target)}; known are ${known.join(", ")}`,
      );
  }
  const rules: Record<string, Severity | "off"> = {};
  for (const [name, severity] of Object.entries(record(source.rules))) {
    if (isSeverity(severity)) rules[name] = severity;
    else
      problems.push(`kalint.rules.${name}: ${JSON.stringify(severity)} is none of ${severities.join(", ")}`);
  }
  const { docsUrl, locale } = source;
  const { configId } = record(source.keepalived);
  const isUnset = configId === undefined || configId === null || configId === "";
  const idProblem = isUnset ? undefined : configIdProblem(configId);
  if (idProblem !== undefined) problems.push(`kalint.keepalived.configId: ${idProblem}`);
  const id = isUnset || idProblem !== undefined || typeof configId !== "string" ? {} : { configId };
  const language = locales.find((known) => known === locale);
  if (language === undefined && locale !== undefined && locale !== null && locale !== "")
    problems.push(`kalint.locale: ${JSON.stringify(locale)} is none of ${locales.join(", ")}`);
  const spoken = language === undefined ? {} : { locale: language };
  const link = typeof docsUrl === "string" && /^https?:\/\//.test(docsUrl) ? { docsUrl } : {};
  const shown: { inlayHints?: boolean; codeLens?: boolean } = {};
  for (const name of ["inlayHints", "codeLens"] as const) {
    const { enabled } = record(source[name]);
    if (typeof enabled === "boolean") shown[name] = enabled;
    else if (enabled !== undefined && enabled !== null)
      problems.push(`kalint.${name}.enabled: ${JSON.stringify(enabled)} is neither true nor false`);
  }
  const { align } = record(source.format);
  const layout = typeof align === "boolean" ? { align } : {};
  if (align !== undefined && align !== null && typeof align !== "boolean")
    problems.push(`kalint.format.align: ${JSON.stringify(align)} is neither true nor false`);
  return { settings: { targets, rules, ...id, ...spoken, ...link, ...shown, ...layout }, problems };
}

/** A project's own file counts before the editor's settings, so that the editor and the command agree. */
export function withSettings(config: Config, settings: Settings): Config {
  return {
    ...config,
    targets: { ...settings.targets, ...config.targets },
    rules: { ...settings.rules, ...config.rules },
    ...(settings.configId === undefined ? {} : { keepalived: { configId: settings.configId } }),
    ...(config.keepalived === undefined ? {} : { keepalived: config.keepalived }),
    ...(settings.align === undefined ? {} : { format: { align: settings.align } }),
    ...(config.format === undefined ? {} : { format: config.format }),
  };
}

function isSeverity(value: unknown): value is Severity | "off" {
  return typeof value === "string" && severities.includes(value);
}
