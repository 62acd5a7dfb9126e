/** A `global` section that neither gives root away nor shuts the process in. */
import { haproxyRule, headOf, isComplete, sectionsIn } from "./haproxy-rule.ts";

export const noHardening = haproxyRule({
  name: "no-hardening",
  code: "HA352",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    const globals = sectionsIn(unit).filter(({ kind }) => kind === "global");
    const [first] = globals;
    if (first === undefined || first.file !== file) return;
    const written = new Set(globals.flatMap(({ lines }) => lines).map(({ keyword }) => keyword));
    const missing = [
      ...(written.has("user") || written.has("uid") ? [] : ["user"]),
      ...(written.has("group") || written.has("gid") ? [] : ["group"]),
      ...(written.has("chroot") ? [] : ["chroot"]),
    ];
    if (missing.length === 0) return;
    const list = missing.map((name) => `\`${name}\``).join(", ");
    report({ file, span: headOf(first.directive) }, "missing", { params: { list } });
  },
});
