/** A tracked file that is not defined above its use. */
import { undefinedNameRule } from "./undefined-name.ts";

export const undefinedTrackFile = undefinedNameRule({
  name: "undefined-track-file",
  code: "KA209",
  kind: "track_file",
  ordered: true,
});
