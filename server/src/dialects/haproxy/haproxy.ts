/** HAProxy as a dialect: everything kalint knows about haproxy.cfg is behind this. */
import { readDocs } from "../../catalogue/docs.ts";
import type { Dialect } from "../../dialect.ts";
import type { Locale } from "../../text/locale.ts";
import { bind } from "./bind.ts";
import { comparison } from "./comparison.ts";
import converters from "./docs/converters.en.md";
import fetches from "./docs/fetches.en.md";
import global from "./docs/global.en.md";
import lines from "./docs/lines.en.md";
import logs from "./docs/logs.en.md";
import proxies from "./docs/proxies.en.md";
import rules from "./docs/rules.en.md";
import sections from "./docs/sections.en.md";
import usualZh from "./docs/usual.zh-CN.md";
import { variableName } from "./names.ts";
import { parse, sectionNames } from "./parser.ts";
import { recognise, rootScope } from "./recognise.ts";
import { rewrite } from "./rewrites.ts";
import { fitsPlace } from "./samples.ts";
import { snippet } from "./snippets.ts";
import { builtInAcls, haproxyData, sampleFacts } from "./tables.ts";
import { haproxyTypes } from "./values.ts";

/** Chinese has what is written most; for the rest English speaks. */
const docs: Readonly<Record<Locale, readonly string[]>> = {
  en: [converters, fetches, global, lines, logs, proxies, rules, sections],
  "zh-CN": [usualZh],
};

export const haproxy: Dialect = {
  id: "haproxy",
  data: () => haproxyData,
  types: haproxyTypes,
  parse,
  cut: {
    frames: new Set(),
    heads: sectionNames,
    unlessWritten: [".if", ".elif", ".else", ".endif", "{{", "{%", "<%"],
  },
  rootScope,
  bind,
  recognise,
  comparison,
  refusesWarnings: "zero-warning",
  rewrite,
  localKinds: [
    "acl",
    "bwlim",
    "certificate",
    "server",
    "server-template",
    "peer",
    "local-peer",
    "mailer",
    "nameserver",
    "spoe-engine",
    "table",
    "user",
    "group",
  ],
  builtIns: (kind) => (kind === "acl" ? builtInAcls : []),
  variableName,
  sampleFacts,
  fits: fitsPlace,
  snippet,
  pathSigns: /\/|-file\b|\bcrt\b|\blua-load|\berrorfile\b|-f |\bmap|\bconfig\b/,
  pathBases: ["crt-base", "ca-base", "key-base"],
  needsMode: (keyword) => (haproxyData.httpOnly.includes(keyword) ? "http" : undefined),
  docs: (locale) => readDocs(...docs[locale]),
};
