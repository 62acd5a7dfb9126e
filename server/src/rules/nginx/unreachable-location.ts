/** Locations that no request comes to: behind an expression that fits everything, or in the shadow of `^~ /`. */
import { readLocation } from "../../dialects/nginx/location.ts";
import { isCalled, ownBlocks, type Statement } from "./blocks.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

export const unreachableLocation = nginxRule({
  name: "unreachable-location",
  code: "NG331",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { statements } of ownBlocks(subject, "server")) {
      let all: Statement | undefined;
      let shadow: Statement | undefined;
      const locations = statements.filter((s) => isCalled(s, "location"));
      for (const location of locations) {
        const match = readLocation(location.directive.words.slice(1));
        if (match?.kind === "prefix-final" && match.path === "/") shadow = location;
      }
      const hasLonger = locations.some((s) => readLocation(s.directive.words.slice(1))?.kind === "prefix");
      for (const location of locations) {
        const match = readLocation(location.directive.words.slice(1));
        if (match?.kind !== "regex" || location.directive.words.some((word) => word.unknown !== undefined))
          continue;
        const before = all ?? (hasLonger ? undefined : shadow);
        if (before !== undefined && location.file === file) {
          report({ file, span: headOf(location.directive) }, before === shadow ? "shadowed" : "behind", {
            params: { path: match.path },
            related: [
              { place: { file: before.file, span: headOf(before.directive) }, message: { id: "takes" } },
            ],
          });
        }
        if (/^(?:\^?\/?|\.\*|\^\/?\.\*\$?|\.|\/|\^\/\(?\.\*\)?\$?|\(\.\*\))$/.test(match.path))
          all ??= location;
      }
    }
  },
});
