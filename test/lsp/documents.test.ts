import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Documents } from "../../server/src/lsp/documents.ts";
import { pathOf, uriOf } from "../../server/src/lsp/uris.ts";

const uri = "file:///w/haproxy.cfg";

/** Texts with everything that makes columns hard: line breaks of all kinds, characters of one to four bytes. */
const text = fc
  .array(fc.constantFrom("a", "b c", "\n", "\r\n", "\r", "ä", "語", "😀", "\t"), { maxLength: 30 })
  .map((parts) => parts.join(""));
/** A replacement between two places, each as a share of the text. */
const edit = fc.record({
  a: fc.double({ min: 0, max: 1, noNaN: true }),
  b: fc.double({ min: 0, max: 1, noNaN: true }),
  text,
});

describe("an open document", () => {
  it("is after any edits what every other implementation makes of them", () => {
    fc.assert(
      fc.property(text, fc.array(edit, { maxLength: 6 }), (before, edits) => {
        const documents = new Documents();
        documents.open(uri, "haproxy", 1, before);
        let other = TextDocument.create(uri, "haproxy", 1, before);
        const changes = edits.map(({ a, b, text: own }) => {
          const length = other.getText().length;
          const [start, end] = [a, b].sort((x, y) => x - y).map((share) => Math.round(share * length));
          const range = { start: other.positionAt(start ?? 0), end: other.positionAt(end ?? 0) };
          const { version } = other;
          const after = TextDocument.update(other, [{ range, text: own }], version + 1).getText();
          other = TextDocument.create(uri, "haproxy", version + 1, after);
          return { range, text: own };
        });
        expect(documents.change(uri, 2, changes)?.text).toBe(other.getText());
      }),
      { numRuns: 500 },
    );
  });

  it("takes columns in bytes where that was agreed on", () => {
    const documents = new Documents();
    documents.unit = "utf-8";
    documents.open(uri, "haproxy", 1, "# 😀 ä 語 x\n");
    const at = (column: number) => ({ line: 0, character: column });
    const range = { start: at(Buffer.byteLength("# 😀 ")), end: at(Buffer.byteLength("# 😀 ä 語")) };
    expect(documents.change(uri, 2, [{ range, text: "é" }])?.text).toBe("# 😀 é x\n");
  });

  it("can be replaced whole", () => {
    const documents = new Documents();
    documents.open(uri, "haproxy", 1, "a");
    expect(documents.change(uri, 2, [{ text: "b" }])).toMatchObject({ text: "b", version: 2 });
  });

  it("is spoken of by the client's own spelling", () => {
    const documents = new Documents();
    documents.open("file:///w/a%2Bb.cfg", "haproxy", 1, "");
    expect(documents.uriOf("/w/a+b.cfg")).toBe("file:///w/a%2Bb.cfg");
  });
});

describe("a path", () => {
  it.each([
    ["file:///etc/haproxy/haproxy.cfg", "/etc/haproxy/haproxy.cfg"],
    ["file:///w/a%20b/%C3%A4.conf", "/w/a b/ä.conf"],
    ["untitled:Untitled-1", "untitled:Untitled-1"],
  ])("of %s is %s, and back", (address, path) => {
    expect(pathOf(address)).toBe(path);
    expect(pathOf(uriOf(path))).toBe(path);
  });
});
