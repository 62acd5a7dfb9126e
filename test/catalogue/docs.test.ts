import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readDocs } from "../../server/src/catalogue/docs.ts";
import type { CatalogueData, Entry } from "../../server/src/catalogue/entry.ts";
import { catalogueData } from "../../server/src/dialects/nginx/tables.ts";
import { textOf } from "../../server/src/lint/wording.ts";
import { haproxyAround } from "../support/haproxy-example.ts";
import { lintText, lintTexts } from "../support/lint-text.ts";
import { nginxAround } from "../support/nginx-example.ts";
import { repository } from "../support/shared.ts";

/** The entries that must have a text: what people write most, and what the daemon is about. */
const promised: Readonly<Record<string, (entry: Entry, scope: string) => boolean>> = {
  keepalived: () => true,
  haproxy: () => true,
  // What other modules add, and what only the commercial version has outside upstreams, is theirs to explain.
  nginx: ({ build, removed }, scope) =>
    removed === undefined &&
    scope !== "any" &&
    (build === undefined ||
      (/^(?:stream-)?(?:upstream|server-option|listen-option)$/.test(scope) && !build.startsWith("ngx_"))),
};

const nginxVariables = catalogueData().variables;

/** What a text of each language looks like: one line of sentences, then at most one example. */
const forms = {
  en: { length: [40, 900], prose: /^[^\n]*\.$/, slip: / {2}| [,.;:]/ },
  "zh-CN": {
    length: [15, 600],
    prose: /^[^\n]*\p{Script=Han}[^\n]*。$/u,
    // A half-width sign in the sentence, or no blank between Chinese and a Latin word, a number or a code mark.
    slip: /\p{Script=Han}[,.;:()?!]|[,.;:()?!]\p{Script=Han}|\p{Script=Han}[\w`]|[\w`]\p{Script=Han}| [，。：；（）、]|[，。：；（）、] | {2}/u,
  },
} as const;

interface Text {
  readonly prose: string;
  /** What the fenced block behind the sentences holds. */
  readonly example?: string;
}

function readText(text: string): Text {
  const fenced = /^(.*)\n\n```\w+\n(.*)\n```$/s.exec(text);
  if (fenced !== null) return { prose: fenced[1] ?? "", example: fenced[2] ?? "" };
  return { prose: /^(.*)\n\n`[^\n]*$/s.exec(text)?.[1] ?? text };
}

/** One text beside the dialect, or several in a folder of it. */
function docsFiles(folder: string, locale: string): string[] {
  const inFolder = path.join(folder, "docs");
  if (!existsSync(inFolder)) return [path.join(folder, `docs.${locale}.md`)];
  return readdirSync(inFolder)
    .filter((name) => name.endsWith(`.${locale}.md`))
    .map((name) => path.join(inFolder, name));
}

describe.each(Object.keys(promised))("the explanations of %s", (dialect) => {
  const folder = path.join(repository, "server/src/dialects", dialect);
  const texts = docsFiles(folder, "en").map((file) => readFileSync(file, "utf8"));
  const data: CatalogueData = JSON.parse(readFileSync(path.join(folder, "catalogue.json"), "utf8"));
  const docs = readDocs(...texts);
  const places = data.entries.flatMap((entry) =>
    entry.in.map((scope) => ({ entry, scope, place: `${scope}/${entry.name}` })),
  );

  it("are each about an entry of the catalogue", () => {
    const known = new Set([...places.map(({ place }) => place), ...variablesOf(dialect)]);
    expect([...docs.keys()].filter((place) => !known.has(place))).toEqual([]);
  });

  it("are there for every entry that they are promised for", () => {
    const wanted = places.filter(({ entry, scope }) => promised[dialect]?.(entry, scope) === true);
    expect(wanted.length).toBeGreaterThan(300);
    expect(wanted.filter(({ place }) => !docs.has(place)).map(({ place }) => place)).toEqual([]);
  });

  it("name no place twice", () => {
    const headings = texts
      .join("\n")
      .split("\n")
      .filter((line) => line.startsWith("## "));
    const named = headings.flatMap((line) => line.slice(3).split(" | "));
    expect(named.filter((place, at) => named.indexOf(place) !== at)).toEqual([]);
  });

  it("have the form of a hover", () => {
    expect(misshapen(docs, "en")).toEqual([]);
  });
});

/** nginx's own variables, as their headings name them. */
function variablesOf(dialect: string): string[] {
  return dialect === "nginx" ? nginxVariables.map(({ name }) => `variable/${name}`) : [];
}

describe("the explanations of nginx in English", () => {
  const docs = readDocs(
    ...docsFiles(path.join(repository, "server/src/dialects/nginx"), "en").map((file) =>
      readFileSync(file, "utf8"),
    ),
  );
  const examples = new Map([...docs].reverse().map(([place, text]) => [readText(text).example, place]));
  examples.delete(undefined);

  it("are there for every variable", () => {
    expect(variablesOf("nginx").filter((place) => !docs.has(place))).toEqual([]);
  });

  it("show directives at work, in configurations that kalint finds nothing wrong with", () => {
    expect(examples.size).toBeGreaterThan(90);
    expect([...examples].flatMap(([example, place]) => complaintsInNginx(place, example ?? ""))).toEqual([]);
  });

  it("notice a wrong value, a name that is unknown and a keyword that is not shown", () => {
    expect(complaintsInNginx("http/gzip", "gzip yes;")).toHaveLength(1);
    expect(complaintsInNginx("http/gzip", "gzip on;\nadd_header X $no_such_thing;")).toHaveLength(1);
    expect(complaintsInNginx("http/gzip", "etag on;")).toHaveLength(1);
    expect(complaintsInNginx("http/gzip", "gzip on;")).toEqual([]);
  });
});

/** What is wrong with an example of nginx: it leaves its own word out, or kalint finds an error or a warning. */
function complaintsInNginx(place: string, example: string): string[] {
  const name = place.slice(place.indexOf("/") + 1);
  const wrong = lintText("nginx", nginxAround(example)).filter(
    (f) => f.severity === "error" || f.severity === "warning",
  );
  return [
    ...(name === "*" || example.includes(name) ? [] : [`${place}: the example does not show it`]),
    ...wrong.map((f) => `${place}: ${textOf(f.rule, f.message, "en")}`),
  ];
}

function misshapen(docs: ReadonlyMap<string, string>, locale: keyof typeof forms): string[] {
  const { length, prose, slip } = forms[locale];
  return [...docs].flatMap(([place, text]) => {
    const read = readText(text);
    const wrong = [
      ...(read.prose.length < length[0] || read.prose.length > length[1]
        ? [`is ${read.prose.length} long`]
        : []),
      ...(prose.test(read.prose) ? [] : ["is not one line of sentences, with at most an example behind it"]),
      ...((read.prose.split("`").length - 1) % 2 === 1 ? ["leaves a code mark open"] : []),
      ...(slip.test(read.prose.replace(/`[^`]*`/g, "`")) ? ["has a slip in its punctuation or blanks"] : []),
    ];
    return wrong.map((what) => `${place} ${what}`);
  });
}

