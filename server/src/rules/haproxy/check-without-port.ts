/** A health check on a server that has no port to connect to. */
import { type Address, parseAddress } from "../../dialects/haproxy/address.ts";
import { parseAddress as parseIp } from "../../model/address.ts";
import type { Word } from "../../syntax/tree.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import {
  defaultServerWords,
  effective,
  haproxyRule,
  isBackend,
  isUncertain,
  type Line,
  type Section,
  sectionsHere,
  serverWords,
  switchedOn,
  valueBehind,
} from "./haproxy-rule.ts";

export const checkWithoutPort = haproxyRule({
  name: "check-without-port",
  code: "HA209",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (file.tree.templated) return;
    for (const section of sectionsHere(subject)) {
      if (!isBackend(section) || effective(section, unit).disabled) continue;
      for (const line of section.lines) {
        const name = agentWithoutPort(line, section, unit);
        if (name !== undefined) report({ file, span: name }, "agent", { params: { name: name.value } });
      }
      const all = effective(section, unit).lines;
      // A check may be told its port in other places.
      if (
        all.some(
          ({ keyword }) =>
            keyword === "tcp-check" || keyword === "http-check" || keyword === "option external-check",
        )
      )
        continue;
      for (const line of section.lines) {
        const found = checkOf(line, defaultServerWords(section, unit, line.directive));
        if (found === undefined) continue;
        report({ file, span: found.target }, "missing", {
          params: { name: found.name.value, address: found.target.value },
          // With a host name HAProxy starts, and the check can reach nothing.
          ...(isNumeric(parseAddress(found.target.value)) ? {} : { severity: "warning", daemon: "silent" }),
        });
      }
    }
  },
});

/** The name of a server that asks an agent and is told no port for it. */
function agentWithoutPort(line: Line, section: Section, unit: Unit): Word | undefined {
  if ((line.keyword !== "server" && line.keyword !== "server-template") || isUncertain(line))
    return undefined;
  const words = serverWords(section, unit, line.directive);
  if (switchedOn(words, "agent-check") === undefined || words.some((word) => word.unknown !== undefined))
    return undefined;
  const port = valueBehind(words, "agent-port")?.value;
  return port === undefined || /^0+$/.test(port) ? line.directive.words[1] : undefined;
}

/** The name and the target of a server that is checked and has no port; `undefined` where it is in order or not known. */
function checkOf(
  { keyword, directive, known }: Line,
  inherited: readonly Word[],
): { name: Word; target: Word } | undefined {
  if (keyword !== "server" || known.conditional) return undefined;
  const [, name, target, ...own] = directive.words;
  if (name === undefined || target === undefined) return undefined;
  const words = [...inherited, ...own];
  // A quoted variable alone may be an address with its port, or nothing.
  if ([target, ...words].some((word) => word.unknown !== undefined) || target.value.includes("$"))
    return undefined;
  if (lastOf(words, "check") <= lastOf(words, "no-check") || words.some((word) => word.value === "port"))
    return undefined;
  const { ports, local } = parseAddress(target.value);
  if (local || words.some((word) => word.value === "addr" || word.value === "track")) return undefined;
  return ports !== undefined && ports[0] > 0 ? undefined : { name, target };
}

/** One address that needs no resolver: HAProxy takes `80` and `10.1` for names, and looks at none of all addresses. */
function isNumeric({ host }: Address): boolean {
  return parseIp(host)?.bytes.some((byte) => byte !== 0) === true;
}

function lastOf(words: readonly Word[], value: string): number {
  return words.findLastIndex((word) => word.value === value);
}
