/** `use_backend`, `default_backend` or a fetch that names a proxy which is not there. */
import { undefinedNameRule } from "./undefined-name.ts";

export const undefinedBackend = undefinedNameRule({
  name: "undefined-backend",
  code: "HA201",
  kinds: ["backend", "frontend"],
});
