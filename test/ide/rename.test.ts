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

  it("is not offered for what is defined nowhere", () => {
    const { snapshot, file, offset } = marked("haproxy", "frontend f\n  default_backend no$0where\n");
    expect(renamableAt(snapshot, file, offset)).toBeUndefined();
  });

  it("refuses a text that is no name", () => {
    expect(renamed("nginx", upstream, "two words")).toBeUndefined();
  });
});
