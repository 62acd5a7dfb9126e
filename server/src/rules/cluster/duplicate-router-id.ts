/** Nodes that give themselves the same `router_id`: nothing but mails and traps can not tell them apart. */
import { type Member, membersOf, type Part, virtualRoutersOf } from "../../ha/virtual-routers.ts";
import { isKnown, type Located } from "../../model/file-model.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { isComplete } from "../keepalived/keepalived-rule.ts";
import { clusterRule } from "../rule.ts";
import { fixOf, takenOut } from "./copied-lines.ts";

export const duplicateRouterId = clusterRule({
  name: "duplicate-router-id",
  group: "cluster",
  code: "CL116",
  severity: "info",
  daemon: "silent",
  outdoes: ["sample-value"],
  check({ cluster }, report) {
    const routers = virtualRoutersOf(cluster);
    const known = membersOf(cluster).flatMap((member) => routerIdOf(member) ?? []);
    for (const [i, own] of known.entries()) {
      // One line that both nodes include can tell them apart only by a template.
      const other = known.slice(0, i).find(({ id, file, member }) => {
        const isTwin = id.value === own.id.value && file !== own.file;
        return isTwin && routers.some(({ parts }) => sharesAddress(parts, member, own.member));
      });
      if (other === undefined) continue;
      const { file, line, id } = own;
      const params = { id: id.value, node: other.member.node };
      report({ file, span: id.span }, "same", {
        params,
        related: [{ place: { file: other.file, span: other.id.span }, message: { id: "other", params } }],
        fixes: fixOf({ id: "remove" }, takenOut(file, line)),
      });
    }
  },
});

/** The name of every sample is the same: it counts between nodes that are a pair by an address too. */
function sharesAddress(parts: readonly Part[], a: Member, b: Member): boolean {
  const [own, theirs] = [a, b].map((member) => parts.find((part) => member.parts.includes(part)));
  return (
    theirs?.instance.addresses.some(({ address }) =>
      own?.instance.addresses.some((one) => one.address === address),
    ) === true
  );
}

interface RouterId {
  readonly member: Member;
  readonly file: SourceFile;
  readonly id: Located<string>;
  readonly line: { readonly start: number; readonly end: number };
}

/** The last one counts. Several configurations of one node are several routers. */
function routerIdOf(member: Member): RouterId | undefined {
  const [unit, ...others] = member.units;
  if (unit === undefined || others.length > 0 || !isComplete(unit)) return undefined;
  for (const file of [...unit.files].reverse()) {
    const { globals } = file.model.vrrp ?? {};
    if (globals === undefined) continue;
    if (!isKnown(globals, "router_id")) return undefined;
    const id = globals.routerId;
    if (id === undefined) continue;
    const start = file.text.lastIndexOf("router_id", id.span.start);
    return start < 0 ? undefined : { member, file, id, line: { start, end: id.span.end } };
  }
  return undefined;
}
