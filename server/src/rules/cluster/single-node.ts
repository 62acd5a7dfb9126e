/** An instance whose file is in no cluster: nothing that is checked here could take its addresses over. */
import { fileRule } from "../rule.ts";

export const singleNode = fileRule({
  name: "single-node",
  group: "cluster",
  code: "CL138",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  dialect: "keepalived",
  check({ file, snapshot }, report) {
    if (snapshot.clusterOf(file) !== undefined) return;
    for (const { name } of file.model.vrrp?.instances ?? [])
      report({ file, span: name.span }, "alone", { params: { instance: name.value } });
  },
});
