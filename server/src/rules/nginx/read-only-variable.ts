/** `set`, `map` and the like on a variable that nginx fills itself (ngx_http_add_variable, NGX_HTTP_VAR_CHANGEABLE). */
import { builtInVariable } from "../../dialects/nginx/tables.ts";
import { namesHere } from "../locality.ts";
import { familyOf, nginxRule } from "./nginx-rule.ts";

export const readOnlyVariable = nginxRule({
  name: "read-only-variable",
  code: "NG221",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const name of namesHere(subject)) {
      if (name.role !== "definition" || !name.kinds.includes("variable")) continue;
      const family = familyOf(file, name.directive);
      const builtIn =
        family === "http" || family === "stream" ? builtInVariable(name.name, family) : undefined;
      if (
        builtIn === undefined ||
        builtIn.settable === true ||
        builtIn.prefix === true ||
        builtIn.build !== undefined
      )
        continue;
      // Its variables exist only where it is loaded, which most builds leave to `load_module`.
      if (builtIn.module.includes("geoip")) continue;
      if (builtIn.versions !== undefined && !builtIn.versions.includes(file.target)) continue;
      report({ file, span: name.span }, "read-only", { params: { name: name.name } });
    }
  },
});
