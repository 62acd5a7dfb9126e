/** A limit of open files that `maxconn` connections do not fit into: each needs one to the client and one to a server. */
import { globalLines, haproxyRule, headOf } from "./haproxy-rule.ts";
import { globalLimit } from "./limits.ts";

export const tooFewDescriptors = haproxyRule({
  name: "too-few-descriptors",
  code: "HA369",
  severity: "warning",
  daemon: "silent",
  needs: ["ulimit-n", "fd-hard-limit"],
  check({ file, unit }, report) {
    const connections = globalLimit(unit, "maxconn");
    if (connections === undefined) return;
    const isLax = globalLines(unit).some(
      ({ keyword, directive }) => keyword === "strict-limits" && directive.prefixes.length > 0,
    );
    for (const keyword of ["ulimit-n", "fd-hard-limit"]) {
      const files = globalLimit(unit, keyword);
      // Listeners, health checks and the process itself need some more.
      if (files === undefined || files.line.file !== file || files.count > 2 * connections.count) continue;
      report({ file, span: headOf(files.line.directive) }, isLax ? "runs-out" : "no-start", {
        params: { maxconn: connections.count, needed: 2 * connections.count },
        related: [
          {
            place: { file: connections.line.file, span: headOf(connections.line.directive) },
            message: { id: "maxconn" },
          },
        ],
      });
    }
  },
});
