/** A request of `http-check send` that an `option httpchk` below it writes over. */
import { isOption, isSend, requestIn } from "./check-request.ts";
import { haproxyRule, headOf, isUncertain, sectionsHere } from "./haproxy-rule.ts";

export const checkRequestReplaced = haproxyRule({
  name: "check-request-replaced",
  code: "HA368",
  severity: "warning",
  daemon: "silent",
  needs: ["httpchk"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const section of sectionsHere(subject)) {
      const send = section.lines.find(isSend);
      if (send === undefined || section.kind === "frontend") continue;
      const option = section.lines.findLast(isOption);
      if (option === undefined || option.directive.start < send.directive.start) continue;
      const [before, now] = [requestIn(send), requestIn(option)];
      const lost = (["method", "path"] as const).find(
        (part) =>
          before[part] !== undefined && now[part] !== undefined && before[part].value !== now[part].value,
      );
      if (lost === undefined || isUncertain(send) || isUncertain(option)) continue;
      report({ file, span: headOf(send.directive) }, "replaced", {
        params: { written: before[lost]?.value ?? "", now: now[lost]?.value ?? "" },
        related: [{ place: { file, span: headOf(option.directive) }, message: { id: "later" } }],
      });
    }
  },
});
