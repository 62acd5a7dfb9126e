/** Two methods of balancing in one upstream: the last one counts, and before 1.29 `keepalive` must stand behind it. */
import { ownBlocks } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

const methods = new Set(["hash", "ip_hash", "least_conn", "random", "least_time"]);

export const balancerRedefined = nginxRule({
  name: "balancer-redefined",
  code: "NG234",
  severity: "warning",
  daemon: "warn",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { statements } of ownBlocks(subject, "upstream", "stream-upstream")) {
      const counting = statements.filter(({ directive }) => {
        const name = directive.words[0].value;
        return methods.has(name) || (name === "keepalive" && file.target !== "1.30");
      });
      counting.forEach((statement, index) => {
        const before = counting[index - 1]?.directive.words[0];
        const [name] = statement.directive.words;
        if (before === undefined || name.value === "keepalive" || statement.file !== file) return;
        report({ file, span: name }, before.value === "keepalive" ? "keepalive" : "twice", {
          params: { name: name.value, before: before.value },
          related: [
            { place: { file: counting[index - 1]?.file ?? file, span: before }, message: { id: "before" } },
          ],
        });
      });
    }
  },
});
