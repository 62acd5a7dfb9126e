/** A `version` that keepalived does not take: the first one counts, and IPv6 is version 3. */
import { strictMode } from "../../model/vrrp-effective.ts";
import { replace } from "../rule.ts";
import { headOf, linesOf, removeLines } from "./keepalived-rule.ts";
import { instanceRule } from "./vrrp-rule.ts";

export const ignoredVersion = instanceRule({
  name: "ignored-version",
  code: "KA247",
  severity: "error",
  daemon: "reject",
  outdoes: ["duplicate-directive"],
  check({ file, instance, block, globals, place }, report) {
    const { family, version, unknown } = instance;
    if (unknown.has("version") || unknown.has("*") || unknown.has("include")) return;
    for (const line of linesOf(block, "version")) {
      const given = line.words[1]?.value;
      if (line.prefixes.length > 0 || (given !== "2" && given !== "3")) continue;
      const remove = removeLines("remove", "safe", file, line);
      if (version !== undefined && version.span.start < line.start) {
        if (given === String(version.value)) continue;
        const related = [{ place: place(version.span), message: { id: "first" } }];
        report(headOf(line), "second", { params: { version: version.value }, related, fixes: [remove] });
      } else if (given === "2" && family?.value === 6) {
        const related = [{ place: place(family.span), message: { id: "family" } }];
        if (family.span.start < line.start) report(headOf(line), "ipv6", { related, fixes: [remove] });
        else if (strictMode(instance, globals) !== undefined && line.words[1] !== undefined) {
          const fixes = [replace({ id: "write-3" }, "safe", line.words[1], "3")];
          report(headOf(line), "strict", { related, fixes });
        }
      }
    }
  },
});
