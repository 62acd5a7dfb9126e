/** Formatting nginx.conf: a statement a line, blocks indented, and nothing but blanks changed. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type FormatOptions, formatEdits, unformattable } from "../../server/src/ide/format.ts";
import { leaves } from "../../server/src/syntax/tree.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { daemonVerdict, installedTarget } from "../support/daemons.ts";
import { shared } from "../support/shared.ts";
import { unmarked } from "./support.ts";

function formatted(text: string, options: FormatOptions = {}): string {
  return applyEdits(text, formatEdits(unmarked("nginx", text), options));
}

describe("formatting nginx.conf", () => {
  it.each<[string, string, string]>([
    [
      "puts a statement on a line",
      "events {worker_connections 5;}\nhttp { server{listen 80;listen 81;} }",
      "events {\n    worker_connections 5;\n}\nhttp {\n    server {\n        listen 80;\n        listen 81;\n    }\n}\n",
    ],
    [
      "takes the file's own step",
      "http {\n  server {\n  listen 80;\n  }\n  server {\n    listen 81;\n  }\n}\n",
      "http {\n  server {\n    listen 80;\n  }\n  server {\n    listen 81;\n  }\n}\n",
    ],
    [
      "leaves one blank between words and none before the end",
      "http {\n    root   /srv ;\n    index    a.html\tb.html;\n}\n",
      "http {\n    root /srv;\n    index a.html b.html;\n}\n",
    ],
    [
      "keeps columns",
      "http {\n  root  /srv;\n  index a.html;\n}\n",
      "http {\n  root  /srv;\n  index a.html;\n}\n",
    ],
    ["keeps an empty block", "events {}\nhttp { }\nstream {\n\n}\n", "events {}\nhttp { }\nstream {\n}\n"],
    [
      "keeps two blank lines and no more",
      "events {}\n\n\n\n\nhttp {\n\n\n    root /;\n\n}\n\n\n",
      "events {}\n\n\nhttp {\n    root /;\n}\n",
    ],
    [
      "moves the lines of a statement together",
      "http {\nlog_format a 'x'\n             'y';\n}\n",
      "http {\n    log_format a 'x'\n                 'y';\n}\n",
    ],
    [
      "indents a word on a line of its own",
      "http {\n    log_format a\n'x'\n'y';\n}\n",
      "http {\n    log_format a\n        'x'\n        'y';\n}\n",
    ],
    [
      "lets comments stand where they belong",
      "# top\nhttp { # here\n# in it\nroot /; # behind\n}\n# end",
      "# top\nhttp { # here\n    # in it\n    root /; # behind\n}\n# end\n",
    ],
    [
      "keeps what is glued to a quote",
      'http {\nserver {\nif ($a = "b") { return 403; }\n}\n}\n',
      'http {\n    server {\n        if ($a = "b") {\n            return 403;\n        }\n    }\n}\n',
    ],
    [
      "does not look into Lua",
      "http {\nserver {\nlocation / {\ncontent_by_lua_block {\n   if a then\n x = {}\n   end\n }\n}\n}\n}\n",
      "http {\n    server {\n        location / {\n            content_by_lua_block {\n   if a then\n x = {}\n   end\n }\n        }\n    }\n}\n",
    ],
    ["keeps the other line end", "http {\r\nroot /;\r\n}\r\n", "http {\r\n    root /;\r\n}\r\n"],
    [
      "puts a comment inside a statement one step further in",
      "http {\n    index a\n    # why\n    b;\n}\n",
      "http {\n    index a\n        # why\n        b;\n}\n",
    ],
  ])("%s", (_, text, expected) => {
    expect(formatted(text)).toBe(expected);
    expect(formatted(expected)).toBe(expected);
  });

  it.each<[string, string, string]>([
    [
      "the arguments of statements that follow each other, and what neighbours of one name have at the same place",
      "http {\n  server {\n    listen 80 default_server; server_name a;\n    # c\n    root   /srv; # d\n    return 301 https://a;\n\n    add_header A b always;\n    add_header Long-Name c;\n    add_header B 'd e' always;\n    location / { proxy_pass http://a; proxy_set_header Host $host; }\n  }\n}\n",
      "http {\n  server {\n    listen      80 default_server;\n    server_name a;\n    # c\n    root        /srv; # d\n    return      301 https://a;\n\n    add_header A         b     always;\n    add_header Long-Name c;\n    add_header B         'd e' always;\n    location / {\n      proxy_pass       http://a;\n      proxy_set_header Host $host;\n    }\n  }\n}\n",
    ],
    [
      "lines without a keyword",
      "http {\n    map $a $b {\n        default 1;\n        ~^/long 2;\n    }\n    types {\n        text/html html htm;\n        a/b c;\n    }\n}\n",
      "http {\n    map $a $b {\n        default 1;\n        ~^/long 2;\n    }\n    types {\n        text/html html htm;\n        a/b       c;\n    }\n}\n",
    ],
    [
      "nothing over statements of several lines, glued words and blocks",
      "http {\n    index a;\n    log_format a 'x'\n               'y';\n    root /;\n    server {\n        set $a 'b'c;\n        return 200;\n        if ($a) { return 1; }\n        rewrite a b;\n    }\n}\n",
      "http {\n    index a;\n    log_format a 'x'\n               'y';\n    root /;\n    server {\n        set $a 'b'c;\n        return 200;\n        if ($a) {\n            return 1;\n        }\n        rewrite a b;\n    }\n}\n",
    ],
  ])("aligns, where it is asked to, %s", (_, text, expected) => {
    expect(formatted(text, { align: true })).toBe(expected);
    expect(formatted(expected, { align: true })).toBe(expected);
  });

  it("takes the indent that is asked for", () => {
    expect(formatted("events {\n  a b;\n}\n", { indent: "\t" })).toBe("events {\n\ta b;\n}\n");
  });

  it.each([
    ["http {\n  root /\n}\n", "unclosed-statement"],
    ["http {\n  root /;\n", "unclosed-block"],
    ["http {\n  root /;\n}\n}\n", "stray-brace"],
    ['http {\n  root "/;\n}\n', "unclosed-statement"],
    ["{% if x %}\nevents {}\n{% endif %}\n", "template"],
  ])("can not format %j, and does not", (text, reason) => {
    expect(unformattable(unmarked("nginx", text))).toMatchObject({ reason });
    expect(formatted(text)).toBe(text);
  });
});

const folder = shared("corpus/nginx", "formatting real files of nginx");

const real = (folder === undefined ? [] : readdirSync(folder))
  .filter((name) => name.endsWith(".conf"))
  .map((name) => ({ name, text: readFileSync(path.join(folder ?? "", name), "latin1") }));

/** All that is no blank, in order: what `nginx -T` dumps, but for white space. */
function bare(text: string): string[] {
  return leaves(unmarked("nginx", text).tree).map(({ start, end }) => text.slice(start, end));
}

