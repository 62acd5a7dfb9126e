/** Nodes that speak different versions of VRRP. */

import { versionOf } from "../../ha/virtual-routers.ts";
import { clusterRule } from "../rule.ts";
import { reportMismatches } from "./written-value.ts";

export const versionMismatch = clusterRule({
  name: "version-mismatch",
  group: "cluster",
  code: "CL104",
  severity: "error",
  daemon: "silent",
  check: ({ cluster }, report) =>
    reportMismatches(cluster, versionOf, (version) => `version ${version}`, report),
});
