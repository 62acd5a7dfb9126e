/** A log socket that HAProxy looks for inside its `chroot`. */
import { globalLines, haproxyRule, sectionsOf } from "./haproxy-rule.ts";

export const logOutsideChroot = haproxyRule({
  name: "log-outside-chroot",
  code: "HA353",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  check({ file, unit }, report) {
    const root = globalLines(unit).findLast(({ keyword }) => keyword === "chroot")?.directive.words[1];
    if (root === undefined || root.unknown !== undefined || root.value === "/") return;
    const said = new Set<string>();
    for (const { lines } of sectionsOf(file)) {
      for (const { keyword, directive } of lines) {
        const target = directive.words[1];
        if (keyword !== "log" || target?.value.startsWith("/") !== true) continue;
        if (said.has(target.value)) continue;
        said.add(target.value);
        const inside = `${root.value.replace(/\/+$/, "")}${target.value}`;
        report({ file, span: target }, "outside", { params: { socket: target.value, inside } });
      }
    }
  },
});
