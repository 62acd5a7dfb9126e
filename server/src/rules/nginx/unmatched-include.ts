/** A glob that matches no file of its directory, where fragments lie that nothing reads: `*.conf` beside `default`. */
import { basename, dirname } from "../../workspace/paths.ts";
import type { ResolvedInclude, Unit } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import type { FileSubject } from "../rule.ts";
import { nginxRule } from "./nginx-rule.ts";

export const unmatchedInclude = nginxRule({
  name: "unmatched-include",
  code: "NG372",
  severity: "info",
  daemon: "silent",
  check(subject, report) {
    const { file, snapshot } = subject;
    for (const resolved of snapshot.includesOf(file)) {
      const left = leftOut(resolved, subject);
      if (left === undefined) continue;
      const { pattern, span } = resolved.include;
      report({ file, span }, "none", {
        params: { pattern, name: basename(left.path) },
        related: [{ place: { file: left, span: { start: 0, end: 0 } }, message: { id: "unread" } }],
      });
    }
  },
});

/** A fragment in the directory of the glob that no file includes. */
function leftOut(
  { include: { pattern }, outcome, unmatched = [] }: ResolvedInclude,
  { unit, snapshot }: FileSubject,
): SourceFile | undefined {
  if (outcome !== "found" || !unmatched.includes(pattern)) return undefined;
  const directory = dirname(pattern);
  if (directory === "" || /[*?[]/.test(directory)) return undefined;
  const home = dirname(unit.files[0]?.path ?? "");
  return [...snapshot.files.values()].find((one) => {
    const at = dirname(one.path);
    const isThere = basename(at) === basename(directory) && (home === "" || at.startsWith(home));
    return isThere && isUnread(one, snapshot.unitOf(one));
  });
}

/** Read by nothing, and not because somebody switched it off by its name. */
function isUnread(file: SourceFile, unit: Unit): boolean {
  return (
    file.dialect.id === "nginx" &&
    file.checked.rootScope !== "main" &&
    unit.files[0] === file &&
    !/\.(?:bak|backup|old|orig|off|disabled?|inactive|save|sample|example|dist|default|template|tmpl|j2|rpmnew|rpmsave|dpkg-\w+|txt)$|~$/i.test(
      file.path,
    )
  );
}
