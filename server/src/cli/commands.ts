/** The commands of `kalint` and their options: what is read from the command line, and what `--help` says. */
import { eventForms } from "../ha/event-forms.ts";
import type { Command, Option } from "./command.ts";

const dialectNames = "keepalived|nginx|haproxy";
const severityNames = "error|warning|info|hint";

export const commonOptions: readonly Option[] = [
  { name: "help", short: "h", help: "show this help" },
  { name: "version", short: "V", help: "show the version" },
];

const configOption: Option = {
  name: "config",
  value: "FILE",
  help: "use this kalint.json instead of the nearest one above PATH",
};

const dialectOption: Option = {
  name: "dialect",
  value: dialectNames,
  help: "read the named files as this, whatever their names and contents say",
};

const stdinOption: Option = {
  name: "stdin-filename",
  value: "PATH",
  help: "the name that standard input is treated as",
};

const languageOption: Option = {
  name: "lang",
  value: "en|zh-CN",
  help: "the language of findings and of what directives do (default: that of LC_ALL, LC_MESSAGES or LANG)",
};

const check: Command = {
  name: "check",
  operands: "[PATH…]",
  count: [0, Number.POSITIVE_INFINITY],
  summary: "look for mistakes in keepalived, nginx and HAProxy configuration",
  details:
    "A directory is searched. Without PATH it is the current directory; `-` is standard input.\n" +
    "Give the files of all nodes of a cluster together: much of what breaks a failover stands in two files.\n" +
    "Nothing is written unless --fix is given.\n" +
    "Exit code: 0 nothing at or above --fail-on; 1 findings; 2 the run itself failed.",
  options: [
    {
      name: "format",
      short: "f",
      value: "text|json|compact",
      help: "how findings are printed (default: text)",
    },
    {
      name: "target",
      short: "t",
      value: "DAEMON=VERSION",
      multiple: true,
      help: "check for this version, as in keepalived=2.2,haproxy=3.0 (default: the newest)",
    },
    {
      name: "rule",
      value: `NAME=off|${severityNames}`,
      multiple: true,
      help: "switch a rule off or change its severity",
    },
    { name: "only", value: "NAME", multiple: true, help: "run only this rule" },
    { name: "fix", help: "write the safe fixes into the files" },
    { name: "unsafe-fixes", help: "with --fix or --diff: also the fixes that somebody should look at" },
    { name: "diff", help: "print what --fix would change, and write nothing" },
    stdinOption,
    dialectOption,
    {
      name: "context",
      value: "BLOCK",
      help: "nginx: the block that a fragment is included into, as in http, server, location",
    },
    {
      name: "config-id",
      value: "ID",
      help: "keepalived: the id it is started with (-i): lines behind @ID are read, those of other ids are not",
    },
    configOption,
    {
      name: "fail-on",
      value: severityNames,
      help: "findings of this severity and above make the exit code 1 (default: error)",
    },
    { name: "max-warnings", value: "N", help: "more warnings than this make the exit code 1" },
    { name: "exit-zero", help: "exit code 0 also where there are findings" },
    { name: "quiet", short: "q", help: "print findings only: no summary, no progress" },
    languageOption,
    { name: "color", value: "auto|always|never", help: "colours (default: auto, on a terminal)" },
  ],
  load: async () => (await import("./commands/check.ts")).check,
};

