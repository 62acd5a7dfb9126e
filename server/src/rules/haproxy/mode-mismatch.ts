/** A proxy that sends to one whose mode it can not speak. */
import {
  backendNamed,
  effective,
  haproxyRule,
  headOf,
  isComplete,
  isFrontend,
  isUncertain,
  proxiesHere,
} from "./haproxy-rule.ts";

export const modeMismatch = haproxyRule({
  name: "mode-mismatch",
  code: "HA210",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject).filter(isFrontend)) {
      const { lines, mode } = effective(section, unit);
      const last = lines.findLast(({ keyword }) => keyword === "default_backend");
      const uses = section.lines.filter(({ keyword }) => keyword === "use_backend");
      for (const line of last === undefined ? uses : [...uses, last]) {
        const target = line.directive.words[1];
        if (target === undefined || isUncertain(line)) continue;
        const to = backendNamed(unit, target.value);
        if (to === undefined || effective(to, unit).disabled) continue;
        const other = effective(to, unit).mode;
        // Bytes may be handed to what takes them for a request.
        if (
          mode === undefined ||
          other === undefined ||
          mode === other ||
          (mode === "tcp" && other === "http")
        )
          continue;
        const at = section.lines.includes(line) ? target : headOf(section.directive);
        const params = { name: target.value, from: section.name?.value ?? "", mode, other };
        report({ file, span: at }, "mismatch", {
          params,
          related: [
            {
              place: { file: to.file, span: to.name ?? to.directive.words[0] },
              message: { id: "backend", params },
            },
          ],
        });
      }
    }
  },
});
