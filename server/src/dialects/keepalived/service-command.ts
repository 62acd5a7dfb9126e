/**
 * What a command does to a service, as far as its words prove it: stops it, fails without it, may start it. Names are
 * compared as they are written: whether a unit `mysql` runs a process `mysqld` is not asked.
 */
import { shellScript, shellSyntax, splitCommand } from "./command-line.ts";
import { alwaysSucceeds, type ShellCommand, shellCommands } from "./shell-commands.ts";

export interface NamedService {
  readonly name: string;
  /** Nothing on the host may prove it wrong: who kills a process does not keep it from being started again. */
  readonly firm: boolean;
}

/** The services that are stopped when the command has run. */
export function stoppedServices(command: string): readonly NamedService[] {
  const commands = commandsIn(command);
  if (commands === undefined) return [];
  const stopping = commands
    .filter(({ certain }) => certain)
    .map(({ words }) => effectOf(words))
    .filter(({ does }) => does === "stops");
  if (stopping.length === 0) return [];
  const started = startedServices(command);
  return stopping.flatMap(named).filter(({ name }) => !mayStart(started, name));
}

/** The services without which a check fails. */
export function requiredServices(command: string): readonly NamedService[] {
  const commands = commandsIn(command) ?? [];
  const required: NamedService[] = [];
  if (commands[0]?.certain !== true) return [];
  for (const [i, { words, operator }] of commands.entries()) {
    if (commands[i - 1]?.operator === "||") return operator === "" && isFailure(words) ? required : [];
    if (operator !== "" && operator !== "&&" && operator !== "||") return [];
    const effect = effectOf(words);
    if (effect.does === "asks") required.push(...named(effect));
    else if (!(words.join(" ") === "exit 0" && operator !== "&&") && !alwaysSucceeds(words[0] ?? ""))
      return [];
  }
  return required;
}

/** The services that a command may start: `any` where its words do not prove that it starts none but the named ones. */
export function startedServices(command: string): readonly string[] | "any" {
  const effects = commandsIn(command)?.map(({ words }) => effectOf(words));
  if (effects === undefined || effects.some(({ does }) => does === "anything")) return "any";
  return effects.flatMap(({ does, services }) => (does === "starts" ? services : []));
}

export function mayStart(started: readonly string[] | "any", service: string): boolean {
  return started === "any" || started.includes(service);
}

/** True of a command that is one simple command: there is nothing else in it that would be missed. */
export function isOneCommand(command: string): boolean {
  return commandsIn(command)?.length === 1;
}

function named({ services, firm }: Effect): readonly NamedService[] {
  return services.map((name) => ({ name, firm }));
}

function isFailure([program, status]: readonly string[]): boolean {
  return program === "false" || (program === "exit" && /^[1-9]\d*$/.test(status ?? ""));
}

/** The commands that keepalived runs: one, or those of the text that it gives a shell. */
function commandsIn(command: string): readonly ShellCommand[] | undefined {
  const parts = splitCommand(command);
  const script = shellScript(parts);
  if (script !== undefined) return shellCommands(script);
  const words = parts.map(({ text }) => text);
  return [{ words, certain: shellSyntax(parts) === undefined, operator: "" }];
}

interface Effect {
  readonly does: "stops" | "starts" | "asks" | "nothing" | "anything";
  readonly services: readonly string[];
  /** As of a named service. */
  readonly firm: boolean;
}

const nothing: Effect = { does: "nothing", services: [], firm: true };
const anything: Effect = { does: "anything", services: [], firm: false };

/** Programs that start no service. */
const harmless = new Set(
  "[ : arping cat chmod chown conntrack cp curl cut date dig echo exit false grep host ip ip6tables iptables kill logger mail mailx mkdir mv mysqladmin nc ncat nft nslookup pg_isready ping ping6 printf redis-cli rm sed sendmail sleep ss stat sync sysctl tee test touch true wall wc wget".split(
    " ",
  ),
);

function effectOf(words: readonly string[]): Effect {
  const [path, ...args] = withoutWrappers(words);
  if (path === undefined) return anything;
  const program = nameOf(path);
  const script = /^\/etc\/(?:rc\.d\/)?init\.d\/([^/]+)$/.exec(path)?.[1];
  if (script !== undefined) return initScript(script, args[0]);
  if (program === "systemctl") return systemctl(args);
  if (program === "service" || program === "invoke-rc.d") return initScript(args[0], args[1]);
  if (program === "rc-service") return rcService(args);
  if (program === "killall") return killing(args, /^(?:-[qwve]+|--(?:quiet|wait|verbose|exact))$/, true);
  if (program === "pkill") return killing(args, /^(?:-[xfe]+|--(?:exact|full|echo))$/, isExact(args));
  if (program === "pgrep") return pgrep(args);
  if (program === "pidof") return asks(operandsOf(args, /^-[sxq]+$/), true);
  if (program === "ps") return ps(args);
  if (harmless.has(program)) return nothing;
  const signal = args.length === 2 && args[0] === "-s" ? args[1] : undefined;
  if (signal === "stop" || signal === "quit") return stops([program], false);
  return signal === "reload" || signal === "reopen" ? nothing : anything;
}

function stops(services: readonly string[], firm: boolean): Effect {
  return services.length > 0 && services.every(isLiteral) ? { does: "stops", services, firm } : nothing;
}

function starts(services: readonly string[]): Effect {
  return services.length > 0 && services.every(isLiteral)
    ? { does: "starts", services, firm: false }
    : anything;
}

