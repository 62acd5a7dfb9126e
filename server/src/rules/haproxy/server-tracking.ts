/** `track` with a server whose state can not be taken over. */
import type { Word } from "../../syntax/tree.ts";
import type { Unit } from "../../workspace/snapshot.ts";
import { backendNamed, haproxyRule, isBackend, isComplete, proxiesOf, type Section } from "./haproxy-rule.ts";
import { placeOf, type Server, serversOf } from "./servers.ts";

/** A server with the section it stands in. */
interface Placed {
  readonly section: Section;
  readonly server: Server;
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
      for (const server of serversOf(section, unit)) {
        const track = trackOf(server);
        if (server.line.keyword !== "server" || server.unclear || track === undefined) continue;
        const message = problemOf({ section, server }, unit);
        if (message !== undefined)
          report({ file, span: placeOf(server, track) }, message, { params: { name: track.value } });
      }
    }
  },
});

function trackOf({ options }: Server): Word | undefined {
  return options.get("track")?.values[0];
}

function problemOf(placed: Placed, unit: Unit): string | undefined {
  const { server } = placed;
  if (server.options.has("check")) return "checked";
  const seen = [server];
  for (let next = trackedBy(placed, unit); next !== undefined; next = trackedBy(next, unit)) {
    // The daemon speaks of a loop at the server that closes it.
    if (seen.includes(next.server))
      return next.server === server && isLast(server, seen) ? "loop" : undefined;
    if (next.server.unclear) return undefined;
    seen.push(next.server);
    if (trackOf(next.server) === undefined)
      return seen.length === 2 && !isChecked(next.server) ? "unchecked" : undefined;
  }
  return undefined;
}

function isLast(server: Server, chain: readonly Server[]): boolean {
  return chain.every(({ line }) => line.directive.start <= server.line.directive.start);
}

/** The server that another takes its state from, where there is one of the name. */
function trackedBy({ section, server }: Placed, unit: Unit): Placed | undefined {
  const name = trackOf(server)?.value;
  if (name === undefined) return undefined;
  const slash = name.lastIndexOf("/");
  const other = slash < 0 ? section : backendNamed(unit, name.slice(0, slash));
  const tracked = (other === undefined ? [] : serversOf(other, unit)).find(
    ({ line, name: { value } }) => line.keyword === "server" && value === name.slice(slash + 1),
  );
  return other === undefined || tracked === undefined ? undefined : { section: other, server: tracked };
}

function isChecked({ options }: Server): boolean {
  return options.has("check") || options.has("agent-check");
}
