// biome-ignore-all lint/suspicious/noTemplateCurlyInString: keepalived writes its variables like that.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepalived } from "../../../server/src/dialects/keepalived/keepalived.ts";
import { printTree } from "../../../server/src/syntax/tree.ts";
import { shared } from "../../support/shared.ts";
import { outline, problems } from "./support.ts";

describe("words", () => {
  it.each([
    ["priority\t100\r\n", ["priority 100"]],
    ["priority 100", ["priority 100"]],
    ["interface eth0#x\n", ["interface eth0"]],
    ["priority 51!x\n", ["priority 51"]],
    ["auth_pass a\\#b\\!c\n", ["auth_pass a"]],
    ["auth_pass a\\b\n", ["auth_pass a\\b"]],
    ['auth_pass "a#b!c"\n', ['auth_pass "a#b!c"']],
    ['x "a""b"\n', ['x "a" "b"']],
    ['priority"100"\n', ['priority "100"']],
    ['x ""\n', ['x ""']],
    ["router_id 'a b'\n", ["router_id 'a b'"]],
    ["priority \\\n100\n", ["priority \\", "100"]],
    ["global_defs\u00a0x\n", ['"global_defs\u00a0x"']],
    ["# all\n! comments\n", []],
  ])("of %j are %j", (text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  it("of commands are split by both kinds of quotes", () => {
    expect(outline(`script 'killall -0 "nginx"' root\n`)).toEqual([`script "killall -0 \\"nginx\\"" root`]);
    expect(outline('notify_master /x\\ y "a b"\n')).toEqual(['notify_master "/x\\\\ y" "a b"']);
  });

  it("take the rest of an include line as one pattern, braces and quotes too", () => {
    expect(outline('include conf.d/{a,b}*.conf # both\nincluder "x y"\n')).toEqual([
      "include conf.d/{a,b}*.conf",
      'includer "\\"x y\\""',
    ]);
  });
});

describe("braces", () => {
  it.each([
    ["vrrp_instance V1{\nstate BACKUP\n}\n", ["vrrp_instance V1 {}", "  state BACKUP"]],
    ["vrrp_instance V1\n# between\n\n{\n}\n", ["vrrp_instance V1 {}"]],
    ["vrrp_instance V1 { state BACKUP\n}\n", ["vrrp_instance V1 {}", "  state BACKUP"]],
    ["virtual_ipaddress { 10.0.0.5 }\n", ["virtual_ipaddress {}", "  10.0.0.5"]],
    ["a {\nb {\nc 51 } }\n", ["a {}", "  b {}", "    c 51"]],
    ["a {\nb {\n}}\n", ["a {}", "  b {}"]],
    ["a {\n} vrrp_instance V2 {\n}\n", ["a {}", "vrrp_instance V2 {}"]],
    ["group { V1 V2 }\n", ["group {}", "  V1 V2"]],
    ["state BACKUP interface eth0\n", ["state BACKUP interface eth0"]],
  ])("of %j make %j", (text, expected) => {
    expect(outline(text)).toEqual(expected);
    expect(keepalived.parse(text).problems).toEqual([]);
  });

  it.each([
    ["}\n", ["reject stray-brace: }"]],
    ["{\n}\n", ["reject stray-brace: {"]],
    ["global_defs {\n", ["reject unclosed-block: global_defs"]],
    ['router_id "a\n', ['reject unclosed-quote: "a']],
    ["script 'a\n", ["reject unclosed-quote: 'a"]],
    ["\ufeffglobal_defs {\n}\n", ["reject unexpected-token: \ufeff"]],
  ])("of %j are wrong: %j", (text, expected) => {
    expect(problems(text).filter((p) => expected.includes(p))).toEqual(expected);
  });

  it("that are missing inside are missed where the indentation shows it, and only there", () => {
    const text =
      "vrrp_instance V1 {\n    authentication {\n        auth_type PASS\n    virtual_router_id 5\n}\n";
    expect(keepalived.parse(text).problems.map((p) => text.slice(p.start, p.end))).toEqual([
      "authentication",
    ]);
  });

  it("that are missing before the next top-level block do not swallow it", () => {
    const text = "vrrp_instance V1 {\n    state BACKUP\nvrrp_instance V2 {\n    state BACKUP\n}\n";
    expect(outline(text)).toEqual([
      "vrrp_instance V1 {",
      "  state BACKUP",
      "vrrp_instance V2 {}",
      "  state BACKUP",
    ]);
    const [problem] = keepalived.parse(text).problems;
    expect(problem).toMatchObject({ kind: "unclosed-block", start: 0, insert: { at: 35, text: "\n}" } });
  });
});

describe("definitions", () => {
  it.each([
    ["$IF=eth0 # note\ninterface $IF\n", ['$IF = "eth0"', "interface eth0"]],
    ["$IF= eth0\ninterface ${IF}.5\n", ['$IF = "eth0"', "interface eth0.5"]],
    ['$X=a\nrouter_id "${X}b" "$X"\n', ['$X = "a"', 'router_id "ab" "$X"']],
    ["$Y=${X}b\n$X=a\nrouter_id $Y\n", ['$Y = "${X}b"', '$X = "a"', "router_id ab"]],
    ["router_id a${_HASH}b\n", ["router_id a${_HASH}b??"]],
    ['router_id "a${_BANG}b"\n', ['router_id "a!b"']],
    ["router_id $NONE ${NONE}\n", ["router_id $NONE? ${NONE}?"]],
    ["$X=10.0.0.1\na $X/24\n", ['$X = "10.0.0.1"', "a $X/24?"]],
    ["$X = v\n", ["$X? = v"]],
    ["$V=10.0.0.1 \\\n10.0.0.2\n$V\nb\n", ['$V = "10.0.0.1 \\\\\\n10.0.0.2"', "$V??", "b"]],
    ["$V=a \\\n\nb\n", ['$V = "a \\\\"', "b"]],
    ["a {\n$X=b\n}\nc $X\n", ["a {}", '  $X = "b"', "c b"]],
    ["$A=${A}${A}\nx ${A}\n", ['$A = "${A}${A}"', "x ${A}?"]],
  ])("in %j are put in: %j", (text, expected) => {
    expect(outline(text)).toEqual(expected);
  });
});

describe("conditions, sequences and templates", () => {
  it.each([
    ["@main state MASTER\n@^main state BACKUP\n", ["@main state MASTER", "@^main state BACKUP"]],
    ["@main\nstate MASTER\n", ["stray @main", "state MASTER"]],
    ["a@b.c\nx @b\n", ["a@b.c", "x @b"]],
    ["~SEQ(n, 1, 3) 10.0.0.$n\n", ['"~SEQ(n, 1, 3) 10.0.0.$n"??']],
    ["priority {{ prio }}\n", ['priority "{{ prio }}"??']],
    ["10.0.0.{{ n }}/24\n", ['"10.0.0.{{ n }}/24"?']],
    ["priority <%= @prio %>\n", ['priority "<%= @prio %>"??']],
    ["priority @PRIO@\n", ["priority @PRIO@??"]],
    ["{% if x %}\npriority 1\n{% endif %}\n", ["priority 1"]],
    ["{# several\nlines #}\npriority 1\n", ["priority 1"]],
    ["a {# note\n}\n", ["a {}"]],
  ])("%j reads as %j", (text, expected) => {
    expect(outline(text)).toEqual(expected);
  });
});

describe("any text", () => {
  it("comes back whole", () => {
    const pieces = [
      "{",
      "}",
      "#",
      "!",
      '"',
      "'",
      "\\",
      "\n",
      "\r\n",
      " ",
      "$X=",
      "$X",
      "${X}",
      "~SEQ(",
      "@a",
      "@a ",
      "@^a ",
      "@b ",
      "-".repeat(700),
      "漢".repeat(300),
      "include ",
      "script ",
      "{{",
      "}}",
      "{%",
      "%}",
      "a",
      "\0",
      "\ufeff",
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        text,
        (input) =>
          printTree(keepalived.parse(input)) === input &&
          printTree(keepalived.parse(input, { configId: "a" })) === input,
      ),
      { numRuns: 3000 },
    );
  });

  const corpus = shared("corpus", "losslessness over the keepalived corpus");
  it.skipIf(corpus === undefined)("of the corpus comes back whole", () => {
    const files = ["keepalived", "keepalived-clusters", "templates", "seeds"].flatMap((group) =>
      filesIn(path.join(corpus ?? "", group)),
    );
    expect(files.length).toBeGreaterThan(150);
    for (const file of files) {
      const text = readFileSync(file, "latin1");
      expect(printTree(keepalived.parse(text)), file).toBe(text);
    }
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const full = path.join(folder, name);
    return statSync(full).isDirectory() ? filesIn(full) : [full];
  });
}
