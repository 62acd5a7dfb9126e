/** Servers that together may have more connections than are let in. */
import type { Unit } from "../../workspace/snapshot.ts";
import {
  effective,
  haproxyRule,
  headOf,
  isBackend,
  isComplete,
  isUncertain,
  proxiesHere,
  type Section,
} from "./haproxy-rule.ts";
import { globalLimit, type Limit, limitOf } from "./limits.ts";
import { type Server, serversOf } from "./servers.ts";

export const serversAboveMaxconn = haproxyRule({
  name: "servers-above-maxconn",
  code: "HA370",
  severity: "info",
  isOptional: true,
  daemon: "silent",
  needs: ["maxconn"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    const process = globalLimit(unit, "maxconn");
    for (const section of proxiesHere(subject).filter(isBackend)) {
      const limit = ownLimit(section, unit) ?? process;
      const capacity = limit === undefined ? undefined : capacityOf(serversOf(section, unit));
      if (limit === undefined || capacity === undefined || capacity <= limit.count) continue;
      const { file: other, directive } = limit.line;
      report({ file, span: headOf(section.directive) }, "above", {
        params: { count: capacity, limit: limit.count },
        related: [{ place: { file: other, span: headOf(directive) }, message: { id: "limit" } }],
      });
    }
  },
});

/** A `listen` section lets in what it passes on. */
function ownLimit(section: Section, unit: Unit): Limit | undefined {
  if (section.kind !== "listen") return undefined;
  const line = effective(section, unit).lines.findLast(({ keyword }) => keyword === "maxconn");
  return line === undefined || isUncertain(line) ? undefined : limitOf(line);
}

/** What all servers take that are used side by side; `undefined` where one takes any number or can not be read. */
function capacityOf(servers: readonly Server[]): number | undefined {
  let sum = 0;
  for (const { line, options, unclear } of servers) {
    if (options.has("backup") || options.has("disabled")) continue;
    const most = Number(options.get("maxconn")?.values[0]?.value);
    if (unclear || line.keyword !== "server" || !(most > 0)) return undefined;
    sum += most;
  }
  return sum;
}
