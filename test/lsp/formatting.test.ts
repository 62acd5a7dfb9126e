import { afterAll, describe, expect, it } from "vitest";
import { cleanUp, start } from "./client.ts";

afterAll(cleanUp);

const uri = "file:///w/ka1/keepalived.conf";
const textDocument = { uri };
const options = { tabSize: 2, insertSpaces: true };

const rough = "vrrp_instance V { state BACKUP  \r\n      # 東京 \r\n virtual_ipaddress { 192.0.2.1 } }\r\n";

interface TextEdit {
  readonly newText: string;
  readonly range: Record<"start" | "end", { readonly line: number; readonly character: number }>;
}

/** What an editor makes of edits: a column past the end of a line is its end. */
function applied(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = ({ line, character }: TextEdit["range"]["start"]) => {
    const start = starts[line] ?? text.length;
    return start + Math.min(character, (/^[^\r\n]*/.exec(text.slice(start))?.[0] ?? "").length);
  };
  const ordered = [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start));
  return ordered.reduce(
    (done, { range, newText }) =>
      done.slice(0, offset(range.start)) + newText + done.slice(offset(range.end)),
    text,
  );
}

async function opened(text: string, languageId = "keepalived") {
  const client = await start({});
  client.open(uri, languageId, text);
  return client;
}

describe("formatting", () => {
  it("of a document indents as the editor says and keeps its line ends", async () => {
    const client = await opened(rough);
    const edits = await client.request("textDocument/formatting", { textDocument, options });
    expect(applied(rough, edits)).toBe(
      "vrrp_instance V {\r\n  state BACKUP\r\n  # 東京\r\n  virtual_ipaddress {\r\n    192.0.2.1\r\n  }\r\n}\r\n",
    );
    const tabs = { tabSize: 8, insertSpaces: false };
    expect(
      applied(rough, await client.request("textDocument/formatting", { textDocument, options: tabs })),
    ).toContain("\r\n\tvirtual_ipaddress {\r\n\t\t192.0.2.1\r\n\t}\r\n}\r\n");
    expect(await client.close()).toBe(0);
  });

  it("puts words of a haproxy.cfg into columns where the settings say so", async () => {
    const client = await start({ initializationOptions: { format: { align: true } } });
    const haproxy = { uri: "file:///w/haproxy.cfg" };
    const text = "backend a\n  mode http\n  server app1 192.0.2.1:80\n";
    client.open(haproxy.uri, "haproxy", text);
    const edits = await client.request("textDocument/formatting", { textDocument: haproxy, options });
    expect(applied(text, edits)).toBe(text.replace("mode http", "mode   http"));
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    expect(
      await client.request("textDocument/rangeFormatting", { textDocument: haproxy, range, options }),
    ).toEqual([]);
    expect(await client.close()).toBe(0);
  });

  it("of a range changes no other line", async () => {
    const client = await opened(rough);
    const range = { start: { line: 1, character: 3 }, end: { line: 2, character: 0 } };
    const edits = await client.request("textDocument/rangeFormatting", { textDocument, range, options });
    expect(applied(rough, edits)).toBe(rough.replace("      # 東京 ", "  # 東京"));
    expect(await client.close()).toBe(0);
  });

  it("on type indents the line that was begun or closed", async () => {
    const text = "vrrp_instance V {\n  track_interface {\n    eth0\n      }\n";
    const client = await opened(text);
    const ask = (line: number, character: number, ch: string) =>
      client.request("textDocument/onTypeFormatting", {
        textDocument,
        position: { line, character },
        ch,
        options,
      });
    expect(applied(text, await ask(3, 7, "}"))).toBe(text.replace("      }", "  }"));
    client.notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: "vrrp_instance V {\n" }],
    });
    expect(applied("vrrp_instance V {\n", await ask(1, 0, "\n"))).toBe("vrrp_instance V {\n  ");
    expect(await client.close()).toBe(0);
  });

  it("of what can not be formatted changes nothing", async () => {
    const client = await opened("vrrp_instance V {\nstate BACKUP\n");
    expect(await client.request("textDocument/formatting", { textDocument, options })).toEqual([]);
    const nginx = { uri: "file:///w/nginx.conf" };
    client.open(nginx.uri, "nginx", "events {\n    worker_connections 5\n    }\n");
    expect(await client.request("textDocument/formatting", { textDocument: nginx, options })).toEqual([]);
    expect(await client.close()).toBe(0);
  });
});
