/** A tracked process that is not defined above its use. */
import { undefinedNameRule } from "./undefined-name.ts";

export const undefinedTrackProcess = undefinedNameRule({
  name: "undefined-track-process",
  code: "KA213",
  kind: "vrrp_track_process",
  ordered: true,
});
