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
  const text = "user nobody;\nevents {\n    worker_connections 512;\n}\n\nhttp {\n    gzip on;\n}\n";
  const snapshot = snapshotOf([{ path: "/n/nginx.conf", text, dialect: "nginx" }]);
  const file = snapshot.files.get("/n/nginx.conf");
  expect(file && effectiveConfigurationAt(snapshot, file, 3, "en")).toBeUndefined();
  expect(file && effectiveConfigurationAt(snapshot, file, text.indexOf("\nhttp"), "en")).toBeUndefined();
});

it("shows the error log of the top level as what counts in the blocks inside, until one names its own", () => {
  const text =
    "error_log logs/all;\nhttp {\n    gzip on;\n    server {\n        error_log logs/one;\n    }\n}\n";
  const snapshot = snapshotOf([{ path: "/n/nginx.conf", text, dialect: "nginx" }]);
  const file = snapshot.files.get("/n/nginx.conf");
  const at = (marker: string) =>
    file && effectiveConfigurationAt(snapshot, file, text.indexOf(marker), "en")?.text;
  expect(at("gzip")).toContain("    # from the top level\n    error_log logs/all; # nginx.conf:1\n");
  expect(at("logs/one")).toContain(
    "    error_log logs/one; # nginx.conf:5\n    # hides `error_log logs/all;`, nginx.conf:1\n",
  );
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
