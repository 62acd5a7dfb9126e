/** A group with addresses of another family than the virtual server: keepalived drops the virtual server without a word. */
import { isKnown } from "../../model/file-model.ts";
import { ambiguousMark, familyOf, strangerIn } from "../../model/lvs-effective.ts";
import { familyKeywords, serversKnown, virtualServerRule } from "./virtual-server-rule.ts";

export const groupFamilyMismatch = virtualServerRule({
  name: "group-family-mismatch",
  code: "KA328",
  severity: "error",
  daemon: "silent",
  check({ virtual, group }, report) {
    const { service } = virtual;
    if (service.kind !== "group" || group === undefined) return;
    if (!isKnown(virtual, ...familyKeywords) || !serversKnown(virtual, "lvs_method")) return;
    const stranger = strangerIn(group, virtual);
    // A group that keepalived drops is what is wrong then.
    if (stranger === undefined || ambiguousMark(group) !== undefined) return;
    report(service.span, "differs", {
      params: { name: service.name, family: familyOf(virtual) ?? "", other: stranger.family ?? "" },
    });
  },
});
