/** A proxy without the timeouts that keep dead connections from piling up. */
import type { Unit } from "../../workspace/snapshot.ts";
import {
  effective,
  haproxyRule,
  headOf,
  isComplete,
  isFrontend,
  isProxy,
  type Section,
  sectionsHere,
} from "./haproxy-rule.ts";

export const missingTimeouts = haproxyRule({
  name: "missing-timeouts",
  code: "HA211",
  severity: "warning",
  daemon: "warn",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of sectionsHere(subject)) {
      // A ring that sends to servers is a backend within.
      if (section.kind !== "ring" && (!isProxy(section) || effective(section, unit).disabled)) continue;
      const missing = missingIn(section, unit);
      if (missing.length === 0) continue;
      const list = missing.map((name) => `\`timeout ${name}\``).join(", ");
      report({ file, span: headOf(section.directive) }, "missing", {
        params: { name: section.name?.value ?? "", list },
      });
    }
  },
});

/** The same conditions as in the daemon (cfgparse.c, check_config_validity): a server matters only where there is one. */
function missingIn(section: Section, unit: Unit): string[] {
  const lines = effective(section, unit).lines;
  if (lines.some(({ known }) => known.conditional)) return [];
  let mode: string | undefined = "tcp";
  const set = new Set<string>();
  let servers = false;
  for (const { keyword, directive } of lines) {
    const value = directive.words[keyword.split(" ").length];
    if (keyword === "mode") mode = value?.unknown === undefined ? value?.value : undefined;
    if (keyword === "server" || keyword === "server-template") servers = true;
    if (!keyword.startsWith("timeout ")) continue;
    const name = keyword.slice("timeout ".length);
    if (value?.value !== undefined && /^0+(?:us|ms|s|m|h|d)?$/.test(value.value)) set.delete(name);
    else set.add(name);
  }
  if (mode !== "tcp" && mode !== "http") return [];
  const missing: string[] = [];
  if (isFrontend(section) && !set.has("client")) missing.push("client");
  if (section.kind === "frontend" || !servers) return missing;
  if (!set.has("connect")) missing.push("connect");
  if (!set.has("server") && (mode === "http" || !set.has("tunnel"))) missing.push("server");
  return missing;
}
