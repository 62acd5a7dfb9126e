/** Directors that balance differently: a service, a real server or a setting that one node has and another has not. */
import { oddOnes } from "../../ha/virtual-routers.ts";
import { isKnown } from "../../model/file-model.ts";
import type { VirtualServer } from "../../model/lvs.ts";
import type { Span } from "../../text/span.ts";
import { blockAt } from "../keepalived/keepalived-rule.ts";
import { clusterRule, type Fix, type Report } from "../rule.ts";
import { type FileEdit, fixOf, linesAbove, linesBelow, linesOfBlock, takenOut } from "./copied-lines.ts";
import { type BalancedService, balancedServicesOf, type Director, protocolOf } from "./lvs-tables.ts";
import { realServersDiffer } from "./real-servers.ts";
import { reportOdd } from "./written-value.ts";

export const virtualServerMismatch = clusterRule({
  name: "virtual-server-mismatch",
  group: "cluster",
  code: "CL120",
  severity: "warning",
  daemon: "silent",
  check({ cluster }, report) {
    const services = balancedServicesOf(cluster);
    missingServices(services, cluster.evidence.kind === "content", report);
    for (const service of services) {
      for (const setting of settings) settingsDiffer(service, setting, report);
      realServersDiffer(cluster, service, report);
    }
  },
});

/** A node that balances nothing at all is told of once, at the first service that it lacks. */
function missingServices(services: readonly BalancedService[], isGuessed: boolean, report: Report): void {
  const said = new Set<string>();
  for (const { name, directors, without } of services) {
    const [first] = directors;
    if (first === undefined) continue;
    for (const { node, parts } of without) {
      const theirs = services.flatMap((one) => one.directors.filter(({ member }) => member.node === node));
      // Without a table it may be a node of another kind, if only a common address makes it one of this cluster.
      if (theirs.length === 0 && (isGuessed || said.has(node))) continue;
      if (theirs.length === 0) said.add(node);
      const params = { service: name, node };
      const [part] = parts;
      report(
        { file: first.file, span: first.virtual.service.span },
        theirs.length === 0 ? "no-table" : "no-service",
        {
          params,
          related:
            part === undefined
              ? []
              : [
                  {
                    place: { file: part.file, span: part.instance.name.span },
                    message: { id: "instance", params },
                  },
                ],
          fixes: copying(first, theirs, node),
        },
      );
    }
  }
}

/** The block below the last virtual server of the other node. */
function copying({ file, virtual }: Director, theirs: readonly Director[], node: string): Fix[] {
  const [last] = [...theirs].sort((a, b) => b.virtual.span.end - a.virtual.span.end);
  const lines = ["", ...linesOfBlock(file, virtual.span)];
  if (last === undefined) return [];
  return fixOf({ id: "copy", params: { node } }, linesBelow(last.file, last.virtual.span, lines));
}

interface Setting {
  readonly keyword: string;
  /** `undefined` where a template decides it. */
  valueIn(virtual: VirtualServer): string | number | undefined;
  spanIn(virtual: VirtualServer): Span | undefined;
  /** The whole line is in the span, not only the value. */
  readonly whole?: true;
}

const settings: readonly Setting[] = [
  {
    keyword: "protocol",
    valueIn: (virtual) => (isKnown(virtual, "protocol") ? protocolOf(virtual) : undefined),
    spanIn: (virtual) => virtual.protocol?.span,
    whole: true,
  },
  {
    keyword: "lb_algo",
    valueIn: (virtual) =>
      isKnown(virtual, "lb_algo", "lvs_sched") ? (virtual.schedulers.at(-1)?.value ?? "wlc") : undefined,
    spanIn: (virtual) => virtual.schedulers.at(-1)?.span,
  },
  {
    keyword: "lb_kind",
    valueIn: (virtual) =>
      isKnown(virtual, "lb_kind", "lvs_method") ? (virtual.methods.at(-1)?.value ?? "NAT") : undefined,
    spanIn: (virtual) => virtual.methods.at(-1)?.span,
  },
  { keyword: "persistence_timeout", valueIn: persistenceOf, spanIn: persistenceSpan, whole: true },
];

/** Seconds; 0 without persistence. */
function persistenceOf(virtual: VirtualServer): number | undefined {
  if (!isKnown(virtual, "persistence_timeout")) return undefined;
  return virtual.persistenceTimeout?.value ?? (virtual.persistence === undefined ? 0 : defaultPersistence);
}

/** Seconds, where the keyword stands alone. */
const defaultPersistence = 360;

function persistenceSpan({ persistence, persistenceTimeout }: VirtualServer): Span | undefined {
  return persistence && { start: persistence.start, end: (persistenceTimeout?.span ?? persistence).end };
}

function settingsDiffer({ name, directors }: BalancedService, setting: Setting, report: Report): void {
  const { keyword, valueIn, spanIn } = setting;
  const found = oddOnes(
    directors,
    ({ virtual }) => valueIn(virtual),
    (a, b) => a === b,
  );
  for (const { odd, like, value, expected } of found) {
    const params = { service: name, setting: keyword, value, other: expected, node: like.member.node };
    const isOnOff = keyword === "persistence_timeout" && (value === 0 || expected === 0);
    const message = isOnOff ? (value === 0 ? "no-persistence" : "persistence") : "setting";
    const place = { file: odd.file, span: spanIn(odd.virtual) ?? odd.virtual.service.span };
    const theirs = { file: like.file, span: spanIn(like.virtual) ?? like.virtual.service.span };
    reportOdd(report, place, message, { params, theirs, edit: settingEdit(odd, setting, expected) });
  }
}

function settingEdit(
  { file, virtual }: Director,
  { keyword, spanIn, whole }: Setting,
  value: string | number,
): FileEdit | undefined {
  const span = spanIn(virtual);
  const line = `${keyword} ${value}`;
  if (span !== undefined) {
    if (value === 0) return takenOut(file, span);
    return { file, span, text: whole ? line : String(value) };
  }
  const [first] = blockAt(file, virtual.span)?.body?.children ?? [];
  return first && linesAbove(file, first, [line]);
}
