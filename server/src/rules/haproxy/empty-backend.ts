/** A backend with nothing that could answer a request. */
import type { Unit } from "../../workspace/snapshot.ts";
import {
  effective,
  haproxyRule,
  headOf,
  isComplete,
  type Line,
  referencesOf,
  sectionsHere,
} from "./haproxy-rule.ts";

export const emptyBackend = haproxyRule({
  name: "empty-backend",
  code: "HA310",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of sectionsHere(subject)) {
      const { kind, name } = section;
      const { lines, mode, disabled } = effective(section, unit);
      if (disabled || name === undefined || lines.some(answers)) continue;
      if (kind === "backend" ? isTarget(name.value, unit) : kind === "listen" && !lines.some(sendsOn))
        report({ file, span: headOf(section.directive) }, mode === "tcp" ? "closed" : "empty", {
          params: { name: name.value },
        });
    }
  },
});

const answering =
  /^(?:server|server-template|dispatch|redirect|option transparent|option http_proxy|transparent|stats (?:enable|uri|auth|admin|realm)|errorfile|errorfiles|errorloc\d*|monitor-uri|use-fcgi-app|filter|balance log-hash)$/;

function answers({ keyword, known, directive }: Line): boolean {
  if (known.conditional || answering.test(keyword)) return true;
  const action = directive.words[known.nameLength]?.value ?? "";
  return (
    /^(?:http-request|tcp-request (?:connection|session|content))$/.test(keyword) &&
    /^(?:deny|reject|tarpit|return|redirect|use-service|lua\.|auth)/.test(action)
  );
}

function sendsOn({ keyword }: Line): boolean {
  return keyword === "use_backend" || keyword === "default_backend";
}

function isTarget(name: string, unit: Unit): boolean {
  return unit.files.some((file) =>
    referencesOf(file, "backend").some(
      (use) => use.name === name && /^(?:use|default)_backend$/.test(use.directive.words[0].value),
    ),
  );
}