describe.skipIf(folder === undefined)("a real file", () => {
  it.each(real)("is formatted once and for all, and nothing of it is lost: $name", ({ text }) => {
    const once = formatted(text);
    expect(formatted(once)).toBe(once);
    expect(bare(once)).toEqual(bare(text));
    const indented = formatted(text, { indent: "\t" });
    expect(formatted(indented, { indent: "\t" })).toBe(indented);
    expect(bare(indented)).toEqual(bare(text));
    const aligned = formatted(text, { align: true });
    expect(formatted(aligned, { align: true })).toBe(aligned);
    expect(bare(aligned)).toEqual(bare(text));
  });

  it("is changed by it, mostly", () => {
    expect(real.length).toBeGreaterThan(250);
    expect(real.filter(({ text }) => formatted(text) !== text).length).toBeGreaterThan(100);
  });
});

const target = installedTarget("nginx", "nginx on formatted files");

describe.skipIf(folder === undefined || target === undefined)("the installed nginx", () => {
  const whole = real.filter(({ text }) => /^\s*events\b/m.test(text) && formatted(text) !== text);

  it.each(whole)("says the same of $name, formatted or not", ({ text }) => {
    const says = (one: string) => {
      const { rejects, says: said } = daemonVerdict("nginx", one);
      return { rejects, said: said.replace(/\S*kalint-oracle-\S*|^\S+ \S+ (?=\[)|\d+#\d+: /gm, "") };
    };
    expect(says(formatted(text))).toEqual(says(text));
    expect(says(formatted(text, { align: true }))).toEqual(says(text));
  });
});
