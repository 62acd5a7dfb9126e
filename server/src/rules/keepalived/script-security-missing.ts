/** Scripts run without `enable_script_security`: keepalived complains at every check and start. */
import type { SourceFile } from "../../workspace/source-file.ts";
import type { Fix } from "../rule.ts";
import { isComplete, keepalivedRule } from "./keepalived-rule.ts";
import { scriptWords } from "./script-words.ts";
import { globalsOf, modelsOf } from "./vrrp-rule.ts";

export const scriptSecurityMissing = keepalivedRule({
  name: "script-security-missing",
  code: "KA224",
  severity: "warning",
  daemon: "reject",
  check({ file, unit }, report) {
    if (!isComplete(unit) || globalsOf(unit).scriptSecurity) return;
    // Without an instance keepalived starts no VRRP process, and so none of its scripts.
    const runsVrrp = modelsOf(unit).some(({ instances }) => instances.length > 0);
    const first = scriptWords(file).find(
      ({ entry, scope, word }) =>
        entry.name !== "lvs_notify_fifo_script" && word.value !== "" && (runsVrrp || !/^vrrp_/.test(scope)),
    );
    if (first === undefined) return;
    report({ file, span: first.word }, "missing", { fixes: [enable(file)] });
  },
});

function enable(file: SourceFile): Fix {
  const globals = file.tree.children.find(
    (node) => node.kind === "directive" && node.words[0].value === "global_defs",
  );
  const open = globals?.kind === "directive" ? globals.body?.open : undefined;
  const hasUser = /^[ \t]*script_user\b/m.test(file.text);
  const lines = `${hasUser ? "" : "\n    script_user root"}\n    enable_script_security`;
  const edit =
    open === undefined
      ? { span: { start: 0, end: 0 }, text: `global_defs {${lines}\n}\n\n` }
      : { span: { start: open.end, end: open.end }, text: lines };
  return { title: { id: hasUser ? "enable" : "enable-as-root" }, safety: "unsafe", edits: [edit] };
}
