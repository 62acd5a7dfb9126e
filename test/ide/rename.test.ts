import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { renamableAt, renameAt } from "../../server/src/ide/rename.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { marked } from "./support.ts";

/** The text of the cursor's file after renaming, or `undefined`. */
function renamed(dialect: DialectId, text: string, to: string): string | undefined {
  const { snapshot, file, offset } = marked(dialect, text);
  const edits = renameAt(snapshot, file, offset, to);
  return (
    edits &&
    applyEdits(
      file.text,
      edits.filter((e) => e.file === file),
    )
  );
}

const upstream =
  "events {}\nhttp {\n  upstream a$0pp {\n    server 192.0.2.1;\n  }\n  server {\n    location / {\n      proxy_pass http://app/x;\n    }\n  }\n}\n";

describe("renaming", () => {
  it("changes a definition and its uses, the rest of a word left alone", () => {
    expect(renamed("nginx", upstream, "web")).toBe(
      upstream
        .replace("$0", "")
        .replace("upstream app", "upstream web")
        .replace("http://app/x", "http://web/x"),
    );
  });

  it("keeps to the section where a name is known only there", () => {
    const text =
      "frontend one\n  acl a$0pi path /\n  use_backend b if !api\nfrontend two\n  acl api path /\n  use_backend b if api\nbackend b\n";
    expect(renamed("haproxy", text, "x")).toBe(
      "frontend one\n  acl x path /\n  use_backend b if !x\nfrontend two\n  acl api path /\n  use_backend b if api\nbackend b\n",
    );
  });

  it("reaches a server, a table and a variable wherever they are written with what they are in", () => {
    const text =
      "backend app\n  stick-table type ip size 1k store gpc0\n  server one 192.0.2.1:80\nfrontend app\n" +
      "  http-request set-var(txn.a) src\n  http-request deny if { srv_is_up(app/one) } { src,in_table(app) }\n" +
      "  http-request set-header X %[var(txn.a)]-%[int(1),add(txn.a)]\n  use_backend app if { acl(!big) }\n  acl big path /b\n";
    expect(renamed("haproxy", text.replace("server one", "server o$0ne"), "two")).toBe(
      text.replaceAll("one", "two"),
    );
    expect(renamed("haproxy", text.replace("backend app", "backend a$0pp"), "web")).toBe(
      text.replaceAll("app", "web").replace("frontend web", "frontend app"),
    );
    expect(renamed("haproxy", text.replace("(txn.a) src", "(txn.$0a) src"), "sess.b")).toBe(
      text.replaceAll("txn.a", "sess.b"),
    );
    expect(renamed("haproxy", text.replace("acl big", "acl b$0ig"), "huge")).toBe(
      text.replaceAll("big", "huge"),
    );
  });

  it.each([
    ["another backend has the name", "backend a$0\nbackend b\n", "b"],
    [
      "another server of the backend has it",
      "backend a\n  server s$0 192.0.2.1:1\n  server b 192.0.2.1:2\n",
      "b",
    ],
    ["another ACL of the proxy has it", "frontend a\n  acl s$0 path /\n  acl b path /x\n", "b"],
    ["the daemon has an ACL of that name", "frontend a\n  acl s$0 path /\n", "METH_GET"],
    ["a line of an old release may name it", "frontend a\n  acl s$0 path /\n  reqadd X:\\ y if !s\n", "b"],
    ["a variable would have no scope", "frontend a\n  http-request set-var(txn.$0a) src\n", "a"],
    [
      "it is written with an escape somewhere",
      "backend a$0b\nfrontend f\n  default_backend a\\b\n".replace("\\b", '"b"'),
      "b2",
    ],
  ])("refuses where %s", (_, text, to) => {
    expect(renamed("haproxy", text, to)).toBeUndefined();
  });

  it("gives a server the name that one of another backend has", () => {
    const text = "backend a\n  server s$0 192.0.2.1:1\nbackend c\n  server b 192.0.2.1:2\n";
    expect(renamed("haproxy", text, "b")).toBe(text.replace("s$0 ", "b "));
  });

  it("is not offered for what is defined nowhere", () => {
    const { snapshot, file, offset } = marked("haproxy", "frontend f\n  default_backend no$0where\n");
    expect(renamableAt(snapshot, file, offset)).toBeUndefined();
  });

  it("refuses a text that is no name", () => {
    expect(renamed("nginx", upstream, "two words")).toBeUndefined();
  });
});
