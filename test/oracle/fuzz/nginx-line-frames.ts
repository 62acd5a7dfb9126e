/** Files in which one statement decides what nginx says: all that it may name is there, and all else is accepted. */
import { pem } from "../../support/nginx-sandbox.ts";
import { folder } from "./nginx-line-values.ts";

/** The files that lines name, by their path. */
export function nginxLineFiles(): Record<string, string> {
  return {
    [`${folder}/cert.pem`]: pem(),
    [`${folder}/empty.conf`]: "",
    [`${folder}/passwords`]: "word\n",
    [`${folder}/ticket`]: "x".repeat(48),
  };
}

const zones =
  "log_format lf $remote_addr; limit_req_zone $remote_addr zone=rz:1m rate=1r/s; " +
  `limit_conn_zone $remote_addr zone=cz:1m; proxy_cache_path ${folder}/cache keys_zone=cache:1m; ` +
  "upstream up { server 127.0.0.1:81; }";
const web = "server { listen 127.0.0.1:8081; }";
const key = `ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/cert.pem;`;

const http = (inside: string) => `events { }\nhttp {\n${zones}\n${inside}\n}\n`;
const server = (inside: string, listen = "listen 127.0.0.1:8082;") =>
  http(`server {\n${listen}\n${key}\nlocation @named { }\n${inside}\n}`);
const location = (inside: string) => server(`location / {\n${inside}\n}`);

const streamHead =
  "log_format lf $remote_addr; limit_conn_zone $remote_addr zone=cz:1m; upstream up { server 127.0.0.1:81; }";
const stream = (inside: string) => `events { }\nstream {\n${streamHead}\n${inside}\n}\n`;
const streamWeb = "server { listen 127.0.0.1:8083; proxy_pass up; }";
const mail = (inside: string) => `events { }\nmail {\n${inside}\n}\n`;
const auth = "auth_http 127.0.0.1:9000/x;";

/** The file around a statement of the scope. A certificate, an address, a protocol that it gives itself is left out. */
export const nginxFrames: Readonly<Record<string, (line: string) => string>> = {
  main: (line) => `${line}\n${/^events\b/.test(line) ? "" : "events { }\n"}`,
  events: (line) => `events {\n${line}\n}\n`,
  http: (line) => http(`${line}\n${web}`),
  server: (line) => {
    const listen = /^listen\b/.test(line) ? "" : "listen 127.0.0.1:8082;";
    const certificate = /^ssl_certificate(?:_key)?\b/.test(line) ? "" : key;
    return http(`server {\n${listen}\n${certificate}\nlocation @named { }\n${line}\n}`);
  },
  location,
  "if-in-server": (line) => server(`if ($host) {\n${line}\n}`),
  "if-in-location": (line) => location(`if ($host) {\n${line}\n}`),
  limit_except: (line) => location(`limit_except GET {\n${line}\n}`),
  upstream: (line) => http(`upstream own {\nserver 127.0.0.1:84;\n${line}\n}`),
  map: (line) => http(`map $remote_addr $own {\n${line}\n}`),
  geo: (line) => http(`geo $own {\n${line}\n}`),
  types: (line) => http(`types {\n${line}\n}`),
  split_clients: (line) => http(`split_clients $remote_addr $own {\n${line}\n}`),
  charset_map: (line) => http(`charset_map a b {\n${line}\n}`),
  stream: (line) => stream(`${line}\n${streamWeb}`),
  "stream-server": (line) => {
    const listen = /^listen\b/.test(line) ? "" : "listen 127.0.0.1:8084;";
    const certificate = /^ssl_certificate(?:_key)?\b/.test(line) ? "" : key;
    const pass = /^(?:proxy_pass|pass|return)\b/.test(line) ? "" : "proxy_pass up;";
    return stream(`server {\n${listen}\n${certificate}\n${pass}\n${line}\n}`);
  },
  "stream-upstream": (line) => stream(`upstream own {\nserver 127.0.0.1:84;\n${line}\n}`),
  mail: (line) =>
    mail(
      `${/^auth_http\b/.test(line) ? "" : auth}\n${line}\nserver { listen 127.0.0.1:8086; protocol imap; }`,
    ),
  "mail-server": (line) => {
    const listen = /^listen\b/.test(line) ? "" : "listen 127.0.0.1:8087;";
    const protocol = /^protocol\b/.test(line) ? "" : "protocol imap;";
    const certificate = /^ssl_certificate(?:_key)?\b/.test(line) ? "" : key;
    return mail(
      `server {\n${/^auth_http\b/.test(line) ? "" : auth}\n${listen}\n${protocol}\n${certificate}\n${line}\n}`,
    );
  },
};
