/** A backend for WebSocket connections without `timeout tunnel`. */
import { milliseconds } from "../../dialects/haproxy/numbers.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { type Criterion, criteriaOf } from "./criteria.ts";
import {
  aclUsesIn,
  backendNamed,
  effective,
  haproxyRule,
  isComplete,
  type Section,
  sectionsHere,
} from "./haproxy-rule.ts";

export const missingTunnelTimeout = haproxyRule({
  name: "missing-tunnel-timeout",
  code: "HA324",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of sectionsHere(subject)) {
      const tests = criteriaOf(section).filter(asksForUpgrade);
      if (tests.length === 0 || effective(section, unit).mode !== "http") continue;
      const uses = aclUsesIn(section.piece);
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

/** What cuts a silent tunnel to this backend, if it is a matter of minutes; `undefined` where `timeout tunnel` is given. */
function idleTimeout(backend: Section, unit: Unit): string | undefined {
  const { lines, disabled } = effective(backend, unit);
  if (disabled || lines.some(({ keyword, known }) => keyword === "timeout tunnel" || known.conditional))
    return undefined;
  const value = lines.findLast(({ keyword }) => keyword === "timeout server")?.directive.words[2];
  if (value === undefined || value.unknown !== undefined) return undefined;
  const time = milliseconds(value.value, "ms");
  return time > 0 && time <= longest ? value.value : undefined;
}

/** Ten minutes: who sets more has thought of silent connections. */
const longest = 600_000;
