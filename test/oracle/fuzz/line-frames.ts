/** Files in which one line decides what HAProxy says: all that it may name is there, and all else is accepted. */
import { pem } from "../../support/haproxy-sandbox.ts";
import { folder } from "./line-values.ts";

/** The files that lines name, by their path. */
export function lineFiles(): Record<string, string> {
  const ticket = `${Buffer.from("0123456789abcdef".repeat(3)).toString("base64")}\n`;
  return {
    [`${folder}/list`]: "10.0.0.1 a\n",
    [`${folder}/cases`]: "content-type Content-Type\n",
    [`${folder}/a.lua`]: "core.Info('x')\n",
    [`${folder}/error.http`]: "HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n",
    [`${folder}/cert.pem`]: pem(),
    [`${folder}/ca.pem`]: pem(),
    [`${folder}/crt-list`]: `${folder}/cert.pem\n`,
    [`${folder}/tickets`]: ticket.repeat(3),
    [`${folder}/spoe.conf`]: spoe,
  };
}

const spoe = `[word]
spoe-agent agent
messages one
option var-prefix x
timeout hello 1s
timeout idle 1s
timeout processing 1s
use-backend bk
spoe-message one
args src
event on-frontend-http-request
`;

const times = "timeout connect 1s\ntimeout client 1s\ntimeout server 1s";
const table = "stick-table type ip size 10 store gpc0,gpc1,gpt0,conn_rate(10s),http_req_rate(10s)";

const rest = (release: string) => `defaults d0
mode http
${times}
defaults
mode http
${times}
cache ca
total-max-size 4
userlist u1
user ann insecure-password x
group g1 users ann
resolvers rs
nameserver n1 127.0.0.1:53
mailers m1
mailer x 127.0.0.1:25
peers p1
peer here 127.0.0.1:10000
http-errors he
errorfile 404 ${folder}/error.http
ring ring1
size 32768
fcgi-app fa
docroot ${folder}
backend st
${table}
backend bk
${table}
server s0 127.0.0.1:8080 check
${release === "3.2" ? `log-profile lp1\non any drop\nacme a1\ndirectory https://127.0.0.1/directory\n` : ""}`;

const web = "frontend web\nbind 127.0.0.1:8888\ndefault_backend bk\n";

const head = "global\nexpose-experimental-directives\n";

type Frame = (line: string, release: string) => string;

/** The file around a line of the scope; a scope that is not named here has no lines of its own. */
export const frames: Readonly<Record<string, Frame>> = {
  // A header's mistake is forgotten where nothing stands below it.
  file: (line, release) =>
    `${head}${rest(release)}${web}${line}\n${/^(?:frontend|listen|backend)/.test(line) ? "mode http\n" : ""}`,
  global: (line, release) => `${head}localpeer here\n${line}\n${rest(release)}${web}`,
  defaults: (line, release) =>
    `${head}${rest(release)}${web}defaults\nmode http\n${times}\n${line}\nfrontend own\nbind 127.0.0.1:8889\nbackend ownapp\nserver s0 127.0.0.1:1\n`,
  "defaults(named)": (line, release) => {
    const user = line.startsWith("tcp-response")
      ? "backend own from named"
      : "frontend own from named\nbind 127.0.0.1:8889";
    return `${head}${rest(release)}${web}defaults named\nmode http\n${times}\n${line}\n${user}\n`;
  },
  frontend: (line, release) =>
    `${head}${rest(release)}${web}frontend own\nbind 127.0.0.1:8889\n${capturing(line)}${line}\n`,
  listen: (line, release) =>
    `${head}${rest(release)}${web}listen both\nbind 127.0.0.1:8889\nserver s0 127.0.0.1:1\n${capturing(line)}${line}\n`,
  backend: (line, release) => `${head}${rest(release)}${web}backend own\nserver s0 127.0.0.1:1\n${line}\n`,
  peers: (line, release) => `${head}${rest(release)}${web}peers own\n${line}\n`,
  resolvers: (line, release) => `${head}${rest(release)}${web}resolvers own\n${line}\n`,
  mailers: (line, release) => `${head}${rest(release)}${web}mailers own\n${line}\n`,
  userlist: (line, release) => `${head}${rest(release)}${web}userlist own\n${line}\n`,
  program: (line, release) =>
    `${head}master-worker\n${release === "3.2" ? "expose-deprecated-directives\n" : ""}${rest(release)}${web}program own\n${line.startsWith("command") ? "" : "command /bin/true\n"}${line}\n`,
  cache: (line, release) =>
    `${head}${rest(release)}${web}cache own\n${line.startsWith("total-max-size") ? "" : "total-max-size 4\n"}${line}\n`,
  ring: (line, release) => `${head}${rest(release)}${web}ring own\n${line}\n`,
  "log-forward": (line, release) =>
    `${head}${rest(release)}${web}log-forward own\ndgram-bind 127.0.0.1:8890\n${line}\n`,
  "log-profile": (line, release) => `${head}${rest(release)}${web}log-profile own\n${line}\n`,
  "http-errors": (line, release) => `${head}${rest(release)}${web}http-errors own\n${line}\n`,
  "fcgi-app": (line, release) =>
    `${head}${rest(release)}${web}fcgi-app own\n${line.startsWith("docroot") ? "" : `docroot ${folder}\n`}${line}\n`,
  "crt-store": (line, release) => `${head}${rest(release)}${web}crt-store own\n${line}\n`,
  traces: (line, release) => `${head}${rest(release)}${web}traces\n${line}\n`,
  acme: (line, release) =>
    `${head}${rest(release)}${web}acme own\n${line.startsWith("directory") ? "" : "directory https://127.0.0.1/d\n"}${line}\n`,
  namespace_list: (line, release) => `${head}${rest(release)}${web}namespace_list\n${line}\n`,
};

/** A capture by number needs one that is declared. */
function capturing(line: string): string {
  return / id \S/.test(line) ? "declare capture request len 20\ndeclare capture response len 20\n" : "";
}
