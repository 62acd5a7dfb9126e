/** What counts at a place of an nginx configuration, as the read-only document shows it. */
import { expect, it } from "vitest";
import { effectiveConfigurationAt } from "../../server/src/ide/nginx/effective-configuration.ts";
import { snapshotOf } from "../support/lint-text.ts";

const main = `events {}
http {
    client_max_body_size 10m;
    add_header X-Frame-Options DENY;
    include sites/*.conf;
}
`;
const site = `server {
    listen 443 ssl;
    server_name a.example.com www.example.com;
    root /srv/a;
    location /api {
        add_header X-Api "yes it is";
        proxy_pass http://127.0.0.1:8080;
        #here
    }
}
`;

function shown(marker: string) {
  const snapshot = snapshotOf([
    { path: "/etc/nginx/nginx.conf", text: main, dialect: "nginx" },
    { path: "/etc/nginx/sites/a.conf", text: site, dialect: "nginx" },
  ]);
  const file = [...snapshot.files.values()].find(({ text }) => text.includes(marker));
  return file && effectiveConfigurationAt(snapshot, file, file.text.indexOf(marker), "en");
}

it("shows where each directive comes from, from the outside in, and what a list hides", () => {
  expect(shown("#here")).toEqual({
    title: "server a.example.com :443 › location /api",
    text: `# server a.example.com :443 › location /api

location /api {
    # from \`http\`
    client_max_body_size 10m; # nginx.conf:3

    # from \`server a.example.com :443\`
    root /srv/a; # a.conf:4

    # here
    add_header X-Api "yes it is"; # a.conf:6
    proxy_pass http://127.0.0.1:8080; # a.conf:7
    # hides \`add_header X-Frame-Options DENY;\`, nginx.conf:4
}
`,
  });
});

it("shows nothing outside of every block", () => {
  expect(shown("events {}\nhttp")).toMatchObject({ title: "events" });
});

it("shows what counts at the top level of a file for the block that includes it", () => {
  expect(shown("server {\n    listen 443")).toMatchObject({ title: "server a.example.com :443" });
  const snapshot = snapshotOf([
    { path: "/n/nginx.conf", text: "http { server { root /srv; include part; } }\n", dialect: "nginx" },
    { path: "/n/part", text: "index index.php;\n", dialect: "nginx" },
  ]);
  const part = snapshot.files.get("/n/part");
  expect(part && effectiveConfigurationAt(snapshot, part, 3, "en")?.text).toContain(
    "root /srv; # nginx.conf:1",
  );
});
