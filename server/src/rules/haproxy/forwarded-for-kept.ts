/** `X-Forwarded-For` as the client wrote it goes on to the servers: anybody can claim to be anybody. */
import { effective, haproxyRule, headOf, isProxy, type Line, sectionsHere } from "./haproxy-rule.ts";
import { carriesTraffic, openBinds } from "./listening.ts";

export const forwardedForKept = haproxyRule({
  name: "forwarded-for-kept",
  code: "HA350",
  severity: "hint",
  isOptional: true,
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    for (const section of sectionsHere(subject)) {
      if (!isProxy(section) || section.kind === "backend" || effective(section, unit).mode !== "http")
        continue;
      if (!carriesTraffic(section)) continue;
      const { lines } = effective(section, unit);
      const adds = lines.findLast(({ keyword }) => keyword === "option forwardfor");
      const [bind] = openBinds(section);
      if (
        adds === undefined ||
        adds.directive.prefixes.length > 0 ||
        bind === undefined ||
        lines.some(removes)
      )
        continue;
      const own = section.lines.includes(adds);
      const ifNone = adds.directive.words.some(({ value }) => value === "if-none");
      report({ file, span: headOf(own ? adds.directive : section.directive) }, ifNone ? "if-none" : "kept");
    }
  },
});

/** A rule that takes the client's header away or writes over it. */
function removes({ keyword, directive: { words } }: Line): boolean {
  const [, action, header] = words;
  return (
    keyword === "http-request" &&
    (action?.value === "del-header" ||
      action?.value === "set-header" ||
      action?.value === "replace-header") &&
    header?.value.toLowerCase() === "x-forwarded-for"
  );
}