export const commands: readonly [Command, ...Command[]] = [
  check,
  {
    name: "fmt",
    operands: "[PATH…]",
    count: [0, Number.POSITIVE_INFINITY],
    summary: "indent keepalived.conf and put one directive on a line; words and comments stay as they are",
    details:
      "A directory is searched. Without PATH it is the current directory; `-` is standard input, and the text goes to\n" +
      "standard output. Only blanks and line breaks change: keepalived reads the same before and after.\n" +
      "Exit code: 0 in shape now; 1 something is not (with --check); 2 a file can not be read, formatted or written.",
    options: [
      { name: "check", help: "write nothing, name the files that are not in shape" },
      { name: "diff", help: "print what would change, and write nothing" },
      { name: "align", help: "haproxy.cfg, nginx.conf: put the words of neighbouring lines into columns" },
      stdinOption,
      dialectOption,
      configOption,
    ],
    load: async () => (await import("./commands/fmt.ts")).fmt,
  },
  {
    name: "failover",
    operands: "[PATH…]",
    count: [0, Number.POSITIVE_INFINITY],
    summary:
      "show who holds each virtual address after each single fault, how long it takes, and why nothing moves",
    details:
      "A directory is searched. Without PATH it is the current directory. The files of all nodes are played together,\n" +
      "by the rules of the protocol: all nodes start and settle, one thing fails, and is repaired.\n" +
      `An event is one of these, with a time in seconds behind it; time 0 is when the cluster has settled:\n${eventForms.map((forms) => `  ${forms.join(", ")}`).join("\n")}\n` +
      "Exit code: 0 it was played, whatever happens in it; 2 the run itself failed.",
    options: [
      {
        name: "format",
        short: "f",
        value: "text|json|svg|mermaid",
        help: "a table, a document for programs, a picture, or the text of one (default: text)",
      },
      {
        name: "event",
        value: "EVENTS",
        multiple: true,
        help: 'play these instead: "script-fail ka1 chk_nginx at 10; node-down ka2 at 20"',
      },
      {
        name: "scenario",
        value: "FILE",
        help: "play a scenario: nodes with their configurations and what happens to them, as JSON",
      },
      {
        name: "target",
        short: "t",
        value: "keepalived=VERSION",
        multiple: true,
        help: "play this version (default: the newest)",
      },
      { name: "theme", value: "auto|light|dark", help: "colours of the picture (default: as the reader's)" },
      configOption,
      languageOption,
      { name: "color", value: "auto|always|never", help: "colours (default: auto, on a terminal)" },
    ],
    load: async () => (await import("./commands/failover.ts")).failover,
  },
  {
    name: "clusters",
    operands: "[PATH…]",
    count: [0, Number.POSITIVE_INFINITY],
    summary: "show which files were taken as nodes of one cluster, and why",
    details:
      "Below it stands which files are compared with no other, and how to say it otherwise.\n" +
      "Exit code: 0; 2 where a path or kalint.json can not be read.",
    options: [
      { name: "format", short: "f", value: "text|json", help: "how it is printed (default: text)" },
      configOption,
    ],
    load: async () => (await import("./commands/clusters.ts")).clusters,
  },
  {
    name: "explain",
    operands: "RULE|DIRECTIVE",
    count: [1, 1],
    summary: "show what a rule finds and what to write instead, or what a directive does",
    details:
      "RULE is a name or a code, as in failover-never-happens or CL110.\n" +
      "DIRECTIVE is a path, as in keepalived/vrrp_instance/nopreempt, or a name alone, as in nopreempt;\n" +
      "'$host' is a variable.",
    options: [languageOption],
    load: async () => (await import("./commands/explain.ts")).explain,
  },
  {
    name: "rules",
    operands: "",
    count: [0, 0],
    summary: "list all rules",
    options: [],
    load: async () => (await import("./commands/rules.ts")).rules,
  },
  {
    name: "init",
    operands: "",
    count: [0, 0],
    summary: "write a kalint.json to start from into the current directory",
    options: [],
    load: async () => (await import("./commands/init.ts")).init,
  },
  {
    name: "lsp",
    operands: "",
    count: [0, 0],
    summary: "start the language server",
    options: [{ name: "stdio", help: "speak over standard input and output (the only way, and required)" }],
    load: async () => (await import("./commands/lsp.ts")).lsp,
  },
];

/** The command that is meant where none is named. */
export const defaultCommand: Command = check;
