/** A name or an address of keepalived's own sample file that was left as it was. */
import { walk } from "../../syntax/tree.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

/** What the sample file of keepalived's source names, by kind. */
const sample: Readonly<Record<string, RegExp>> = {
  router: /^LVS_DEVEL$/,
  email: /^[\w.]+@firewall\.loc$/,
  address: /^192\.168\.200\.1[678]$/,
};

export const sampleValue = keepalivedRule({
  name: "sample-value",
  code: "KA285",
  severity: "hint",
  daemon: "silent",
  check({ file }, report) {
    if (!/LVS_DEVEL|firewall\.loc/.test(file.text)) return;
    const said = new Set<string>();
    for (const { node } of walk(file.tree)) {
      if (node.kind !== "directive") continue;
      for (const word of node.words) {
        const kind = Object.keys(sample).find((one) => sample[one]?.test(word.value));
        if (kind === undefined || said.has(kind) || word.unknown !== undefined) continue;
        said.add(kind);
        report({ file, span: word }, "left", { params: { value: word.value } });
      }
    }
  },
});
