/** `# kalint: context=…` with a name that no block of nginx has: the comment is read as if it were not there. */
import { nearestName } from "../../catalogue/near.ts";
import { fragmentScopes, isContext, toldContexts } from "../../dialects/nginx/root-scope.ts";
import { replace } from "../rule.ts";
import { nginxRule } from "./nginx-rule.ts";

export const unknownContext = nginxRule({
  name: "unknown-context",
  code: "NG371",
  severity: "warning",
  daemon: "silent",
  check({ file }, report) {
    for (const { name, ...span } of toldContexts(file.tree)) {
      if (isContext(name, file.checked.catalogue)) continue;
      const near = nearestName(name, fragmentScopes);
      report({ file, span }, near === undefined ? "unknown" : "near", {
        params: { name, near: near ?? "", known: fragmentScopes.map((one) => `\`${one}\``).join(", ") },
        fixes: near === undefined ? [] : [replace({ id: "fix", params: { near } }, "safe", span, near)],
      });
    }
  },
});
