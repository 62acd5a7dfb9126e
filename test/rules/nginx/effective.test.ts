/** What counts in a block of nginx: which of the directives around it, and from where. */
import { describe, expect, it } from "vitest";
import { allBlocks, type Block } from "../../../server/src/rules/nginx/blocks.ts";
import { allEffective, effective } from "../../../server/src/rules/nginx/effective.ts";
import { snapshotOf, type TextFile } from "../../support/lint-text.ts";

/** The blocks of a main file and the files beside it, by the text of their openers. */
function blocks(text: string, ...others: readonly TextFile[]): ReadonlyMap<string, Block> {
  const path = "/etc/nginx/nginx.conf";
  const snapshot = snapshotOf([{ path, text, dialect: "nginx" }, ...others]);
  const file = snapshot.files.get(path);
  if (file === undefined) throw new Error("the main file is not there");
  return new Map(allBlocks(snapshot.unitOf(file), snapshot).map((block) => [spell(block), block] as const));
}

function spell({ opener }: Block): string {
  return opener?.directive.words.map((word) => word.value).join(" ") ?? "";
}

/** The arguments that count, one statement behind the other, and the block that has them. */
function counts(block: Block | undefined, name: string): string | undefined {
  const found = block === undefined ? undefined : effective(block, name);
  if (found === undefined) return undefined;
  const said = found.statements.map(({ directive }) => directive.words.map((w) => w.value).join(" "));
  return `${said.join("; ")} @ ${spell(found.block)}`;
}

describe("what counts in a block", () => {
  const text = `
events {}
http {
    client_max_body_size 10m;
    add_header X-Frame-Options DENY;
    add_header X-Http yes;
    keepalive_timeout 60s;
    allow 192.0.2.0/24;
    deny all;
    upstream app {
        server 192.0.2.1;
    }
    server {
        root /srv;
        try_files $uri =404;
        location / {
            client_max_body_size 1g;
            proxy_pass http://app;
            location /inner {
                add_header X-Own yes;
            }
            if ($args) {
                set $x 1;
            }
            limit_except GET {
                deny 198.51.100.1;
            }
        }
        location /files {
            alias /data;
        }
    }
}
`;
  const found = blocks(text);

  it("is what stands innermost", () => {
    expect(counts(found.get("location /"), "client_max_body_size")).toBe(
      "client_max_body_size 1g @ location /",
    );
    expect(counts(found.get("location /inner"), "client_max_body_size")).toBe(
      "client_max_body_size 1g @ location /",
    );
    expect(counts(found.get("location /files"), "client_max_body_size")).toBe(
      "client_max_body_size 10m @ http",
    );
  });

  it("takes a list over whole or not at all", () => {
    expect(counts(found.get("location /"), "add_header")).toBe(
      "add_header X-Frame-Options DENY; add_header X-Http yes @ http",
    );
    expect(counts(found.get("location /inner"), "add_header")).toBe("add_header X-Own yes @ location /inner");
  });

  it("counts directives that set one thing as one", () => {
    expect(counts(found.get("location /files"), "root")).toBe("alias /data @ location /files");
    expect(counts(found.get("limit_except GET"), "allow")).toBe("deny 198.51.100.1 @ limit_except GET");
    expect(counts(found.get("location /files"), "deny")).toBe("allow 192.0.2.0/24; deny all @ http");
  });

  it("hands on what answers a request to a condition only", () => {
    expect(counts(found.get("if $args"), "proxy_pass") ?? counts(found.get("if ($args)"), "proxy_pass")).toBe(
      "proxy_pass http://app @ location /",
    );
    expect(counts(found.get("location /inner"), "proxy_pass")).toBeUndefined();
  });

  it("leaves where it stands what is not inherited, and what is another module's", () => {
    expect(counts(found.get("location /"), "try_files")).toBeUndefined();
    expect(counts(found.get("upstream app"), "keepalive_timeout")).toBeUndefined();
  });

  it("lists everything once", () => {
    const inner = found.get("location /inner");
    const all = inner === undefined ? [] : [...allEffective(inner).keys()].sort();
    expect(all).toEqual(["add_header", "allow", "client_max_body_size", "deny", "keepalive_timeout", "root"]);
  });
});

describe("lists that say that they add up", () => {
  const server = (how: string) => `
events {}
http {
    add_header A 1;
    ${how}
    server {
        add_header B 2;
        location /x {
            add_header C 3;
        }
    }
}
`;

  it("add up from the outside in", () => {
    expect(counts(blocks(server("add_header_inherit merge;")).get("location /x"), "add_header")).toBe(
      "add_header A 1; add_header B 2; add_header C 3 @ location /x",
    );
  });

  it("are not taken over where that is off", () => {
    const text = server("").replace("add_header C 3;", "add_header_inherit off;");
    expect(counts(blocks(text).get("location /x"), "add_header")).toBeUndefined();
  });
});

describe("included files", () => {
  it("make blocks of their own in each place", () => {
    const text = `
events {}
http {
    server { listen 81; root /a; include part.conf; }
    server { listen 82; root /b; include part.conf; }
}
`;
    const path = "/etc/nginx/nginx.conf";
    const snapshot = snapshotOf([
      { path, text, dialect: "nginx" },
      { path: "/etc/nginx/part.conf", text: "location /p { expires 1h; }\n", dialect: "nginx" },
    ]);
    const file = snapshot.files.get(path);
    const found = file === undefined ? [] : allBlocks(snapshot.unitOf(file), snapshot);
    const places = found.filter((block) => spell(block) === "location /p");
    expect(places.map((block) => counts(block, "root"))).toEqual(["root /a @ server", "root /b @ server"]);
  });
});
