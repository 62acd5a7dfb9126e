/** A `track_script` entry that names no script defined above it. */
import { undefinedNameRule } from "./undefined-name.ts";

export const undefinedTrackScript = undefinedNameRule({
  name: "undefined-track-script",
  code: "KA208",
  kind: "vrrp_script",
  ordered: true,
});
