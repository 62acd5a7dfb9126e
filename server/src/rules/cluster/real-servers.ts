/** The real servers of one service on several directors, compared: which there are, their ports, weights and checks. */
import { oddOnes } from "../../ha/virtual-routers.ts";
import { isKnown } from "../../model/file-model.ts";
import type { RealServer } from "../../model/lvs.ts";
import { keptServers, weightOf } from "../../model/lvs-effective.ts";
import type { Span } from "../../text/span.ts";
import type { Cluster } from "../../workspace/snapshot.ts";
import type { Report } from "../rule.ts";
import { type FileEdit, fixOf, linesBelow, linesOfBlock, takenOut } from "./copied-lines.ts";
import {
  type BalancedService,
  byKey,
  type Director,
  isOfNode,
  isOneOfEach,
  spokenEndpoint,
} from "./lvs-tables.ts";
import { reportOdd } from "./written-value.ts";

/** A real server with the virtual server that it stands in. */
interface Served extends Director {
  readonly server: RealServer;
}

export function realServersDiffer(
  cluster: Cluster,
  { name, directors }: BalancedService,
  report: Report,
): void {
  if (directors.some(({ virtual }) => !isKnown(virtual, "real_server"))) return;
  const isOwn = ({ server }: Served) => isOfNode(cluster, server.address);
  const servers = directors.flatMap((one) => keptServers(one.virtual).map((server) => ({ ...one, server })));
  const same = byKey(servers, ({ server }) => spokenEndpoint(server));
  // Each director may give the connections to the service on its own host: those lists differ by intent.
  if (servers.some(({ server }) => isLoopback(server.address)) || !same.some((group) => group.length > 1))
    return;
  const rest = same.filter((group) => group.length < directors.length);
  // A wrong port is one mistake, not two real servers that each lack on one node.
  const moved = byKey(rest.flat(), ({ server }) => server.address).filter(
    (group) => group.length === directors.length && isOneOfEach(group),
  );
  const placed = new Set(moved.flat());
  const lacking = rest.filter((group) => !group.some((one) => placed.has(one) || isOwn(one)));
  missing(name, directors, lacking, report);
  for (const group of moved) compare(name, group, port, report);
  for (const group of same.filter((one) => !one.some(isOwn))) {
    compare(name, group, weight, report);
    compare(name, group, check, report);
  }
}

function isLoopback(address: string): boolean {
  return /^127\.|^::1$/.test(address);
}

interface Feature {
  readonly message: string;
  valueIn(served: Served): string | number | undefined;
  spanIn(served: Served): Span | undefined;
  /** The value can be written in place of the other. */
  readonly plain: boolean;
}

const port: Feature = {
  message: "port",
  valueIn: ({ server }) => server.port,
  spanIn: ({ server }) => server.portSpan,
  plain: true,
};

const weight: Feature = {
  message: "weight",
  valueIn: ({ virtual, server }) =>
    isKnown(virtual, "weight") && isKnown(server, "weight") ? weightOf(virtual, server) : undefined,
  spanIn: ({ server }) => server.weight?.span,
  plain: true,
};

/** How the real server is asked: the kinds of its checks and the ports that they connect to. */
const check: Feature = {
  message: "check",
  valueIn: ({ server }) =>
    isKnown(server) && server.checks.every((one) => isKnown(one, "connect_port", "host"))
      ? spokenChecks(server)
      : undefined,
  spanIn: ({ server }) => server.checks[0]?.head,
  plain: false,
};

function spokenChecks({ checks, port: own }: RealServer): string {
  const spoken = checks.map(({ kind, connectPort }) =>
    connectPort === undefined || connectPort.value === own ? kind : `${kind} ${connectPort.value}`,
  );
  return spoken.sort().join(", ");
}

function compare(service: string, group: readonly Served[], feature: Feature, report: Report): void {
  const { message, valueIn, spanIn, plain } = feature;
  for (const { odd, like, value, expected } of oddOnes(group, valueIn, (a, b) => a === b)) {
    const params = {
      service,
      server: message === "port" ? odd.server.address : spokenEndpoint(odd.server),
      value,
      other: expected,
      node: like.member.node,
    };
    const span = spanIn(odd);
    const theirs = { file: like.file, span: spanIn(like) ?? like.server.span };
    const edit: FileEdit | undefined =
      plain && span !== undefined ? { file: odd.file, span, text: String(expected) } : undefined;
    const id = value === "" ? "no-check" : expected === "" ? "no-check-there" : message;
    reportOdd(report, { file: odd.file, span: span ?? odd.server.span }, id, { params, theirs, edit });
  }
}

/** Real servers that most of the directors have and one lacks, in one finding; those that only a few have, each for itself. */
function missing(
  service: string,
  directors: readonly Director[],
  lacking: readonly (readonly Served[])[],
  report: Report,
): void {
  const isFew = (group: readonly Served[]) => group.length * 2 < directors.length;
  for (const odd of directors) {
    const lacks = lacking.filter(
      (group) => !isFew(group) && group.every(({ member }) => member !== odd.member),
    );
    const [first] = lacks.flat();
    if (first === undefined) continue;
    const servers = lacks.flatMap(([one]) => (one === undefined ? [] : [one]));
    const names = servers.map(({ server }) => `\`${spokenEndpoint(server)}\``).join(", ");
    const params = { service, servers: names, node: first.member.node };
    const lines = servers.flatMap((one) => linesOfBlock(one.file, one.server.block));
    const last = odd.virtual.realServers.at(-1);
    report({ file: odd.file, span: odd.virtual.service.span }, "no-server", {
      params,
      related: [{ place: { file: first.file, span: first.server.span }, message: { id: "server", params } }],
      fixes: last === undefined ? [] : fixOf({ id: "add", params }, linesBelow(odd.file, last.block, lines)),
    });
  }
  for (const { file, server, member } of lacking.filter(isFew).flat()) {
    const like = directors.find((one) => one.member !== member);
    if (like === undefined) continue;
    const params = { service, server: spokenEndpoint(server), node: like.member.node };
    const theirs = { file: like.file, span: like.virtual.service.span };
    report({ file, span: server.span }, "only-here", {
      params,
      related: [{ place: theirs, message: { id: "service", params } }],
      fixes: fixOf({ id: "remove" }, takenOut(file, server.block)),
    });
  }
}
