/** A BFD session whose name keepalived has no room for: it is dropped. */
import { keepalivedRule } from "./keepalived-rule.ts";

const longestName = 31;

export const bfdNameTooLong = keepalivedRule({
  name: "bfd-name-too-long",
  code: "KA326",
  severity: "error",
  daemon: "reject",
  check({ file }, report) {
    for (const { name } of file.model.lvs?.bfdSessions ?? []) {
      const bytes = new TextEncoder().encode(name.value).length;
      if (bytes > longestName)
        report({ file, span: name.span }, "too-long", { params: { bytes, longest: longestName } });
    }
  },
});
