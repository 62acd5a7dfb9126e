/** A tracked BFD session that is not defined above its use. */
import { undefinedNameRule } from "./undefined-name.ts";

export const undefinedTrackBfd = undefinedNameRule({
  name: "undefined-track-bfd",
  code: "KA214",
  kind: "bfd_instance",
  ordered: true,
});
