/** The keepalived dialect: what kalint knows of keepalived.conf, put together. */
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { bestScope } from "../../catalogue/check.ts";
import { readDocs } from "../../catalogue/docs.ts";
import type { Dialect } from "../../dialect.ts";
import type { Tree } from "../../syntax/tree.ts";
import type { Locale } from "../../text/locale.ts";
import { bind } from "./bind.ts";
import globalEn from "./docs/global.en.md";
import globalZh from "./docs/global.zh-CN.md";
import lvsEn from "./docs/lvs.en.md";
import lvsZh from "./docs/lvs.zh-CN.md";
import vrrpEn from "./docs/vrrp.en.md";
import vrrpZh from "./docs/vrrp.zh-CN.md";
import { parse } from "./parser.ts";
import { recognise } from "./recognise.ts";
import { catalogueData } from "./tables.ts";
import { values } from "./values.ts";

export const keepalived: Dialect = {
  id: "keepalived",
  data: catalogueData,
  types: values,
  parse,
  rootScope,
  bind,
  recognise,
  docs: (locale) => readDocs(...docs[locale]),
};

const docs: Readonly<Record<Locale, readonly string[]>> = {
  en: [globalEn, vrrpEn, lvsEn],
  "zh-CN": [globalZh, vrrpZh, lvsZh],
};

/** A file with the daemon's name is a main file; any other is read as the block that most of its lines fit. */
function rootScope(tree: Tree, catalogue: Catalogue, path: string): string | undefined {
  if (/keepalived[^/]*\.conf[^/]*$/i.test(path)) return "root";
  const scopes = new Set(catalogueData().entries.flatMap((entry) => entry.opens ?? []));
  return bestScope(tree, catalogue, ["root", ...scopes]);
}
