/**
 * A health check over HTTP that does not ask for what `defaults` says. The steps of a proxy take the place of those of
 * its `defaults` as a whole, and the request of `option httpchk` is one of them (tcpcheck.c).
 */
import { leadingBlanks, lineStart } from "../../text/line-start.ts";
import { type Fix, replace } from "../rule.ts";
import { isOfCheck, isOption, isSend, requestOf, spellRequest } from "./check-request.ts";
import {
  checkOptionOf,
  effective,
  haproxyRule,
  headOf,
  isBackend,
  isComplete,
  isUncertain,
  type Line,
  proxiesHere,
} from "./haproxy-rule.ts";
import { serversOf } from "./servers.ts";

export const checkRequestLost = haproxyRule({
  name: "check-request-lost",
  code: "HA367",
  severity: "warning",
  daemon: "silent",
  needs: ["httpchk"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject).filter(isBackend)) {
      const own = section.lines.filter(isOfCheck);
      const [first] = own;
      if (first === undefined || own.some(hasRequest)) continue;
      const inherited = effective(section, unit).inherited.filter(isOfCheck);
      const [option, another] = inherited.filter(isOption);
      if (option === undefined || another !== undefined || [...own, ...inherited].some(isUncertain)) continue;
      if (checkOptionOf(section, unit)?.keyword !== option.keyword) continue;
      if (!serversOf(section, unit).some(({ options }) => options.has("check"))) continue;
      const [asked, wanted] = [requestOf(own), requestOf(inherited)];
      const place = own.find(isOption) ?? own.find(isSend);
      if (place !== undefined && spellRequest({ ...wanted, ...asked }) === spellRequest(asked)) continue;
      report({ file, span: headOf((place ?? first).directive) }, place === undefined ? "nothing" : "other", {
        params: { request: spellRequest(asked), inherited: spellRequest(wanted) },
        // A bare option may be meant to take the request back.
        ...(place !== undefined && isOption(place) ? { severity: "info" } : {}),
        related: [
          { place: { file: option.file, span: headOf(option.directive) }, message: { id: "inherited" } },
        ],
        fixes: own.some(isOption) ? [] : [withOption(first, option)],
      });
    }
  },
});

/** An option that says what to ask for: the proxy needs nothing of its `defaults`. */
function hasRequest(line: Line): boolean {
  return isOption(line) && line.directive.words.length > 2;
}

/** Says it again, above the steps. */
function withOption({ file: { text }, directive }: Line, option: Line): Fix {
  const head = headOf(option.directive);
  const line = option.file.text.slice(head.start, head.end);
  const at = lineStart(text, directive.start);
  const written = `${leadingBlanks(text, directive.start)}${line}\n`;
  return replace({ id: "fix", params: { line } }, "unsafe", { start: at, end: at }, written);
}