const keepalived = path.join(repository, "server/src/dialects/keepalived");
const entries = (JSON.parse(readFileSync(path.join(keepalived, "catalogue.json"), "utf8")) as CatalogueData)
  .entries;

describe.each(docsFiles(keepalived, "en").map((file) => ({ area: path.basename(file, ".en.md"), file })))(
  "the keepalived explanations of the area $area",
  ({ file }) => {
    const english = readFileSync(file, "utf8");
    const chinese = readFileSync(file.replace(/\.en\.md$/, ".zh-CN.md"), "utf8");
    const texts = { en: readDocs(english), "zh-CN": readDocs(chinese) };

    it("stand under the same headings, in the same order, in both languages", () => {
      expect(headings(chinese)).toEqual(headings(english));
    });

    it("have the form of a hover in Chinese", () => {
      expect(misshapen(texts["zh-CN"], "zh-CN")).toEqual([]);
    });

    it("have the same example in both languages, but for its comments", () => {
      const differing = [...texts.en].filter(
        ([place, text]) =>
          code(readText(text).example) !== code(readText(texts["zh-CN"].get(place) ?? "").example),
      );
      expect(differing.map(([place]) => place)).toEqual([]);
    });

    it.each(["en", "zh-CN"] as const)("have examples that kalint finds nothing wrong with (%s)", (locale) => {
      // One heading's places share an example, which is of the first one's scope.
      const first = headings(locale === "en" ? english : chinese).map((line) => line.split(" | ")[0] ?? "");
      const examples = first.flatMap((place) => {
        const { example } = readText(texts[locale].get(place) ?? "");
        return example === undefined ? [] : [{ place, example }];
      });
      expect(examples.length).toBeGreaterThan(20);
      expect(examples.flatMap(({ place, example }) => complaints(place, example))).toEqual([]);
    });
  },
);

describe("the explanations of haproxy in English", () => {
  const haproxy = path.join(repository, "server/src/dialects/haproxy");
  const docs = readDocs(...docsFiles(haproxy, "en").map((file) => readFileSync(file, "utf8")));
  const examples = new Map([...docs].map(([place, text]) => [readText(text).example, place]));
  examples.delete(undefined);

  it("show fetches and converters at work, on lines that kalint finds nothing wrong with", () => {
    expect(examples.size).toBeGreaterThan(80);
    expect([...examples].flatMap(([example, place]) => complaintsOnLines(place, example ?? ""))).toEqual([]);
  });

  it("notice a name that is unknown", () => {
    expect(complaintsOnLines("fetch/src", "http-request deny if { srcs 192.0.2.1 }")).toHaveLength(1);
    expect(complaintsOnLines("fetch/src", "http-request deny if { src 192.0.2.1 }")).toEqual([]);
  });
});

