/** HAProxy takes the examples of its explanations, unless they show what the installed release does not know yet. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readDocs } from "../../server/src/catalogue/docs.ts";
import { daemonVerdict, installedTarget } from "../support/daemons.ts";
import { haproxyAround } from "../support/haproxy-example.ts";
import { repository } from "../support/shared.ts";
import { refusalsOf } from "./refusals.ts";

const target = installedTarget("haproxy", "the examples of HAProxy's explanations");
const folder = path.join(repository, "server/src/dialects/haproxy/docs");
const texts = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), "utf8"));
const examples = new Map(
  [...readDocs(...texts)].flatMap(([place, text]) => {
    const example = /```haproxy\n(.*)\n```$/s.exec(text)?.[1];
    return example === undefined ? [] : [[example, place]];
  }),
);

/** What the examples read. */
const files = {
  "hosts.map": "www.example.com app\n",
  "paths.map": "/api/ app\n",
  "routes.map": "www.example.com/api/ app\n",
  "geo.map": "192.0.2.0/24 DE\n",
  "limits.map": "/api/ 50\n",
};

describe.skipIf(target === undefined)("the installed haproxy", () => {
  it.each([...examples])("agrees on %j of %s", (example) => {
    const text = haproxyAround(example).replaceAll("/etc/haproxy/", "");
    const { rejects, says } = daemonVerdict("haproxy", text, { files });
    expect(refusalsOf("haproxy", text, target).length > 0, says).toBe(rejects);
  });
});
