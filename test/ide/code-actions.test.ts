import { describe, expect, it } from "vitest";
import type { DialectId } from "../../server/src/dialect.ts";
import { type CodeAction, codeActionsAt, fixAllAction } from "../../server/src/ide/code-actions.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { lintText } from "../support/lint-text.ts";
import { marked } from "./support.ts";

function actions(dialect: DialectId, text: string) {
  const { snapshot, file, offset } = marked(dialect, text);
  const findings = lint(snapshot, [file]);
  return { file, findings, found: codeActionsAt(file, findings, { start: offset, end: offset }) };
}

function applied(dialect: DialectId, text: string, title: string): string {
  const { file, found } = actions(dialect, text);
  const action = found.find((a) => a.title === title);
  if (action === undefined) throw new Error(`no ${title}, but ${found.map((a) => a.title).join(", ")}`);
  return result(file.text, action);
}

function result(text: string, action: CodeAction): string {
  return applyEdits(text, action.edits);
}

const typo = "vrrp_instance VI_1 {\n  sta$0t MASTER\n  interface eth0\n  virtual_router_id 1\n}\n";

describe("a code action", () => {
  it("mends what a finding says how to mend", () => {
    expect(applied("keepalived", typo, "write `state`")).toContain("\n  state MASTER\n");
    const [first] = actions("keepalived", typo).found;
    expect(first).toMatchObject({ kind: "fix", preferred: true });
  });

  it("takes a finding back with a comment above its line", () => {
    const text = applied("keepalived", typo, "allow `unknown-directive` here");
    expect(text).toContain("{\n  # kalint: allow=unknown-directive\n  stat MASTER\n");
    expect(lintText("keepalived", text).map((f) => f.rule.name)).not.toContain("unknown-directive");
  });

  it("adds the name to a comment that is there", () => {
    const text = typo.replace("  sta", "  # kalint: allow=other\n  sta");
    expect(applied("keepalived", text, "allow `unknown-directive` here")).toContain(
      "# kalint: allow=other,unknown-directive\n",
    );
  });

  it("keeps the file's line ends", () => {
    const text = typo.replaceAll("\n", "\r\n");
    expect(applied("keepalived", text, "allow `unknown-directive` here")).toContain(
      "\r\n  # kalint: allow=unknown-directive\r\n",
    );
  });

  it("puts no comment into a quoted text", () => {
    const text = "events {}\nhttp {\n  server {\n    return 200 'a\nb' $0surplus more;\n  }\n}\n";
    const { found } = actions("nginx", text);
    expect(found.map((a) => a.kind)).not.toContain("allow");
    expect(
      actions("nginx", text.replace("$0", "").replace("return", "ret$0urn")).findings.length,
    ).toBeGreaterThan(0);
  });

  it("is offered only where the finding is", () => {
    expect(actions("keepalived", typo.replace("$0", "").replace("eth0", "et$0h0")).found).toEqual([]);
  });

  it("fixes everything in the file at once", () => {
    const text = "vrrp_instance VI_1 {\n  stat MASTER\n  interfac eth0\n  virtual_router_id 1\n}\n$0";
    const { file, findings } = actions("keepalived", text);
    const action = fixAllAction(file, findings);
    expect(action && result(file.text, action)).toBe(
      "vrrp_instance VI_1 {\n  state MASTER\n  interface eth0\n  virtual_router_id 1\n}\n",
    );
  });

  it("does not offer to fix everything where nothing is to fix", () => {
    const { file, findings } = actions("keepalived", "global_defs {\n}\n$0");
    expect(fixAllAction(file, findings)).toBeUndefined();
  });
});
