/** A server without `cookie` in a backend that keeps clients to their server by one. */
import { effective, haproxyRule, isBackend, isComplete, type Line, sectionsHere } from "./haproxy-rule.ts";
import { type Server, serversOf } from "./servers.ts";

export const serverWithoutCookie = haproxyRule({
  name: "server-without-cookie",
  code: "HA313",
  severity: "warning",
  daemon: "silent",
  needs: ["cookie"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of sectionsHere(subject)) {
      const { lines, mode, disabled } = effective(section, unit);
      const cookie = lines.findLast(({ keyword }) => keyword === "cookie");
      if (!isBackend(section) || disabled || mode !== "http" || !isFixed(cookie)) continue;
      const servers = serversOf(section, unit).filter(({ options }) => !options.has("backup"));
      const without = servers.filter(({ options }) => !options.has("cookie"));
      if (servers.length < 2 || without.some(isOpen)) continue;
      const [first, ...others] = without;
      // A `cookie` of `defaults` is also there for those that keep nobody.
      if (first === undefined || (others.length + 1 === servers.length && !section.lines.includes(cookie)))
        continue;
      report({ file, span: first.name }, "missing", {
        params: { name: first.name.value, cookie: cookie.directive.words[1]?.value ?? "" },
        related: others.map(({ name }) => ({ place: { file, span: name }, message: { id: "too" } })),
        fixes: [
          {
            title: { id: "fix" },
            safety: "unsafe",
            edits: without.map(({ name, line: { directive } }) => {
              const end = directive.words.at(-1)?.end ?? directive.end;
              return { span: { start: end, end }, text: ` cookie ${name.value}` };
            }),
          },
        ],
      });
    }
  },
});

/** The cookie has a value for each server that its line gives, not one that HAProxy makes up. */
function isFixed(cookie: Line | undefined): cookie is Line {
  const words = cookie?.directive.words.slice(2) ?? [];
  return (
    cookie !== undefined &&
    !cookie.known.conditional &&
    cookie.directive.prefixes.length === 0 &&
    words.every(({ value, unknown }) => unknown === undefined && value !== "dynamic")
  );
}

function isOpen({ unclear, line }: Server): boolean {
  return unclear || line.keyword === "server-template";
}
