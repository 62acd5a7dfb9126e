/** Nodes whose nginx does something different, in what is no matter of the node itself. */
import { driftRule } from "./drift/drift-rule.ts";

export const nginxDrift = driftRule("nginx", { name: "nginx-drift", code: "CL131" });
