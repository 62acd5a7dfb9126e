/** Two BFD sessions to one neighbour: keepalived drops the second. */
import { isKnown } from "../../model/file-model.ts";
import type { BfdSession } from "../../model/lvs.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { keepalivedRule } from "./keepalived-rule.ts";

export const duplicateBfdSession = keepalivedRule({
  name: "duplicate-bfd-session",
  code: "KA323",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    const seen: { readonly file: SourceFile; readonly session: BfdSession }[] = [];
    for (const other of unit.files) {
      if (other.tree.templated) return;
      for (const session of other.model.lvs?.bfdSessions ?? []) {
        if (session.neighbor === undefined || !isKnown(session, "neighbor_ip", "source_ip")) continue;
        const earlier = seen.find((one) => collide(one.session, session));
        if (earlier === undefined) seen.push({ file: other, session });
        else if (other === file)
          report({ file, span: session.neighbor.span }, "duplicate", {
            params: { name: session.name.value, other: earlier.session.name.value },
            related: [
              { place: { file: earlier.file, span: earlier.session.name.span }, message: { id: "first" } },
            ],
          });
      }
    }
  },
});

/** A session without a source address takes any. */
function collide(one: BfdSession, other: BfdSession): boolean {
  if (one.neighbor?.value !== other.neighbor?.value) return false;
  return one.source === undefined || other.source === undefined || one.source.value === other.source.value;
}
