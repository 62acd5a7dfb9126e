/** The nginx dialect: what kalint knows of nginx.conf and what it includes, put together. */
import { readDocs } from "../../catalogue/docs.ts";
import type { Dialect } from "../../dialect.ts";
import { bind } from "./bind.ts";
import { comparison } from "./comparison.ts";
import docsText from "./docs.en.md";
import { parseNginx } from "./parser.ts";
import { recognise } from "./recognise.ts";
import { rootScope } from "./root-scope.ts";
import { catalogueData } from "./tables.ts";
import { nginxTypes } from "./values.ts";

export const nginx: Dialect = {
  id: "nginx",
  data: catalogueData,
  types: nginxTypes,
  parse: parseNginx,
  rootScope,
  bind,
  recognise,
  comparison,
  localKinds: ["named-location"],
  builtIns: (kind) => (kind === "variable" ? catalogueData().variables : []),
  docs: (locale) => (locale === "en" ? readDocs(docsText) : new Map()),
};
