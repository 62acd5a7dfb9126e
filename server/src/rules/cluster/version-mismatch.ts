/** Nodes that speak different versions of VRRP. */
import { clusterRule } from "../rule.ts";
import { versionOf } from "./virtual-routers.ts";
import { reportMismatches } from "./written-value.ts";

export const versionMismatch = clusterRule({
  name: "version-mismatch",
  group: "cluster",
  code: "CL104",
  severity: "error",
  daemon: "silent",
  check: ({ cluster }, report) => reportMismatches(cluster, versionOf, report),
});
