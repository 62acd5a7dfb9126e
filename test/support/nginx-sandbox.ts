/** What nginx needs of a sandbox (sandbox.ts), and how its check run is read. It stops at the first mistake. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import type { Sandbox, SandboxedDaemon, SandboxVerdict } from "./sandbox.ts";

const configFile = "/etc/nginx/nginx.conf";

export const nginxSandbox: SandboxedDaemon = {
  program: "nginx",
  configFile,
  check: (text) => ["-t", "-c", configFile, "-g", `'${modulesOf(text)}'`],
  version: "-v",
  provide,
  repair,
  verdict,
};

/** Debian builds `stream` and `mail` as modules of their own; a text may load them itself. */
function modulesOf(text: string): string {
  return ["stream", "mail"]
    .filter((name) => !text.includes(`ngx_${name}_module.so`))
    .map((name) => `load_module modules/ngx_${name}_module.so;`)
    .join(" ");
}

/** Files by name that a text includes; those that come with nginx are there already. */
export function includedFiles(text: string): string[] {
  const names = [...text.matchAll(/\binclude\s+["']?([^\s;"'$*?[{]+)["']?\s*;/g)].map(
    ([, name = ""]) => name,
  );
  return [...new Set(names)].map((name) => path.posix.resolve("/etc/nginx", name));
}

async function provide(text: string, sandbox: Sandbox): Promise<void> {
  for (const folder of ["conf.d", "sites-enabled", "modules-enabled"]) sandbox.empty(`/etc/nginx/${folder}`);
  for (const file of includedFiles(text)) sandbox.file(file, "");
  for (const [, name = ""] of text.matchAll(/\bssl_(?:\w+_)?certificate(?:_key)?\s+["']?([^\s;"'$]+)/g))
    sandbox.file(path.posix.resolve("/etc/nginx", name), pem());
  for (const [, user = ""] of text.matchAll(/^\s*user\s+["']?([\w.-]+)/gm)) sandbox.user(user);
  for (const [, folder = ""] of text.matchAll(/["'\s:](\/[^\s;"'$]*)\/[^\s;"'$/]*/g))
    if (/\/(?:logs?|run|cache)\b/.test(folder)) sandbox.file(`${folder}/.made`, "");
  for (const folder of [
    "/var/log/nginx",
    "/var/lib/nginx",
    "/run",
    "/usr/share/nginx/logs",
    "/etc/nginx/logs",
  ])
    sandbox.file(`${folder}/.made`, "");
}

/** What nginx says that it misses; it names one thing a run. */
async function repair(output: string, sandbox: Sandbox): Promise<void> {
  const [, message = ""] = /\[emerg\] (?:\d+#\d+: )?(.*)/.exec(output) ?? [];
  const host = /host not found in [^"]*"(?:\w+:\/\/|syslog:server=)?([^"/:,]+)/.exec(message)?.[1];
  if (host !== undefined) sandbox.host(host);
  const user = /get(?:pw|gr)nam\("([^"]+)"\) failed/.exec(message)?.[1];
  if (user !== undefined) sandbox.user(user);
  const certificate =
    /(?:cannot load certificate(?: key)?|SSL_\w+\(|failed to load certificate) ?"([^"]+)"/.exec(message)?.[1];
  if (certificate !== undefined) sandbox.file(certificate, pem());
  const folder = /(?:mkdir|bind)\(\) (?:to unix:|")([^\s"]+)"? failed \(2/.exec(message)?.[1];
  if (folder !== undefined) sandbox.file(path.posix.join(path.posix.dirname(folder), ".made"), "");
  const file = /open\(\) "([^"]+)" failed \(2:/.exec(message)?.[1];
  if (file !== undefined) {
    if (/\.(?:pem|crt|cer|key)$/.test(file)) sandbox.file(file, pem());
    else if (!file.endsWith("/")) sandbox.file(file, "");
  }
}

let made: string | undefined;

/** A certificate and its key, made once. */
export function pem(): string {
  if (made !== undefined) return made;
  const words = "req -x509 -newkey rsa:2048 -nodes -keyout - -out - -days 3650 -subj /CN=localhost";
  made = spawnSync("openssl", words.split(" "), { encoding: "utf8" }).stdout;
  return made;
}

/** Complaints about the machine and about how this nginx was built, or which of its modules are loaded. */
const aboutTheHost =
  /host not found|dlopen\(\)|is not binary compatible|get(?:pw|gr)nam|cannot load certificate|BIO_new_file|\b(?:open|mkdir|bind|stat|socket|opendir|chown|chmod|setsockopt|listen|mmap|shmget|readlink|realpath)\(\) |SSL_(?:CTX_)?(?:load|use)\w*\(|PEM_|X509|GeoIP|MMDB|kTLS|SSL_CONF|engine|failed \(\d+: |no such engine|unknown directive "(?:image_filter|perl|xslt|xml_|geoip)|unknown "geoip/;

function verdict(output: string, code: number): SandboxVerdict {
  const crashed = code > 100 || Number.isNaN(code);
  const [, emerg = ""] = /\[emerg\] (?:\d+#\d+: )?(.*)/.exec(output) ?? [];
  if (code === 0 || crashed) return { rejects: false, says: [], host: [], crashed };
  const [, message = emerg, line] = /^(.*) in \/etc\/nginx\/nginx\.conf:(\d+)$/.exec(emerg) ?? [];
  if (aboutTheHost.test(message)) return { rejects: undefined, says: [], host: [message], crashed };
  const says = [{ line: line === undefined ? undefined : Number(line), message }];
  return { rejects: true, says, host: [], crashed };
}
