/** `http-request capture … id N` without a place of that number, or a capture where there is none at all. */
import {
  haproxyRule,
  headOf,
  isComplete,
  isFrontend,
  isUncertain,
  type Line,
  proxiesHere,
} from "./haproxy-rule.ts";

export const undefinedCapture = haproxyRule({
  name: "undefined-capture",
  code: "HA246",
  severity: "error",
  daemon: "reject",
  needs: ["capture"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject)) {
      for (const side of ["request", "response"]) {
        const { lines } = section;
        if (lines.some(isUncertain)) continue;
        const places = lines.filter((line) => makesPlace(line, side)).length;
        for (const { keyword, directive } of lines) {
          if (keyword !== `http-${side}` || directive.words[1]?.value !== "capture") continue;
          const at = directive.words.findIndex(({ value }) => value === "id" || value === "len");
          const number = Number.parseInt(directive.words[at + 1]?.value ?? "", 10);
          if (at < 0 || !(number >= 0)) continue;
          if (directive.words[at]?.value === "len") {
            if (!isFrontend(section)) report({ file, span: headOf(directive) }, "backend");
          } else if (isFrontend(section) && number >= places)
            report({ file, span: headOf(directive) }, "undefined", { params: { number, places } });
        }
      }
    }
  },
});

function makesPlace({ keyword, directive: { words } }: Line, side: string): boolean {
  if (keyword === `capture ${side} header`) return true;
  if (keyword === "declare capture") return words[2]?.value === side;
  if (side !== "request" || !["http-request", "tcp-request content"].includes(keyword)) return false;
  return words.some(({ value }) => value === "capture") && words.some(({ value }) => value === "len");
}
