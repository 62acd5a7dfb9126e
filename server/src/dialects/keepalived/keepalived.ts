/** The keepalived dialect: what kalint knows of keepalived.conf, put together. */
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { bestScope } from "../../catalogue/check.ts";
import { readDocs } from "../../catalogue/docs.ts";
import type { Dialect } from "../../dialect.ts";
import type { Directive, Tree } from "../../syntax/tree.ts";
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
import { isUseful, snippet } from "./snippets.ts";
import { catalogueData, topLevelBlocks } from "./tables.ts";
import { usualIn } from "./usual.ts";
import { values } from "./values.ts";
import { builtInVariables } from "./variables.ts";

export const keepalived: Dialect = {
  id: "keepalived",
  data: catalogueData,
  types: values,
  parse,
  rootScope,
  bind,
  recognise,
  splitsBlocks: true,
  topLevelBlocks,
  builtIns: (kind) => (kind === "variable" ? builtInVariables : []),
  variableBeginning: /\$\{?(\w*)$/,
  docs: (locale) => readDocs(...docs[locale]),
  hostKinds: ["interface"],
  snippet,
  usualIn,
  isUseful,
};

const docs: Readonly<Record<Locale, readonly string[]>> = {
  en: [globalEn, vrrpEn, lvsEn],
  "zh-CN": [globalZh, vrrpZh, lvsZh],
};

/**
 * A file with the daemon's name is a main file; any other is read as the block that its lines fit. Where one of them
 * does not, or where a brace closes what another file opened, the file may stand anywhere: nothing is at a wrong place.
 */
function rootScope(tree: Tree, catalogue: Catalogue, path: string): string | undefined {
  const isMain = /keepalived[^/]*\.conf[^/]*$/i.test(path);
  if (closesOther(tree) && (!isMain || /^\s*include/m.test(tree.text))) return undefined;
  if (isMain) return "root";
  const scopes = new Set(catalogueData().entries.flatMap((entry) => entry.opens ?? []));
  const scope = bestScope(tree, catalogue, ["root", ...scopes]);
  const lines = tree.children.filter((node): node is Directive => node.kind === "directive");
  if (scope === undefined) return lines.some((line) => line.body !== undefined) ? undefined : someList;
  // Such a block stands nowhere else.
  if (scope === "root" && lines.some((line) => line.body !== undefined && isTopLevel(line))) return scope;
  const isElsewhere = (line: Directive) => {
    const words = line.words.slice(0, 1).map((word) => word.value);
    return catalogue.find(scope, words) === undefined && catalogue.named(words).length > 0;
  };
  return lines.some(isElsewhere) ? undefined : scope;
}

/** Lines that are no keywords are those of a list block, nobody knows which: this one takes any word. */
const someList = "global_defs/notification_email";

function isTopLevel({ words: [{ value }] }: Directive): boolean {
  return topLevelBlocks.has(value);
}

/** True where a brace closes a block of the file that includes this one. */
function closesOther(tree: Tree): boolean {
  return tree.problems.some(({ kind, params }) => kind === "stray-brace" && params?.brace === "}");
}
