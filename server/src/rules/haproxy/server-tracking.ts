/** `track` with a server whose state can not be taken over. */
import type { Unit } from "../../workspace/snapshot.ts";
import {
  backendNamed,
  haproxyRule,
  isBackend,
  isComplete,
  isUncertain,
  type Line,
  proxiesOf,
  type Section,
  serverWords,
  switchedOn,
  valueBehind,
} from "./haproxy-rule.ts";

interface Server {
  readonly section: Section;
  readonly line: Line;
}

export const serverTracking = haproxyRule({
  name: "server-tracking",
  code: "HA240",
  severity: "error",
  daemon: "reject",
  needs: ["track"],
  check({ file, unit }, report) {
    if (!isComplete(unit)) return;
    for (const section of proxiesOf(file, unit).filter(isBackend)) {
      for (const line of section.lines) {
        if (line.keyword !== "server" || isUncertain(line)) continue;
        const server = { section, line };
        const track = valueBehind(wordsOf(server, unit), "track");
        if (track === undefined) continue;
        const at = line.directive.words.includes(track) ? track : line.directive.words[1];
        const message = problemOf(server, unit);
        if (at !== undefined && message !== undefined)
          report({ file, span: at }, message, { params: { name: track.value } });
      }
    }
  },
});

function problemOf(server: Server, unit: Unit): string | undefined {
  if (switchedOn(wordsOf(server, unit), "check") !== undefined) return "checked";
  const seen = [server.line];
  for (let next = trackedBy(server, unit); next !== undefined; next = trackedBy(next, unit)) {
    // The daemon speaks of a loop at the server that closes it.
    if (seen.includes(next.line))
      return next.line === server.line && isLast(server, seen) ? "loop" : undefined;
    if (isUncertain(next.line)) return undefined;
    seen.push(next.line);
    const tracks = valueBehind(wordsOf(next, unit), "track");
    if (tracks === undefined) return seen.length === 2 && !isChecked(next, unit) ? "unchecked" : undefined;
  }
  return undefined;
}

function isLast(server: Server, chain: readonly Line[]): boolean {
  return chain.every((line) => line.directive.start <= server.line.directive.start);
}

/** The server that another takes its state from, where there is one of the name. */
function trackedBy(server: Server, unit: Unit): Server | undefined {
  const name = valueBehind(wordsOf(server, unit), "track")?.value;
  if (name === undefined) return undefined;
  const slash = name.lastIndexOf("/");
  const section = slash < 0 ? server.section : backendNamed(unit, name.slice(0, slash));
  const line = section?.lines.find(
    (l) => l.keyword === "server" && l.directive.words[1]?.value === name.slice(slash + 1),
  );
  return section === undefined || line === undefined ? undefined : { section, line };
}

function isChecked(server: Server, unit: Unit): boolean {
  const words = wordsOf(server, unit);
  return switchedOn(words, "check") !== undefined || switchedOn(words, "agent-check") !== undefined;
}

function wordsOf({ section, line }: Server, unit: Unit) {
  return serverWords(section, unit, line.directive);
}
