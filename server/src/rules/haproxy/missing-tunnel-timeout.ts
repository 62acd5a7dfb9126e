/** A backend for WebSocket connections without `timeout tunnel`. */
import type { Unit } from "../../workspace/snapshot.ts";
import { aclUses, type Criterion, criteriaOf } from "./criteria.ts";
import {
  backendNamed,
  effective,
  haproxyRule,
  isComplete,
  type Section,
  sectionsOf,
} from "./haproxy-rule.ts";

export const missingTunnelTimeout = haproxyRule({
  name: "missing-tunnel-timeout",
  code: "HA324",
  severity: "warning",
  daemon: "silent",
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const section of sectionsOf(file)) {
      const tests = criteriaOf(section).filter(asksForUpgrade);
      if (tests.length === 0 || effective(section, unit).mode !== "http") continue;
      const uses = aclUses(file).get(section.directive) ?? [];
      for (const { keyword, directive } of section.lines) {
        const target = directive.words[1];
        if (keyword !== "use_backend" || target === undefined || target.unknown !== undefined) continue;
        const named = uses.filter(
          (use) => use.directive === directive && file.text[use.span.start - 1] !== "!",
        );
        if (
          !tests.some((t) =>
            t.acl === undefined
              ? t.line.directive === directive
              : named.some((use) => use.name === t.acl?.value),
          )
        )
          continue;
        const backend = backendNamed(unit, target.value);
        const timeout = backend === undefined ? undefined : idleTimeout(backend, unit);
        if (timeout !== undefined)
          report({ file, span: target }, "missing", { params: { name: target.value, timeout } });
      }
    }
  },
});

function asksForUpgrade({ fetch, expression, patterns }: Criterion): boolean {
  const header = expression.calls[0]?.args[0]?.value.toLowerCase();
  return (
    /^(?:req\.)?f?hdr$/.test(fetch) &&
    header === "upgrade" &&
    patterns.some((word) => /^websocket$/i.test(word.value))
  );
}

/** What cuts a silent tunnel to this backend, if it is short; `undefined` where `timeout tunnel` is given. */
function idleTimeout(backend: Section, unit: Unit): string | undefined {
  const { lines, disabled } = effective(backend, unit);
  if (disabled || lines.some(({ keyword, known }) => keyword === "timeout tunnel" || known.conditional))
    return undefined;
  const value = lines.findLast(({ keyword }) => keyword === "timeout server")?.directive.words[2];
  return value?.unknown === undefined && /^\d+(?:ms|s)?$|^[1-9]m$/.test(value?.value ?? "")
    ? value?.value
    : undefined;
}
