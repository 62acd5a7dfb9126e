/** A virtual server that names no group of addresses. */
import { undefinedNameRule } from "./undefined-name.ts";

export const undefinedVirtualServerGroup = undefinedNameRule({
  name: "undefined-virtual-server-group",
  code: "KA216",
  kind: "virtual_server_group",
  ordered: false,
  daemon: () => "silent",
});
