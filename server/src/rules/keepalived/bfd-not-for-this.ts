/** A BFD session that is reserved for VRRP and used by a checker, or the other way round: keepalived does not find it. */
import { isKnown } from "../../model/file-model.ts";
import { isComplete, keepalivedRule } from "./keepalived-rule.ts";
import { lvsModelsOf } from "./virtual-server-rule.ts";

export const bfdNotForThis = keepalivedRule({
  name: "bfd-not-for-this",
  code: "KA325",
  severity: "error",
  daemon: "reject",
  check({ file, unit }, report) {
    const uses = file.model.names.filter((n) => n.role === "reference" && n.kinds.includes("bfd_instance"));
    if (uses.length === 0 || !isComplete(unit)) return;
    const sessions = lvsModelsOf(unit).flatMap((model) => model.bfdSessions);
    for (const { name, span, directive, parents } of uses) {
      if (directive.conditional || parents.some((parent) => parent.conditional)) continue;
      const [session, ...others] = sessions.filter((one) => one.name.value === name);
      if (session === undefined || others.length > 0 || !isKnown(session, "vrrp", "checker")) continue;
      const wanted = parents.at(-1)?.words[0].value === "BFD_CHECK" ? "checker" : "vrrp";
      const users = session.users.map((user) => user.value);
      if (users.length === 0 || users.includes(wanted)) continue;
      report({ file, span }, "reserved", { params: { name, wanted, users: users[0] ?? "" } });
    }
  },
});
