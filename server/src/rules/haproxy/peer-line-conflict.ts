/** Lines of a `peers` section that exclude each other, or options that peers do not have. */
import { globalLines, haproxyRule, headOf, isUncertain, sectionsHere } from "./haproxy-rule.ts";

const ignored = new Set(["check", "resolvers", "init-addr", "agent-check"]);

export const peerLineConflict = haproxyRule({
  name: "peer-line-conflict",
  code: "HA250",
  severity: "error",
  daemon: "reject",
  needs: ["peer"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (unit.partial || file.tree.templated) return;
    const local = globalLines(unit).find(({ keyword }) => keyword === "localpeer")?.directive.words[1];
    for (const section of sectionsHere(subject)) {
      if (section.kind !== "peers" || section.lines.some(isUncertain)) continue;
      const keywords = section.lines.map(({ keyword }) => keyword);
      for (const { keyword, directive } of section.lines) {
        const [, name, address, ...options] = directive.words;
        const at = headOf(directive);
        const isLocal = local !== undefined && name?.value === local.value;
        const first = keywords.find((other) => other === "peer" || other === "bind");
        if ((keyword === "peer" || keyword === "bind") && keyword !== first)
          report({ file, span: at }, "mixed", { params: { name: keyword, first: first ?? "" } });
        if (keyword === "server" && isLocal && address !== undefined)
          report({ file, span: address }, "address", { params: { name: name.value } });
        const option = options.find(({ value }) => ignored.has(value));
        if ((keyword === "peer" || keyword === "server") && option !== undefined)
          report({ file, span: option }, "ignored", {
            params: { name: option.value },
            severity: "warning",
            daemon: "warn",
          });
      }
    }
  },
});
