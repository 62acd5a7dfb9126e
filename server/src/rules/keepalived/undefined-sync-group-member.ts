/** A sync group, track group or LVS synchronisation that names no instance. */
import { undefinedNameRule } from "./undefined-name.ts";

export const undefinedSyncGroupMember = undefinedNameRule({
  name: "undefined-sync-group-member",
  code: "KA215",
  kind: "vrrp_instance",
  ordered: false,
});
