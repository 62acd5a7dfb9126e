/** Nodes and clusters as an editor sees them: over unsaved texts, and with the fix that writes kalint.json. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Client, capabilities, cleanUp, folder, start, uriOf } from "./client.ts";

afterAll(cleanUp);

function node(name: string, vrid: number, priority: number, vip = "192.0.2.10"): string {
  return `vrrp_instance ${name} {
    interface eth0
    virtual_router_id ${vrid}
    priority ${priority}
    virtual_ipaddress {
        ${vip}
    }
}
`;
}

/** A pair that one address brings together, too little to compare them. */
const possible = {
  "berlin/keepalived.conf": node("A", 51, 100),
  "paris/keepalived.conf": node("B", 52, 90),
};

const making = {
  ...capabilities,
  workspace: {
    ...capabilities.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
  },
};

const codes = (items: readonly { code: string }[]) => items.map((d) => d.code);

const title = "name both in `kalint.json` as nodes of one cluster";

interface Opened {
  readonly client: Client;
  readonly root: string;
  readonly uri: (name: string) => string;
}

/** A client with a folder whose files it has open. */
async function opened(files: Readonly<Record<string, string>>, abilities: object = making): Promise<Opened> {
  const root = folder(files);
  const client = await start({ folder: root, capabilities: abilities });
  const uri = (name: string) => uriOf(path.join(root, name));
  for (const [name, text] of Object.entries(files))
    if (name.endsWith(".conf")) client.open(uri(name), "keepalived", text);
  return { client, root, uri };
}

/** The edit that the fix of possible-peer is. */
async function fixOf({ client, uri }: Opened) {
  const berlin = uri("berlin/keepalived.conf");
  const found = await client.findings(berlin, (items) => codes(items).includes("CL132"));
  const { range } = found.find((d) => d.code === "CL132");
  const actions = await client.request("textDocument/codeAction", {
    textDocument: { uri: berlin },
    range,
    context: { diagnostics: [] },
  });
  return actions.find((action: { title: string }) => action.title === title).edit;
}

const start0 = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

describe("the fix of possible-peer", () => {
  it("makes a kalint.json and writes into it, and then the two are compared", async () => {
    const session = await opened(possible);
    const { documentChanges } = await fixOf(session);
    const uri = session.uri("kalint.json");
    expect(documentChanges).toEqual([
      { kind: "create", uri, options: { ignoreIfExists: true } },
      { textDocument: { uri, version: null }, edits: [{ range: start0, newText: expect.any(String) }] },
    ]);
    const { client, root } = session;
    const says = () => client.said.some(({ method }) => method === "window/showMessage");
    const watched = { changes: [{ uri, type: 1 }] };
    // As an editor does it: the file is there before its text is.
    writeFileSync(path.join(root, "kalint.json"), "");
    client.notify("workspace/didChangeWatchedFiles", watched);
    writeFileSync(path.join(root, "kalint.json"), documentChanges[1].edits[0].newText);
    client.notify("workspace/didChangeWatchedFiles", watched);
    await client.findings(session.uri("paris/keepalived.conf"), (items) => codes(items).includes("CL101"));
    expect(says()).toBe(false);
    expect(await client.close()).toBe(0);
  });

  it("is a plain text edit for a client that makes no files by themselves", async () => {
    const session = await opened(possible, capabilities);
    expect(await fixOf(session)).toEqual({
      changes: { [session.uri("kalint.json")]: [{ range: start0, newText: expect.any(String) }] },
    });
    expect(await session.client.close()).toBe(0);
  });

  it("adds to the kalint.json that is there", async () => {
    const session = await opened({ ...possible, "kalint.json": '{\n  "failOn": "warning"\n}\n' });
    const { documentChanges } = await fixOf(session);
    const at = { line: 1, character: 21 };
    expect(documentChanges).toEqual([
      {
        textDocument: { uri: session.uri("kalint.json"), version: null },
        edits: [{ range: { start: at, end: at }, newText: expect.stringMatching(/^,\n {2}"clusters": \[/) }],
      },
    ]);
    expect(readFileSync(path.join(session.root, "kalint.json"), "utf8")).not.toContain("clusters");
    expect(await session.client.close()).toBe(0);
  });
});

describe("texts that are in no file yet", () => {
  it("make a cluster", async () => {
    const { client, uri } = await opened({});
    client.open(uri("ka1/keepalived.conf"), "keepalived", node("VI_1", 51, 100));
    client.open(uri("ka2/keepalived.conf"), "keepalived", node("VI_1", 52, 90));
    await client.findings(uri("ka2/keepalived.conf"), (items) => codes(items).includes("CL101"));
    expect(await client.close()).toBe(0);
  });

  it("take the finding of the other file back when they cut the tie", async () => {
    const { client, uri } = await opened(possible);
    const [berlin, paris] = [uri("berlin/keepalived.conf"), uri("paris/keepalived.conf")];
    await client.findings(berlin, (items) => codes(items).includes("CL132"));
    const from = client.said.length;
    client.change(paris, 2, [{ text: node("B", 52, 90, "198.51.100.1") }]);
    await client.findings(berlin, (items) => !codes(items).includes("CL132"), from);
    expect(await client.close()).toBe(0);
  });

  it("take it back when a third file has what two had in common", async () => {
    const { client, uri } = await opened(possible);
    const berlin = uri("berlin/keepalived.conf");
    await client.findings(berlin, (items) => codes(items).includes("CL132"));
    const from = client.said.length;
    client.open(uri("rome/keepalived.conf"), "keepalived", node("C", 53, 80));
    await client.findings(berlin, (items) => !codes(items).includes("CL132"), from);
    expect(await client.close()).toBe(0);
  });
});
