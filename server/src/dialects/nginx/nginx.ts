/** The nginx dialect: what kalint knows of nginx.conf and what it includes, put together. */
import { readDocs } from "../../catalogue/docs.ts";
import type { Dialect } from "../../dialect.ts";
import { bind } from "./bind.ts";
import { comparison } from "./comparison.ts";
import answers from "./docs/answers.en.md";
import core from "./docs/core.en.md";
import fastcgi from "./docs/fastcgi.en.md";
import mail from "./docs/mail.en.md";
import proxy from "./docs/proxy.en.md";
import requests from "./docs/requests.en.md";
import tls from "./docs/tls.en.md";
import upstreams from "./docs/upstreams.en.md";
import variables from "./docs/variables.en.md";
import { parseNginx } from "./parser.ts";
import { recognise } from "./recognise.ts";
import { isScopeGuessed, rootScope } from "./root-scope.ts";
import { snippet, usualIn } from "./snippets.ts";
import { catalogueData } from "./tables.ts";
import { nginxTypes } from "./values.ts";

const docs = [answers, core, fastcgi, mail, proxy, requests, tls, upstreams, variables];

export const nginx: Dialect = {
  id: "nginx",
  data: catalogueData,
  types: nginxTypes,
  parse: parseNginx,
  cut: { frames: new Set(["http", "stream", "mail"]), unlessWritten: ["{{", "{%", "<%"] },
  rootScope,
  isScopeGuessed,
  bind,
  recognise,
  comparison,
  snippet,
  usualIn,
  familyOf,
  localKinds: ["named-location"],
  // nginx takes capitals for the same name.
  variableName: /^[a-z_][a-z0-9_]*$/,
  builtIns: (kind) => (kind === "variable" ? catalogueData().variables : []),
  docs: (locale) => (locale === "en" ? readDocs(...docs) : new Map()),
};

/** Upstreams, zones, log formats and variables of `http` are none of `stream`. */
function familyOf(scopes: readonly (string | undefined)[]): string | undefined {
  const inHttp = /^(?:http|server|location|upstream|if-in-.*|limit_except)$/;
  return scopes
    .flatMap((scope = "") => /^(?:stream|mail)(?=-|$)/.exec(scope)?.[0] ?? (inHttp.test(scope) ? "http" : []))
    .at(0);
}
