/** A sync group, track group or LVS synchronisation that names no instance. */
import { undefinedNameRule } from "./undefined-name.ts";

export const undefinedSyncGroupMember = undefinedNameRule({
  name: "undefined-sync-group-member",
  code: "KA215",
  kind: "vrrp_instance",
  ordered: false,
  // A track group and the LVS synchronisation are looked at only when the daemon runs.
  daemon: ({ parents }) => (parents[0]?.words[0].value === "vrrp_sync_group" ? "reject" : "silent"),
});
