/** An authentication block that lacks its type or its password: the instance runs without authentication. */
import { strictMode, versionOf } from "../../model/vrrp-effective.ts";
import type { Fix } from "../rule.ts";
import { headOf, isReadable, linesOf } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const incompleteAuthentication = instanceRule({
  name: "incomplete-authentication",
  code: "KA252",
  severity: "error",
  daemon: "reject",
  check({ file, instance, block, globals, complete }, report) {
    const blocks = linesOf(block, "authentication");
    if (file.tree.templated || !blocks.every((one) => one.prefixes.length === 0 && isReadable(one))) return;
    if (instance.unknown.has("authentication") || instance.unknown.has("include")) return;
    // Version 3 and strict mode drop the block as it is.
    if (versionOf(instance, globals) !== 2 || strictMode(instance, globals) !== undefined) return;
    if (instance.version === undefined && globals.version === undefined && !complete) return;
    const types = blocks.flatMap((one) => linesOf(one, "auth_type"));
    const [type] = types;
    const [password] = blocks.flatMap((one) => linesOf(one, "auth_pass"));
    if (type !== undefined && password === undefined) {
      if (types.every((line) => /^(?:PASS|AH)$/.test(line.words[1]?.value ?? "")))
        report(headOf(type), "password");
    } else if (type === undefined && password?.words[1] !== undefined) {
      const indent = /[^\S\n]*$/.exec(file.text.slice(0, password.start))?.[0] ?? "";
      const at = { start: password.start, end: password.start };
      const edits = [{ span: at, text: `auth_type PASS\n${indent}` }];
      const fix: Fix = { title: { id: "fix" }, safety: "unsafe", edits };
      report(headOf(password), "type", { daemon: "silent", fixes: [fix] });
    }
  },
});
