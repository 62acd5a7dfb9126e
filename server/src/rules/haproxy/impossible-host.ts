/** A name of a host that is compared with what no client sends as one: a scheme, a path, a port. */
import type { Word } from "../../syntax/tree.ts";
import { type Criterion, criteriaOf } from "./criteria.ts";
import { haproxyRule, sectionsHere } from "./haproxy-rule.ts";

const headers = new Set(["hdr", "req.hdr", "req.fhdr"]);
const serverNames = new Set(["ssl_fc_sni", "req.ssl_sni", "req_ssl_sni"]);

export const impossibleHost = haproxyRule({
  name: "impossible-host",
  code: "HA306",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const section of sectionsHere(subject)) {
      const tests = criteriaOf(section);
      for (const test of tests) {
        const kind = kindOf(test);
        if (kind === undefined || test.method === "reg") continue;
        for (const word of test.patterns) {
          const found = word.unknown === undefined ? problemOf(word, kind, test, tests) : undefined;
          if (found !== undefined) report({ file, span: word }, found, { params: { value: word.value } });
        }
      }
    }
  },
});

function kindOf({ fetch, expression: { calls } }: Criterion): "host" | "sni" | undefined {
  const [first, ...converters] = calls;
  if (converters.some(({ name }) => name !== "lower")) return undefined;
  if (serverNames.has(fetch)) return "sni";
  return headers.has(fetch) && first?.args[0]?.value.toLowerCase() === "host" ? "host" : undefined;
}

function problemOf(
  { value }: Word,
  kind: "host" | "sni",
  { method }: Criterion,
  tests: readonly Criterion[],
): string | undefined {
  if (value.includes("/")) return "url";
  const port = /^([^:]+):(\d+)$/.exec(value);
  if (port === null || method === "beg" || method === "sub") return undefined;
  if (kind === "sni") return "sni";
  if (port[2] !== "80" && port[2] !== "443") return undefined;
  // Beside the name itself it does no harm.
  const plain = tests.some(({ patterns }) => patterns.some((other) => other.value === port[1]));
  return plain ? undefined : "standard-port";
}
