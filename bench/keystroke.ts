/**
 * From a keystroke to its diagnostics: the built server over stdio, a letter typed at the beginning of lines all over a
 * file of 1,000 and of 10,000 lines and taken back, answer awaited.
 */
import { spawn } from "node:child_process";
import path from "node:path";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { dialects } from "../server/src/dialects/all.ts";
import { samples } from "./samples.ts";
import { median, milliseconds, printTable } from "./table.ts";

/** Lines of the file, and how many keystrokes are timed in it. */
const sizes = [
  { lines: 1_000, keystrokes: 200 },
  { lines: 10_000, keystrokes: 200 },
];

export async function keystroke(): Promise<void> {
  for (const { lines, keystrokes } of sizes) await measured(lines, keystrokes);
}

async function measured(lines: number, keystrokes: number): Promise<void> {
  const rows: string[][] = [];
  for (const dialect of dialects) {
    const times = await typed(dialect.id, samples[dialect.id](lines), lines, keystrokes);
    const sorted = [...times].sort((a, b) => a - b);
    rows.push([
      dialect.id,
      milliseconds(median(times)),
      milliseconds(sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN),
    ]);
  }
  printTable(
    `keystroke to diagnostics, ${lines.toLocaleString("en")} lines, ${keystrokes} keystrokes`,
    ["dialect", "median", "95 %"],
    rows,
  );
}

async function typed(languageId: string, text: string, lines: number, keystrokes: number): Promise<number[]> {
  const server = spawn(
    process.execPath,
    [path.resolve("server/dist/kalint-language-server.cjs"), "--stdio"],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  await connection.sendNotification("initialized", {});
  const uri = `file:///bench/${languageId}.conf`;
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId, version: 1, text },
  });
  const times: number[] = [];
  for (let i = 0; i < keystrokes + 20; i++) {
    const started = performance.now();
    // 7,919 is prime: the places are all over the file, header and inner lines alike.
    const line = ((i >> 1) * 7_919) % lines;
    const at = { line, character: 0 };
    const change =
      i % 2 === 0
        ? { range: { start: at, end: at }, text: "x" }
        : { range: { start: at, end: { line, character: 1 } }, text: "" };
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: i + 2 },
      contentChanges: [change],
    });
    await connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
    if (i >= 20) times.push(performance.now() - started);
  }
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  connection.dispose();
  server.kill();
  return times;
}
