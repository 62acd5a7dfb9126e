import { describe, expect, it } from "vitest";
import { dialectById } from "../../server/src/dialects/all.ts";
import { type FormatOptions, formatEdits, unformattable } from "../../server/src/ide/format.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { SourceFile } from "../../server/src/workspace/source-file.ts";
import { unmarked } from "./support.ts";

/** The text, formatted. */
function formatted(text: string, options: FormatOptions = {}): string {
  return applyEdits(text, formatEdits(unmarked("keepalived", text), options));
}

/** Formats the lines of a text that `>` marks. */
function formattedRange(marked: string): string {
  const lines = marked.split("\n");
  const text = lines.map((line) => line.replace(/^>/, "")).join("\n");
  const offsetOf = (index: number) =>
    lines.slice(0, index).join("\n").replace(/^>/gm, "").length + (index > 0 ? 1 : 0);
  const first = lines.findIndex((line) => line.startsWith(">"));
  const last = lines.findLastIndex((line) => line.startsWith(">"));
  const range = { start: offsetOf(first), end: offsetOf(last + 1) };
  return applyEdits(text, formatEdits(unmarked("keepalived", text), {}, range));
}

describe("formatting keepalived.conf", () => {
  it.each<[string, string, string]>([
    [
      "indents by what the file indents by mostly",
      "global_defs {\n  router_id a\n  script_user b\n     vrrp_strict\n}\nvrrp_instance V {\n    state BACKUP\n}\n",
      "global_defs {\n  router_id a\n  script_user b\n  vrrp_strict\n}\nvrrp_instance V {\n  state BACKUP\n}\n",
    ],
    [
      "indents by four blanks where nothing is indented",
      "vrrp_instance V {\nvirtual_ipaddress {\n192.0.2.1\n}\n}\n",
      "vrrp_instance V {\n    virtual_ipaddress {\n        192.0.2.1\n    }\n}\n",
    ],
    [
      "indents by tabs where the file does",
      "global_defs {\n\trouter_id a\n\tscript_user b\n    vrrp_strict\n}\n",
      "global_defs {\n\trouter_id a\n\tscript_user b\n\tvrrp_strict\n}\n",
    ],
    [
      "puts what follows a brace on a line of its own",
      "vrrp_instance V { state BACKUP\n    virtual_ipaddress { 192.0.2.1 } }  vrrp_instance W {\n    authentication { auth_type PASS }\n}\n",
      "vrrp_instance V {\n    state BACKUP\n    virtual_ipaddress {\n        192.0.2.1\n    }\n}\nvrrp_instance W {\n    authentication {\n        auth_type PASS\n    }\n}\n",
    ],
    [
      "puts a lone brace behind the words whose block it opens",
      "vrrp_instance V\n\n{ # of the pair\n    virtual_ipaddress\n    {\n        192.0.2.1\n    }\n}\n",
      "vrrp_instance V { # of the pair\n    virtual_ipaddress {\n        192.0.2.1\n    }\n}\n",
    ],
    [
      "puts one blank before a brace",
      "vrrp_instance V{\n    virtual_ipaddress\t {\n        192.0.2.1\n    }\n}\n",
      "vrrp_instance V {\n    virtual_ipaddress {\n        192.0.2.1\n    }\n}\n",
    ],
    [
      "takes away blanks at ends of lines, blank lines at the start and more than two in a row",
      "\n \nglobal_defs { \t\n    router_id a  \n   \n\n\n\n}   # end  \n\n\n",
      "global_defs {\n    router_id a\n\n\n}   # end\n",
    ],
    [
      "ends a file with a line break",
      "global_defs {\n    router_id a\n}",
      "global_defs {\n    router_id a\n}\n",
    ],
    ["makes nothing of blanks alone", " \n\t\n", ""],
    [
      "keeps CRLF and a byte order mark",
      "\ufeffglobal_defs {\r\n  router_id a \r\n\r\n\r\n\r\n  script_user b }\r\n",
      "\ufeffglobal_defs {\r\n  router_id a\r\n\r\n\r\n  script_user b\r\n}\r\n",
    ],
    [
      "indents comments like what stands there, their text as it is",
      "vrrp_instance V {\n# the state\n    state BACKUP\n#track_script {\n#    chk\n#}\n  ! last\n}\n# after\n",
      "vrrp_instance V {\n    # the state\n    state BACKUP\n    #track_script {\n    #    chk\n    #}\n    ! last\n}\n# after\n",
    ],
    [
      "keeps comments in column, and those that go on below them",
      "vrrp_instance V {\n  state BACKUP    # one\n                  # goes on\n                  # and on\n  priority 100    # two\n    nopreempt\n    preempt_delay 5\n    advert_int 1\n}\n",
      "vrrp_instance V {\n    state BACKUP    # one\n                    # goes on\n                    # and on\n    priority 100    # two\n    nopreempt\n    preempt_delay 5\n    advert_int 1\n}\n",
    ],
    [
      "breaks ties between steps of indent for four blanks",
      "global_defs {\n  router_id a\n}\nvrrp_instance V {\n    state BACKUP\n}\n",
      "global_defs {\n    router_id a\n}\nvrrp_instance V {\n    state BACKUP\n}\n",
    ],
    [
      "indents lines that variables and sequences make",
      "$P=100\nvrrp_instance V {\n$Q=5\n    priority $P\nvirtual_ipaddress {\n~SEQ(I, 5) 192.0.2.$I\n}\ninclude more/*.conf \n}\n",
      "$P=100\nvrrp_instance V {\n    $Q=5\n    priority $P\n    virtual_ipaddress {\n        ~SEQ(I, 5) 192.0.2.$I\n    }\n    include more/*.conf\n}\n",
    ],
    [
      "formats lines with template values",
      "vrrp_instance {{ name }} {\nstate {{ state }}\n  priority {{ prio  }}  # {{ why }}\n}\n",
      "vrrp_instance {{ name }} {\n  state {{ state }}\n  priority {{ prio  }}  # {{ why }}\n}\n",
    ],
  ])("%s", (_, before, after) => {
    expect(formatted(before)).toBe(after);
    expect(formatted(after)).toBe(after);
  });

  it.each<[string, string]>([
    ["blanks between words", "vrrp_instance V {\n    state         BACKUP\n    priority\t100\n}\n"],
    ["an empty block", "vrrp_instance V {\n    track_interface { }\n    virtual_ipaddress {}\n}\n"],
    ["two blank lines", "global_defs {\n}\n\n\nvrrp_instance V {\n}\n"],
    [
      "a value that goes on over lines",
      "$VIPS=192.0.2.1 \\\n  192.0.2.2 \\  \n\t192.0.2.3\nglobal_defs {\n}\n",
    ],
    ["the empty line that ends a value", "$VIPS=192.0.2.1 \\\n\nglobal_defs {\n}\n"],
    [
      "a value of several lines that is put in at the end of a line",
      "vrrp_instance V {\n    virtual_ipaddress { $VIPS }\n}\n",
    ],
    ["conditions, wherever they stand", "vrrp_instance V {\n@a\tpriority 100\n    @^a priority 99\n}\n"],
    ["a definition with a condition", "@a   $X=5\n   @^a $X=6\n"],
    ["a line that is a template value", "vrrp_instance V {\n{{ more }}\n    state BACKUP\n}\n"],
    ["an include behind a brace", "vrrp_instance V { include part.conf\n}\n"],
    [
      "a line that a comment speaks for",
      "vrrp_instance V {\n    # kalint: allow=x\n    virtual_ipaddress { 192.0.2.1 }\n    track_interface { eth0 } # kalint: allow=x\n}\n",
    ],
    [
      "a brace below a comment",
      "vrrp_instance V # first\n{\n    state BACKUP\n}\nvrrp_instance W\n# of both\n{\n}\n",
    ],
    ["a line whose quote is not closed", 'vrrp_instance V {\nnotify "/bin/true  \n    state BACKUP\n}\n'],
    ["a brace that opens no block", "vrrp_instance V {\n    notify_master 'awk {x}'\n}\n"],
    ["a line that the daemon would cut", `vrrp_instance V {\n# ${"x".repeat(1000)}  \n    state BACKUP\n}\n`],
    [
      "a line that it would cut for its bytes",
      `vrrp_instance V {\n# ${"\u6771".repeat(333)}  \n    state BACKUP\n}\n`,
    ],
    [
      "a block of the top level inside another",
      "vrrp_instance V {\n  vrrp_script s { interval 2\n    }\n    state BACKUP\n}\n",
    ],
    ["blanks in front of a form feed", " \f$X=1\nvrrp_instance V {\n  \f@a state BACKUP\n}\n"],
    ["blanks between a byte order mark and a word", "\ufeff \n\n  global_defs{\n}\n"],
    [
      "a word that ends in a backslash, and the line below it",
      "vrrp_instance V {\n    virtual_ipaddress  \\ \n  {\n    }\n  track_interface \\ { eth0\n    }\n}\n",
    ],
    [
      "a comment that ends in a backslash, and the line below it",
      "$X=1 # c \\\n  vrrp_instance V{\n  # c \\  \n     state BACKUP\n}\n",
    ],
    [
      "lines of blanks or a comment that a value goes on over",
      "$X=a \\\n  \n\t# c\n  vrrp_instance V{ state BACKUP\n}\n",
    ],
    ["blanks behind an open quote", '$X="a \t\nglobal_defs {\n  include "x \n}\n'],
    ["a mark that is escaped before an open quote", 'global_defs {\n  \\# c" \n}\n'],
    ["a condition with nothing behind it", "global_defs {\n  @a \n}\n"],
    ["nothing", ""],
  ])("leaves alone %s", (_, text) => {
    expect(unformattable(unmarked("keepalived", text))).toBeUndefined();
    expect(formatted(text)).toBe(text);
  });

  it("leaves alone conditions and what they leave out, where it is known which", () => {
    const text =
      "vrrp_instance V { \n@a\tpriority 100\n  @b track_interface {\n      @b }\n@^a priority 99\n  state BACKUP\n}\n";
    const file = new SourceFile("/keepalived.conf", text, dialectById("keepalived"), "2.3", undefined, {
      configId: "a",
    });
    expect(applyEdits(text, formatEdits(file, { indent: "    " }))).toBe(
      text.replace("V { ", "V {").replace("  state", "    state"),
    );
  });

  it("indents by what it is told", () => {
    const text = "vrrp_instance V {\n  state BACKUP\n  # c\n}\n";
    expect(formatted(text, { indent: "\t" })).toBe("vrrp_instance V {\n\tstate BACKUP\n\t# c\n}\n");
    expect(formatted(text, { indent: "        " })).toBe(text.replaceAll("  ", "        "));
  });

  it("formats the lines of a range and no other", () => {
    expect(
      formattedRange(
        "vrrp_instance V {\n state BACKUP  \n>  priority 100\n>   virtual_ipaddress { 192.0.2.1 }\n nopreempt\n\n\n\n\n}\n",
      ),
    ).toBe(
      "vrrp_instance V {\n state BACKUP  \n priority 100\n virtual_ipaddress {\n  192.0.2.1\n }\n nopreempt\n\n\n\n\n}\n",
    );
  });

  it.each<[string, ReturnType<typeof unformattable>]>([
    ["vrrp_instance V {\n  state BACKUP\n", { reason: "unclosed-block", at: 0, text: "vrrp_instance V" }],
    ["a {\n}\n  }\n", { reason: "stray-brace", at: 8, text: "}" }],
    ["{\n}\n", { reason: "stray-brace", at: 0, text: "{" }],
    ["$O=vrrp_instance V {\n$O\n  state BACKUP\n}\n", { reason: "variable", at: 39 }],
    ["{% if x %}\nglobal_defs {\n}\n{% endif %}\n", { reason: "template", at: 0 }],
    ["{{ range .Nodes }}\nglobal_defs {\n}\n{{end}}\n", { reason: "template", at: 0 }],
    ["global_defs {\n<% if x %>\n  a\n<% end %>\n}\n", { reason: "template", at: 14 }],
  ])("can not format %j, and does not", (text, why) => {
    expect(unformattable(unmarked("keepalived", text))).toEqual(why);
    expect(formatted(text)).toBe(text);
  });
});
