import { describe, expect, it } from "vitest";
import { type FormatOptions, formatEdits, unformattable } from "../../server/src/ide/format.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { unmarked } from "./support.ts";

function formatted(text: string, options: FormatOptions = {}): string {
  return applyEdits(text, formatEdits(unmarked("haproxy", text), options));
}

describe("formatting haproxy.cfg", () => {
  it.each<[string, string, string]>([
    [
      "puts headers to the margin and indents by what the file indents by mostly",
      "  global\n      daemon\n      maxconn 5\n backend a\n       mode http\n    server x 192.0.2.1:1\n",
      "global\n    daemon\n    maxconn 5\nbackend a\n    mode http\n    server x 192.0.2.1:1\n",
    ],
    ["indents by four blanks where nothing is indented", "global\ndaemon\n", "global\n    daemon\n"],
    [
      "indents by tabs where the file does",
      "global\n\tdaemon\n\tmaxconn 5\n        master-worker\n",
      "global\n\tdaemon\n\tmaxconn 5\n\tmaster-worker\n",
    ],
    [
      "puts one blank between words, and none inside quotes or behind a backslash",
      "backend  a\n  http-request   set-header\tx \"a  b\"  'c  d'  e\\  f  if   { path  -m beg  /x }\n",
      "backend a\n  http-request set-header x \"a  b\" 'c  d' e\\  f if { path -m beg /x }\n",
    ],
    [
      "keeps columns of neighbouring lines",
      "defaults\n  mode      http\n  # the log\n  log       global\n  timeout   client   5s\n\n  retries   3\n",
      "defaults\n  mode      http\n  # the log\n  log       global\n  timeout   client   5s\n\n  retries 3\n",
    ],
    [
      "keeps columns that tabs make, in another indent as blanks",
      "defaults\n\tlog\tglobal\n\tmode\thttp\n  retries\t3\n  maxconn\t9\n",
      "defaults\n\tlog\tglobal\n\tmode\thttp\n\tretries       3\n\tmaxconn       9\n",
    ],
    [
      "keeps comments behind words where they are",
      "backend a\n  mode  http   # c\n  server x 192.0.2.1:1#d\n",
      "backend a\n  mode http   # c\n  server x 192.0.2.1:1#d\n",
    ],
    [
      "indents comments with what they stand before",
      "# file\nglobal\n# c\n  daemon\n# d\n\n    # e\n  maxconn 5\n",
      "# file\nglobal\n  # c\n  daemon\n  # d\n\n  # e\n  maxconn 5\n",
    ],
    [
      "puts a comment to the header below it where a blank line stands above",
      "global\n  daemon\n\n  # one\n  # two\nbackend a\n  mode http\n",
      "global\n  daemon\n\n# one\n# two\nbackend a\n  mode http\n",
    ],
    [
      "leaves other comments below the last line in the section, or at the margin",
      "global\n  daemon\n    # one\n# two\n\n    # three\n\nbackend a\n  mode http\n  # four\nbackend b\n  mode http\n     # five\n# six\n",
      "global\n  daemon\n  # one\n# two\n\n  # three\n\nbackend a\n  mode http\n  # four\nbackend b\n  mode http\n  # five\n# six\n",
    ],
    [
      "takes away blanks at ends of lines, blank lines at either end and more than two in a row",
      "\n \nglobal \t\n    daemon  \n   \n\n\n\n    maxconn 5 # c  \n\n \n",
      "global\n    daemon\n\n\n    maxconn 5 # c  \n".replace("c  ", "c  "),
    ],
    ["ends a file with a line break", "global\n    daemon", "global\n    daemon\n"],
    ["ends one in its own line break", "global\r\n    daemon\r", "global\r\n    daemon\r\n"],
    [
      "keeps CRLF",
      "global\r\n  daemon \r\n\r\n\r\n\r\n  maxconn 5",
      "global\r\n  daemon\r\n\r\n\r\n  maxconn 5\r\n",
    ],
    ["makes nothing of blanks alone", " \n\t\n ", ""],
    [
      "formats lines with values out of templates and variables",
      'backend {{ name }}\nserver  {{ a  }} "${B}"   $C  "$D"\n',
      'backend {{ name }}\n    server {{ a  }} "${B}" $C "$D"\n',
    ],
    [
      "indents what stands below a mistyped header",
      "global\n  daemon\nbackedn a\n mode http\n",
      "global\n  daemon\nbackedn a\n  mode http\n",
    ],
  ])("%s", (_, before, after) => {
    expect(formatted(before)).toBe(after);
    expect(formatted(after)).toBe(after);
  });

  it.each<[string, string]>([
    [
      "conditions and what is in them",
      "global\n    daemon\n  .if  1\n .if 0\n x  y \n\n\n\n.endif\n# c\n  a  b\n.endif\n",
    ],
    ["comments above a condition at the margin", "global\n    daemon\n# c\n.if 1\nbackend a\n.endif\n"],
    ["a condition that nothing opened", "global\n    daemon\n  .else   # c\n.endif  \n"],
    ["lines outside of sections", "  server  x 192.0.2.1:1 \n    acl a  path /\n"],
    ["a scope's line", "  [a]  \nspoe-agent a\n    messages b\n"],
    ["a line cut by a carriage return", "global\n  daemon  \r  x \n    maxconn 5\n"],
    ["what follows an empty word", 'global\n    description  "" x  # c \n'],
    ["a line whose quote is not closed", "global\n  description  'x  \n    daemon\n"],
    ["a line with a bad escape", "global\n  description  a\\xZZ \n    daemon\n"],
    ["a line that is a template value", "global\n{{ more  }}  x \n    daemon\n"],
    ["rare blanks", "global\n  \f daemon\n \v\n    maxconn\f5\n"],
    ["a byte order mark", "\ufeff  global \n    daemon\n"],
    ["an escaped blank at the end", "global\n    description a\\ \n"],
    ["nothing", ""],
  ])("leaves alone %s", (_, text) => {
    expect(unformattable(unmarked("haproxy", text))).toBeUndefined();
    expect(formatted(text)).toBe(text);
  });

  it.each<[string, string, string]>([
    [
      "the arguments of all lines, and what neighbours with one keyword have at the same place",
      `listen web
  bind :80 name a
  bind 192.0.2.1:443 ssl crt /etc/site.pem
  mode http
  option httpchk GET /a/long/one
  no option dontlognull
  timeout connect 5s
  timeout client-fin 5s
  acl is_api path_beg /api
  acl is_static_file path_end .css .js
  http-request deny if !is_api is_static_file
  use_backend api if is_api
  use_backend static_files if is_static_file
  server a 192.0.2.1:80 check inter 5s
  server second 192.0.2.10:8080 check
  server c 192.0.2.3:80
`,
      `listen web
  bind               :80           name a
  bind               192.0.2.1:443 ssl crt /etc/site.pem
  mode               http
  option httpchk GET /a/long/one
  no option dontlognull
  timeout connect    5s
  timeout client-fin 5s
  acl                is_api         path_beg /api
  acl                is_static_file path_end .css .js
  http-request       deny if !is_api is_static_file
  use_backend        api          if is_api
  use_backend        static_files if is_static_file
  server             a      192.0.2.1:80    check inter 5s
  server             second 192.0.2.10:8080 check
  server             c      192.0.2.3:80
`,
    ],
    [
      "each run of lines for itself, comments between them aside",
      "global\n daemon\n maxconn 5\n # c\n log /dev/log local0\n\n user a\n group b\nbackend a\n mode http\n",
      "global\n daemon\n maxconn 5\n # c\n log     /dev/log local0\n\n user  a\n group b\nbackend a\n mode http\n",
    ],
    [
      "in place of columns that were there",
      "defaults\n  mode      http   # c\n  timeout   client   5s\n  retries   3\n",
      "defaults\n  mode           http   # c\n  timeout client 5s\n  retries        3\n",
    ],
    [
      "behind tabs with blanks, and not over lines that stay as they are",
      'global\n\tdaemon\n\tuser  a\n\tdescription  "" x\n\tgroup a\n\tmaxconn 5\n',
      'global\n\tdaemon\n\tuser a\n\tdescription  "" x\n\tgroup   a\n\tmaxconn 5\n',
    ],
    [
      "what it does not know",
      "backend a\n  modee http\n  {{ x }} y z\n  server {{ a }} 192.0.2.1:1 check\n  server bbbbbbbb 192.0.2.10:1 check\n",
      "backend a\n  modee http\n  {{ x }} y z\n  server {{ a }}  192.0.2.1:1  check\n  server bbbbbbbb 192.0.2.10:1 check\n",
    ],
  ])("aligns, where it is asked to, %s", (_, before, after) => {
    expect(formatted(before, { align: true })).toBe(after);
    expect(formatted(after, { align: true })).toBe(after);
  });

  it("indents by what it is told", () => {
    expect(formatted("backend a\n  mode  http\n  # c\n", { indent: "\t" })).toBe(
      "backend a\n\tmode http\n\t# c\n",
    );
  });

  it("formats the lines of a range and no other", () => {
    const text = "backend  a\n mode  http\n server  x 192.0.2.1:1\n";
    const start = text.indexOf(" mode");
    const edits = formatEdits(unmarked("haproxy", text), {}, { start: start + 2, end: start + 12 });
    expect(applyEdits(text, edits)).toBe(text.replace("mode  http", "mode http"));
  });

  it("does not format templates with tags", () => {
    const text = "global\n{% if x %}\n  daemon  \n{% endif %}\n";
    expect(unformattable(unmarked("haproxy", text))).toEqual({ reason: "template", at: 7 });
    expect(formatted(text)).toBe(text);
  });
});
