/** A userlist, resolvers, cache, peers, … section that is used and not there. `mailers` is only warned of and left out. */
import { undefinedNameRule } from "./undefined-name.ts";

export const undefinedSection = undefinedNameRule({
  name: "undefined-section",
  code: "HA203",
  kinds: ["userlist", "resolvers", "cache", "peers", "http-errors", "fcgi-app", "defaults", "acme"],
  // HAProxy makes these resolvers itself, for its own HTTP client.
  given: ["default"],
});
