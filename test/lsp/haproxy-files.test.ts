/** A HAProxy configuration of several files, of which an editor has one open and no folder. */
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { cleanUp, folder, start } from "./client.ts";

afterAll(cleanUp);

const main = "defaults\n  mode http\nfrontend web\n  bind :80\n  default_backend app\n";
const part = "backend app\n  server one 192.0.2.1:80\n";

describe("a part that is open alone", () => {
  it("is seen within its configuration, as the disk and the editor have the rest", async () => {
    const root = folder({ "haproxy.cfg": main, "conf.d/app.cfg": part });
    const uri = (name: string) => pathToFileURL(`${root}/${name}`).href;
    const client = await start({});
    client.open(uri("conf.d/app.cfg"), "haproxy", part);
    const at = { textDocument: { uri: uri("conf.d/app.cfg") }, position: { line: 0, character: 9 } };
    const references = () =>
      client.request("textDocument/references", { ...at, context: { includeDeclaration: false } });
    const usedAt = (line: number) => ({ range: { start: { line, character: 18 } }, uri: uri("haproxy.cfg") });
    expect(await references()).toMatchObject([usedAt(4)]);
    const edit = await client.request("textDocument/rename", { ...at, newName: "pool" });
    expect(
      edit.documentChanges.map((c: { textDocument: { uri: string } }) => c.textDocument.uri).sort(),
    ).toEqual([uri("conf.d/app.cfg"), uri("haproxy.cfg")]);
    client.open(uri("haproxy.cfg"), "haproxy", `# one line more\n${main}`);
    expect(await references()).toMatchObject([usedAt(5)]);
    expect(await client.close()).toBe(0);
  });
});