/** A question about one service: of several names the programs want one, or all, as they please. */
function asks(services: readonly string[] | undefined, firm: boolean): Effect {
  const [service, ...others] = services?.map(nameOf) ?? [];
  if (service === undefined || others.length > 0 || !isLiteral(service)) return nothing;
  return { does: "asks", services: [service], firm };
}

/** Options that leave it at the unit, on this host. */
const plainOptions =
  /^(?:-q|--quiet|-f|--force|--now|--no-block|--no-pager|--no-ask-password|--no-wall|--system)$/;

function systemctl(args: readonly string[]): Effect {
  const [verb = "", ...units] = operandsOf(args, plainOptions) ?? [];
  const services = units.map((unit) => unit.replace(/\.service$/, ""));
  const isNow = args.includes("--now");
  // What hangs on a target, a socket or a timer is not written here.
  const isOther = services.some((name) => /\.(?:target|socket|timer|path|slice|mount|scope)$/.test(name));
  if (/^(?:is-active|status)$/.test(verb)) return isOther ? nothing : asks(services, true);
  if (/^(?:is-enabled|is-failed|show|daemon-reload|reset-failed|reload)$/.test(verb)) return nothing;
  if (isOther) return anything;
  if (verb === "stop" || (isNow && /^(?:disable|mask)$/.test(verb))) return stops(services, true);
  // A unit that is killed may be one that is started again.
  if (verb === "kill") return stops(services, false);
  if (/^(?:disable|mask)$/.test(verb) || (verb === "enable" && !isNow)) return nothing;
  return /^(?:enable|start|(?:try-)?restart|(?:try-)?reload-or-restart|condrestart)$/.test(verb)
    ? starts(services)
    : anything;
}

function initScript(service = "", verb = ""): Effect {
  if (verb === "stop") return stops([service], true);
  // What a script of its own answers is its own business.
  if (verb === "status") return asks([service], false);
  return /^(?:(?:force-)?(?:re)?start|(?:force-)?reload|condrestart|try-restart)$/.test(verb)
    ? starts([service])
    : anything;
}

function rcService(args: readonly string[]): Effect {
  const [service, verb] = operandsOf(args, /^(?:-[qi]|--(?:quiet|ifexists|ifstarted))$/) ?? [];
  return initScript(service, verb);
}

/** Signals that processes end at. */
const ending = /^(?:SIG)?(?:TERM|KILL|QUIT|INT|ABRT|15|9|3|2|6)$/i;

/** `killall` and `pkill`: signal 0 only asks whether there is such a process. */
function killing(args: readonly string[], flags: RegExp, exact: boolean): Effect {
  let signal = "TERM";
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const given = /^(?:-(\d+|(?:SIG)?[A-Z]{2,}\d?)|--signal=(\w+))$/.exec(arg);
    if (given !== null) signal = given[1] ?? given[2] ?? "";
    else if (arg === "-s" || arg === "--signal") signal = args[++i] ?? "";
    else rest.push(arg);
  }
  const names = operandsOf(rest, flags)?.map((name) => nameOf(withoutAnchors(name)));
  if (names === undefined) return nothing;
  // What is looked for in whole command lines is found in that of the shell too that looks for it.
  if (signal === "0")
    return rest.some((flag) => /^-[xe]*f|^--full$/.test(flag)) ? nothing : asks(names, exact);
  return ending.test(signal) ? stops(names, false) : nothing;
}

function pgrep(args: readonly string[]): Effect {
  const operands = operandsOf(args, /^(?:-[xlacon]+|--exact|--count|--list-name|--list-full)$/);
  return asks(operands?.map(withoutAnchors), isExact(args));
}

/** True where `pgrep` or `pkill` wants the whole name: any part of it is enough else. */
function isExact(args: readonly string[]): boolean {
  return args.some((arg) => /^(?:-[a-wyz]*x[a-z]*|--exact|\^.*\$)$/.test(arg));
}

/** `ps -C NAME`; how it prints what it finds is all the same. */
function ps(args: readonly string[]): Effect {
  const at = args.indexOf("-C");
  const others = at < 0 ? [] : args.toSpliced(at, 2);
  return at >= 0 && others.every((arg) => /^-o$|^--no-headers?$|=$/.test(arg))
    ? asks(args.slice(at + 1, at + 2), true)
    : nothing;
}

/** What stands beside the flags; `undefined` where an option is none of them. */
function operandsOf(args: readonly string[], flags: RegExp): readonly string[] | undefined {
  const operands = args.filter((arg) => !arg.startsWith("-"));
  return args.every((arg) => !arg.startsWith("-") || flags.test(arg)) ? operands : undefined;
}

function withoutAnchors(pattern: string): string {
  return pattern.replace(/^\^(.*)\$$/, "$1");
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function isLiteral(name: string): boolean {
  return /^\w[\w@.+:-]*$/.test(name);
}

/** The command itself, where a program is told to run it; nothing where that is told more. */
function withoutWrappers(words: readonly string[]): readonly string[] {
  const [path = "", first = "", ...rest] = words;
  const program = nameOf(path);
  if (program === "exec" || program === "nohup") return withoutWrappers(words.slice(1));
  if (program === "sudo")
    return first === "-n"
      ? withoutWrappers(rest)
      : first.startsWith("-")
        ? []
        : withoutWrappers(words.slice(1));
  if (program === "timeout") return /^\d+(?:\.\d+)?[smhd]?$/.test(first) ? withoutWrappers(rest) : [];
  return words;
}
