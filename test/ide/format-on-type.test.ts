import { describe, expect, it } from "vitest";
import { indentTypedLine } from "../../server/src/ide/format/on-type.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { marked } from "./support.ts";

/** The text with the cursor's line indented. */
function typed(text: string, indent?: string): string {
  const { file, offset } = marked("keepalived", text);
  return applyEdits(file.text, indentTypedLine(file, offset, indent));
}

describe("formatting on type", () => {
  it.each<[string, string, string]>([
    ["a line break behind an opening brace", "vrrp_instance V {\n$0", "vrrp_instance V {\n    "],
    [
      "one behind a line of a block",
      "vrrp_instance V {\n  state BACKUP\n$0\n}\n",
      "vrrp_instance V {\n  state BACKUP\n  \n}\n",
    ],
    [
      "one behind a block that began on its line",
      "vrrp_instance V { state BACKUP\n$0",
      "vrrp_instance V { state BACKUP\n    ",
    ],
    [
      "one behind a comment",
      "vrrp_instance V {\n\t# the state\n$0\n\tstate BACKUP\n}\n",
      "vrrp_instance V {\n\t# the state\n\t\n\tstate BACKUP\n}\n",
    ],
    [
      "one behind a block",
      "vrrp_instance V {\n  state BACKUP\n}\n   $0",
      "vrrp_instance V {\n  state BACKUP\n}\n",
    ],
    [
      "one before a closing brace",
      "vrrp_instance V {\n  state BACKUP\n$0    }\n",
      "vrrp_instance V {\n  state BACKUP\n}\n",
    ],
    [
      "one before other words",
      "vrrp_instance V {\n  state BACKUP\n$0priority 5\n}\n",
      "vrrp_instance V {\n  state BACKUP\n  priority 5\n}\n",
    ],
    [
      "a closing brace",
      "vrrp_instance V {\n    track_interface {\n        eth0\n        }$0",
      "vrrp_instance V {\n    track_interface {\n        eth0\n    }",
    ],
    [
      "a closing brace below a lone opening one",
      "  vrrp_instance V\n  {\n    state BACKUP\n    }$0",
      "  vrrp_instance V\n  {\n    state BACKUP\n  }",
    ],
    ["a line break at the start", "  $0", ""],
  ])("indents after %s", (_, before, after) => {
    expect(typed(before)).toBe(after);
  });

  it.each([
    "vrrp_instance V {\n      track_interface { eth0 }$0\n}\n",
    "$VIPS=192.0.2.1 \\\n   $0192.0.2.2 \\\n  192.0.2.3\n",
    "vrrp_instance V {\n  # }$0\n}\n",
    "      }$0\n",
  ])("leaves alone the line of %j", (text) => {
    expect(typed(text)).toBe(text.replace("$0", ""));
  });

  it("indents a line of nginx", () => {
    const { file, offset } = marked("nginx", "a {\n$0\n");
    expect(applyEdits(file.text, indentTypedLine(file, offset))).toBe("a {\n    \n");
  });

  it.each<[string, string, string]>([
    ["below a header", "backend a\n$0", "backend a\n    "],
    [
      "below a header in a file of tabs",
      "defaults\n\tmode http\nbackend a # c\n$0\n",
      "defaults\n\tmode http\nbackend a # c\n\t\n",
    ],
    ["below a line of a section", "backend a\n  mode http\n$0server x", "backend a\n  mode http\n  server x"],
    ["below a line of a condition", "global\n  .if 1\n      a\n$0", "global\n  .if 1\n      a\n      "],
    [
      "of a header to the margin",
      "backend a\n  mode http\n  $0listen b\n",
      "backend a\n  mode http\nlisten b\n",
    ],
    ["not below a blank line", "backend a\n  mode http\n\n  $0", "backend a\n  mode http\n\n  "],
    ["not at the start", "  $0", "  "],
    ["not behind a brace", "backend a\nacl b if { TRUE }$0\n", "backend a\nacl b if { TRUE }\n"],
  ])("indents a line of haproxy.cfg %s", (_, before, after) => {
    const { file, offset } = marked("haproxy", before);
    expect(applyEdits(file.text, indentTypedLine(file, offset))).toBe(after);
  });

  it("indents by what it is told", () => {
    expect(typed("vrrp_instance V {\n$0", "\t")).toBe("vrrp_instance V {\n\t");
  });
});
