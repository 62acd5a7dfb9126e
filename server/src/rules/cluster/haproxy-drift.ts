/** Nodes whose HAProxy does something different, in what is no matter of the node itself. */
import { driftRule } from "./drift/drift-rule.ts";

export const haproxyDrift = driftRule("haproxy", { name: "haproxy-drift", code: "CL130" });