describe("the explanations of haproxy in Chinese", () => {
  const folder = path.join(repository, "server/src/dialects/haproxy");
  const [english, chinese] = (["en", "zh-CN"] as const).map((locale) =>
    docsFiles(folder, locale).map((file) => readFileSync(file, "utf8")),
  );
  const texts = { en: readDocs(...(english ?? [])), "zh-CN": readDocs(...(chinese ?? [])) };

  it("are there for what is written most, under the headings of the English ones", () => {
    const known = new Set((english ?? []).flatMap(headings));
    const translated = (chinese ?? []).flatMap(headings);
    expect(translated.length).toBeGreaterThan(150);
    expect(translated.filter((heading) => !known.has(heading))).toEqual([]);
  });

  it("have the form of a hover, and the same examples", () => {
    expect(misshapen(texts["zh-CN"], "zh-CN")).toEqual([]);
    const differing = [...texts["zh-CN"]].filter(
      ([place, text]) => readText(text).example !== readText(texts.en.get(place) ?? "").example,
    );
    expect(differing.map(([place]) => place)).toEqual([]);
  });
});

/** What kalint finds wrong with lines of a frontend. */
function complaintsOnLines(place: string, example: string): string[] {
  return lintText("haproxy", haproxyAround(example))
    .filter((f) => f.severity === "error" || f.severity === "warning")
    .map((f) => `${place}: ${textOf(f.rule, f.message, "en")}`);
}

describe("the test of the examples", () => {
  it("notices a wrong value, an unknown word and a keyword that is not shown", () => {
    expect(complaints("vrrp_instance/priority", "priority 999")).toHaveLength(1);
    expect(complaints("vrrp_script/fall", "fall 2\ncolour red")).toHaveLength(1);
    expect(complaints("virtual_ipaddress-option/dev", "192.0.2.10/24 device eth0")).toHaveLength(2);
    expect(complaints("vrrp_instance/advert_int", "priority 100")).toHaveLength(1);
    expect(complaints("vrrp_instance/priority", "priority 100")).toEqual([]);
  });
});

describe("the explanations of keepalived in English", () => {
  it("have an example for 120 keywords and more", () => {
    const texts = docsFiles(keepalived, "en").map((file) => readFileSync(file, "utf8"));
    const shown = [...readDocs(...texts)].filter(([, text]) => readText(text).example !== undefined);
    expect(shown.length).toBeGreaterThanOrEqual(120);
  });
});

function headings(markdown: string): string[] {
  return markdown
    .split("\n")
    .filter((line) => line.startsWith("## "))
    .map((line) => line.slice(3));
}

function code(example: string | undefined): string | undefined {
  return example?.replace(/[ \t]*#.*$/gm, "");
}

/** What is wrong with an example: it leaves its own keyword out, or kalint finds an error or a warning in it. */
function complaints(place: string, example: string): string[] {
  const end = place.lastIndexOf("/");
  const [scope, name] = [place.slice(0, end), place.slice(end + 1)];
  const shown = name === "*" || isOld(scope, name) || (code(example) ?? "").split(/[\s{}]+/).includes(name);
  const fragment = {
    path: "/etc/keepalived/example.conf",
    text: `${elsewhere}${example}\n`,
    dialect: "keepalived" as const,
    scope: bodyScope(scope),
  };
  const findings = lintTexts([fragment, included]).filter(
    (f) =>
      f.file.path === fragment.path &&
      f.span.start >= elsewhere.length &&
      (f.severity === "error" || f.severity === "warning"),
  );
  return [
    ...(shown ? [] : [`${place}: the example does not show it`]),
    ...findings.map((f) => `${place}: ${textOf(f.rule, f.message, "en")}`),
  ];
}

/** What should no longer be written may have what takes its place as its example. */
function isOld(scope: string, name: string): boolean {
  return entries.some(
    (e) => e.name === name && e.in.includes(scope) && (e.deprecated ?? e.removed) !== undefined,
  );
}

/** What an example that includes may find. */
const included = { path: "/etc/keepalived/conf.d/web.conf", text: "# web\n", dialect: "keepalived" as const };

/** What an example uses and does not define itself. */
const elsewhere = "include /etc/keepalived/elsewhere.conf\n";

/** The options of a line are shown on a line: its scope is that of the body which the line stands in. */
function bodyScope(scope: string): string {
  const holder = entries.find(
    (entry) => !entry.in.includes(scope) && new RegExp(`&${scope}(?![\\w/-])`).test(entry.args),
  );
  return holder === undefined ? scope : bodyScope(holder.in[0] ?? scope);
}
