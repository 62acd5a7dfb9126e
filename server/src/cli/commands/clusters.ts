/** `kalint clusters`: which files were taken as nodes of one cluster, and what says so. */
import type { Cluster } from "../../workspace/snapshot.ts";
import { exitCodes, isFailure, lastOf, type RunCommand } from "../command.ts";
import { load } from "../load.ts";
import { complain, oneLine } from "../terminal.ts";

export const clusters: RunCommand = async (args, terminal) => {
  const config = lastOf(args, "config");
  const paths = args.operands.length === 0 ? ["."] : args.operands;
  const loaded = await load({ paths, ...(config === undefined ? {} : { config }) }, terminal);
  if (isFailure(loaded)) {
    complain(terminal, loaded.failure);
    return exitCodes.failed;
  }
  const snapshot = loaded.workspace.snapshot();
  for (const problem of loaded.problems) complain(terminal, problem);
  for (const cluster of snapshot.clusters) terminal.out.write(clusterText(cluster, loaded.show));
  if (snapshot.clusters.length === 0) {
    const files = snapshot.files.size === 1 ? "1 file" : `${snapshot.files.size} files`;
    terminal.out.write(`no cluster in ${files}: nothing says that two of them are nodes of one pair\n`);
  }
  return loaded.problems.length > 0 ? exitCodes.failed : exitCodes.clean;
};

function clusterText({ name, nodes, evidence }: Cluster, show: (path: string) => string): string {
  const lines = nodes.map((node) => {
    const files = node.units.flatMap((unit) => unit.files.map((file) => oneLine(show(file.path))));
    return `  ${oneLine(node.name)}: ${files.join(", ")}\n`;
  });
  return `${oneLine(name)} (${says[evidence.kind]}: ${oneLine(evidence.detail)})\n${lines.join("")}`;
}

const says: Readonly<Record<Cluster["evidence"]["kind"], string>> = {
  configured: "named in kalint.json",
  pragma: "named in a comment",
  directory: "a directory for each node",
  "path-token": "the names of the files",
  content: "what the files say",
};
