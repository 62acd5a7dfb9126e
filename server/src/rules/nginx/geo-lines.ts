/** Lines of a `geo` block that do not go together: `ranges` too late, a range from high to low, a network given twice. */
import { parseAddress } from "../../model/address.ts";
import type { Directive } from "../../syntax/tree.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const geoLines = nginxRule({
  name: "geo-lines",
  code: "NG228",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    if (file.tree.templated) return;
    for (const { directive: geo } of called(subject, "geo")) {
      const lines = (geo.body?.children ?? []).filter((node): node is Directive => node.kind === "directive");
      const seen = new Map<string, Directive>();
      let hasRanges = false;
      lines.forEach((line, index) => {
        const [key, value] = line.words;
        if (line.words.some((word) => word.unknown !== undefined)) return;
        if (key.value === "ranges" && value === undefined) {
          hasRanges = true;
          if (index > 0 && lines.slice(0, index).some(isValue)) report({ file, span: key }, "ranges-first");
          return;
        }
        if (!isValue(line)) return;
        const ends = key.value.split("-").map(parseAddress);
        if (hasRanges && ends.length === 2) {
          const [from, to] = ends;
          if (from !== undefined && to !== undefined && isAbove(from.bytes, to.bytes))
            report({ file, span: key }, "backwards", { params: { range: key.value } });
        }
        const first = seen.get(key.value);
        if (first === undefined) seen.set(key.value, line);
        else if (!hasRanges)
          report({ file, span: key }, "twice", {
            params: { name: key.value },
            severity: "warning",
            daemon: "warn",
            related: [{ place: { file, span: first.words[0] }, message: { id: "first" } }],
          });
      });
    }
  },
});

/** A network or `default` with its value. */
function isValue({ words }: Directive): boolean {
  return words.length === 2 && !["include", "proxy", "delete"].includes(words[0].value);
}

function isAbove(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] ?? 0) > (b[i] ?? 0);
  return false;
}
