/** What HAProxy needs of a sandbox (sandbox.ts), and how its check run is read. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import type { Complaint, Sandbox, SandboxedDaemon, SandboxVerdict } from "./sandbox.ts";

const configFile = "/etc/haproxy/haproxy.cfg";

export const haproxySandbox: SandboxedDaemon = {
  program: "haproxy",
  configFile,
  check: () => ["-c", "-f", configFile],
  version: "-v",
  environment,
  provide: async () => {},
  repair,
  verdict,
};

/** A value that fits the name of a variable, the first that does. */
const values: readonly (readonly [RegExp, string])[] = [
  [/PORT/i, "8080"],
  [/TIMEOUT|INTER|DELAY|EXPIRE|PERIOD|TTL/i, "5s"],
  [/CONN|LIMIT|COUNT|SIZE|MAX|NUM|THREAD|RATE|WEIGHT|RISE|FALL/i, "10"],
  [/ADDR|IP|HOST|SERVER|NAME|DOMAIN|UPSTREAM|BACKEND|NODE|RESOLVER|DNS|LOG/i, "127.0.0.1"],
  [/LEVEL/i, "info"],
  [/PATH|UR[IL]/i, "/"],
  [/FILE|CERT|PEM|CRT/i, "/etc/haproxy/made-up.pem"],
  [/MODE/i, "http"],
  [/BALANCE|ALGO/i, "roundrobin"],
  [/^/, "x"],
];

/** Variables that HAProxy sets itself. */
const itsOwn = /^HAPROXY_(?:BRANCH|CFGFILES|CLI|HTTP|LOCALPEER|MASTER|MWORKER|SERVER|STARTUP|TCP|VERSION)/;

/** Variables that the text uses and does not set itself. */
function environment(text: string): ReadonlyMap<string, string> {
  const own = new Set([...text.matchAll(/^\s*(?:pre)?setenv\s+(\w+)/gm)].map(([, name]) => name));
  const used = [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = ""]) => name);
  return new Map(
    used
      .filter((name) => !own.has(name) && !itsOwn.test(name))
      .map((name) => [name, values.find(([look]) => look.test(name))?.[1] ?? "x"]),
  );
}

/** What HAProxy says that it misses; it names every mistake of its first pass in one run. */
async function repair(output: string, sandbox: Sandbox): Promise<void> {
  for (const [, name = ""] of output.matchAll(
    /(?:cannot find (?:user|group) id for|unknown (?:user|group) name) '([^'\n]+)'/g,
  ))
    sandbox.user(name);
  for (const [, name = ""] of output.matchAll(
    /(?:could not resolve address|invalid address:) '(?:[\w+]+@)?([^':\n]+)/g,
  ))
    sandbox.host(name);
  for (const [message, name = ""] of output.matchAll(missingFile)) {
    const file = path.posix.resolve("/", name);
    if (/certificate|ca.file|CRL/i.test(message)) {
      if (name.endsWith("/")) sandbox.file(`${file}/made-up.pem`, pem());
      else sandbox.file(file, pem());
    } else if (message.startsWith("errorfile")) sandbox.file(file, errorFile);
    else if (message.includes("crt-list")) {
      sandbox.file("/etc/haproxy/made-up.pem", pem());
      sandbox.file(file, "/etc/haproxy/made-up.pem\n");
    } else sandbox.file(file, "");
  }
}

const missingFile =
  /(?:unable to stat SSL certificate from file|unable to (?:load|read|open)[^\n<']*?|(?:failed to|error|cannot|Couldn't|unable to) open(?:ing)?(?: the)?(?: pattern)? (?:ca-)?file|error in Lua file) ['<](\/?[^'>:\n]+)/g;

const errorFile = "HTTP/1.0 503 Service Unavailable\r\nConnection: close\r\n\r\nx\n";

let made: string | undefined;

/** A certificate and its key, made once. */
export function pem(): string {
  if (made !== undefined) return made;
  const words = "req -x509 -newkey rsa:2048 -nodes -keyout - -out - -days 3650 -subj /CN=localhost";
  made = spawnSync("openssl", words.split(" "), { encoding: "utf8" }).stdout;
  return made;
}

/** Complaints about the machine that is made up, not about the text; a build without Lua is another machine. */
const aboutTheHost =
  /could not resolve address|Failed to initialize server\(s\) addr|invalid address: '[^']+' in|cannot find (?:user|group) id|unknown (?:user|group)|unknown provider|unable to allocate ssl context|is not a directory|Not a directory|unable to (?:stat|load|read|open)|[Ll]ua (?:runtime|file|init|parser)|(?<!tune\.)\blua\.|not (?:built|compiled)|support (?:is )?(?:not|missing)|recompile|USE_[A-Z]+|FD limit|ulimit|namespace|private key|(?:failed to|error|cannot|Couldn't) open(?:ing)?|cannot be read|cannot use file descriptor|cannot create the file|does not support the QUIC|No such file|expects a directory path|parse-resolv-conf|than threads \(\d/;

/** What is said at the end of a run that failed. */
const summary = /^(?:\[\S+\] : )?(?:Fatal errors found|Error\(s\) found|error encountered while processing)/;

/** Code 2: nothing is wrong, and nothing listens. Only an alert refuses, and one that says it goes on does not. */
function verdict(output: string, code: number): SandboxVerdict {
  const says = new Map<string, Complaint>();
  const host: string[] = [];
  for (const [, alert = ""] of output.matchAll(
    /^\[ALERT\]\s*\(\d+\)\s*:\s*(?:config : ?)?([^\n]*(?:\n(?!\[).*)*)/gm,
  )) {
    const message = alert.trim().replace(/^parsing \[[^\]]*\]\s*:\s*/, "");
    const line = /\[[^\]\s]*:(\d+)\]/.exec(alert)?.[1];
    if (summary.test(message) || /Continuing\.?$/.test(message)) continue;
    if (aboutTheHost.test(message)) host.push(message);
    else says.set(alert, { line: line === undefined ? undefined : Number(line), message });
  }
  const rejects = code === 1 && (says.size > 0 || host.length === 0);
  return { rejects, says: [...says.values()], host, crashed: code > 100 || Number.isNaN(code) };
}
