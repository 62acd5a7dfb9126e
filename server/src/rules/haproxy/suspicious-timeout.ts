/** A time without a unit that is so small that seconds were meant. */
import type { Word } from "../../syntax/tree.ts";
import { replace } from "../rule.ts";
import { haproxyRule, type Line, sectionsHere } from "./haproxy-rule.ts";

const small = 100;
const serverOptions = new Set(["inter", "fastinter", "downinter", "agent-inter"]);

export const suspiciousTimeout = haproxyRule({
  name: "suspicious-timeout",
  code: "HA263",
  severity: "warning",
  daemon: "warn",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const section of sectionsHere(subject)) {
      for (const line of section.lines) {
        if (line.known.conditional) continue;
        for (const { name, value } of timesOf(line, section.kind)) {
          if (value.unknown !== undefined || !/^\d+$/.test(value.value)) continue;
          const number = Number(value.value);
          if (number === 0 || number >= small) continue;
          const params = { name, value: value.value };
          report({ file, span: value }, "small", {
            params,
            daemon: file.target === "3.2" ? "warn" : "silent",
            fixes: [
              replace({ id: "milliseconds", params }, "safe", value, `${value.value}ms`),
              replace({ id: "seconds", params }, "unsafe", value, `${value.value}s`),
            ],
          });
        }
      }
    }
  },
});

const timeSections = new Set(["defaults", "frontend", "listen", "backend", "resolvers"]);
const serverLines = new Set(["server", "server-template", "default-server"]);

/** The times of a line that the daemon looks at. */
function timesOf({ keyword, directive: { words } }: Line, kind: string): { name: string; value: Word }[] {
  const own = words[2];
  if (timeSections.has(kind) && (keyword.startsWith("timeout ") || keyword.startsWith("hold ")))
    return own === undefined ? [] : [{ name: keyword, value: own }];
  if (!serverLines.has(keyword)) return [];
  const found: { name: string; value: Word }[] = [];
  words.forEach(({ value: name }, i) => {
    const value = words[i + 1];
    if (value !== undefined && serverOptions.has(name)) found.push({ name, value });
  });
  return found;
}
