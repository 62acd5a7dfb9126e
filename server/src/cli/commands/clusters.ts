/** `kalint clusters`: which files were taken as nodes of one cluster, what says so, and how to say it otherwise. */
import type { ConfiguredCluster } from "../../workspace/config.ts";
import { laidOut } from "../../workspace/config-edit.ts";
import { clusterOfUnits, configuredForm } from "../../workspace/configured-form.ts";
import { dirname } from "../../workspace/paths.ts";
import { spellSignal } from "../../workspace/resemblance.ts";
import type { Cluster, Snapshot, Unit } from "../../workspace/snapshot.ts";
import { evidenceOf } from "../../workspace/unit-evidence.ts";
import { oneOf } from "../choices.ts";
import { exitCodes, isFailure, lastOf, type RunCommand } from "../command.ts";
import { load } from "../load.ts";
import { complain, oneLine } from "../terminal.ts";

type Show = (path: string) => string;

export const clusters: RunCommand = async (args, terminal) => {
  const config = lastOf(args, "config");
  const format = oneOf("format", lastOf(args, "format"), ["text", "json"]);
  if (isFailure(format)) {
    complain(terminal, format.failure);
    return exitCodes.failed;
  }
  const paths = args.operands.length === 0 ? ["."] : args.operands;
  const loaded = await load({ paths, ...(config === undefined ? {} : { config }) }, terminal);
  if (isFailure(loaded)) {
    complain(terminal, loaded.failure);
    return exitCodes.failed;
  }
  const snapshot = loaded.workspace.snapshot();
  for (const problem of loaded.problems) complain(terminal, problem);
  const show = format === "json" ? loaded.show : (path: string) => oneLine(loaded.show(path));
  terminal.out.write(format === "json" ? jsonText(snapshot, show) : plainText(snapshot, show));
  return loaded.problems.length > 0 ? exitCodes.failed : exitCodes.clean;
};

/** A contract: fields may be added. */
function jsonText(snapshot: Snapshot, show: Show): string {
  const document = {
    version: 1,
    clusters: snapshot.clusters.map(({ name, nodes, evidence }) => ({
      name,
      evidence: { kind: evidence.kind, detail: detailText(evidence, show) },
      nodes: nodes.map((node) => ({ name: node.name, files: node.units.flatMap((u) => filesOf(u, show)) })),
    })),
    possible: snapshot.possiblePeers.map(({ units, signal }) => ({
      files: units.map((unit) => mainFile(unit, show)),
      detail: spellSignal(signal),
    })),
    alone: aloneIn(snapshot).flatMap((unit) => filesOf(unit, show)),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function plainText(snapshot: Snapshot, show: Show): string {
  const found = snapshot.clusters.map((cluster) => clusterText(cluster, show)).join("");
  if (found === "" && snapshot.files.size < 2) {
    const files = snapshot.files.size === 1 ? "1 file" : `${snapshot.files.size} files`;
    return `no cluster in ${files}: it takes two nodes\n`;
  }
  return [found === "" ? "no cluster\n" : found, aloneText(snapshot, show), adviceText(snapshot, show)]
    .filter((part) => part !== "")
    .join("\n");
}

function clusterText({ name, nodes, evidence }: Cluster, show: Show): string {
  const lines = nodes.map((node) => {
    const files = node.units.flatMap((unit) => filesOf(unit, show));
    return `  ${oneLine(node.name)}: ${files.join(", ")}\n`;
  });
  const detail = evidence.kind === "configured" ? "" : `: ${oneLine(detailText(evidence, show))}`;
  return `${oneLine(name)} (${says[evidence.kind]}${detail})\n${lines.join("")}`;
}

const says: Readonly<Record<Cluster["evidence"]["kind"], string>> = {
  configured: "named in kalint.json",
  pragma: "named in a comment",
  directory: "a directory for each node",
  "path-token": "the names of the files",
  content: "what the files say",
};

function detailText({ kind, detail }: Cluster["evidence"], show: Show): string {
  return kind === "directory" || kind === "path-token" ? show(detail) : detail;
}

/** What is compared with no other file, and why; of what nothing is to be said only some, of the other daemons only how many. */
function aloneText(snapshot: Snapshot, show: Show): string {
  const alone = aloneIn(snapshot);
  const nodes = alone.filter((unit) => evidenceOf(unit).canBeNode);
  const others = alone.filter(isOfOtherDaemon).length;
  const lines: string[] = [];
  let plain = 0;
  for (const unit of nodes) {
    const why = whyAlone(unit, snapshot, show);
    if (why === undefined) plain++;
    if (why !== undefined || plain <= maxPlain)
      lines.push(`  ${mainFile(unit, show)}: ${why ?? "nothing tells its peer"}\n`);
  }
  if (plain > maxPlain) lines.push(`  ${plain - maxPlain} more whose peer nothing tells\n`);
  if (others > 0) lines.push(`  ${others} of nginx and HAProxy that lie with no node\n`);
  return lines.length === 0 ? "" : `alone:\n${lines.join("")}`;
}

/** Most that are listed although nothing is to be said of them. */
const maxPlain = 10;

function whyAlone(unit: Unit, snapshot: Snapshot, show: Show): string | undefined {
  const named = snapshot.lonely.get(unit);
  if (named !== undefined)
    return `no other node of the cluster ${oneLine(named)} that it is said to be in is here`;
  const peers = snapshot.possiblePeers.find(({ units }) => units.includes(unit));
  const peer = peers?.units.find((other) => other !== unit);
  if (peers !== undefined && peer !== undefined)
    return `may be the peer of ${mainFile(peer, show)} (${oneLine(spellSignal(peers.signal))})`;
  const group = snapshot.unclear.find((units) => units.includes(unit));
  if (group !== undefined) {
    const rest = group.filter((other) => other !== unit).map((other) => mainFile(other, show));
    return `several groupings are possible with ${rest.sort().join(", ")}`;
  }
  return evidenceOf(unit).isModel ? "a sample or template" : undefined;
}

function adviceText(snapshot: Snapshot, show: Show): string {
  const { configFile, units } = snapshot;
  if (configFile === undefined) return "";
  const shown = worthNaming(snapshot);
  const directory = dirname(configFile.path);
  const named = shown.map((cluster) => configuredForm(cluster, directory, units));
  const isForm = named.length === 0;
  if (isForm && aloneIn(snapshot).filter((unit) => evidenceOf(unit).canBeNode).length < 2) return "";
  const list = isForm ? [form] : named;
  const { name, nodes } = named[0] ?? form;
  const count = shown.length === maxShown ? ` (the first ${maxShown})` : "";
  return [
    "To say it otherwise, put a comment into a file of each node; a name that no other file has leaves it alone:",
    `  # kalint: cluster=${word(name)} node=${word(nodes[0]?.name ?? "")}`,
    `or name the files in ${show(configFile.path)}, which counts before all else${count}:`,
    `  "clusters": ${oneLines(laidOut(list, "  ", "  "))}`,
    "",
  ].join("\n");
}

/** What to fill in where there is nothing to show. */
const form: ConfiguredCluster = {
  name: "NAME",
  nodes: [
    { name: "NODE-1", files: ["PATH/**"] },
    { name: "NODE-2", files: ["PATH/**"] },
  ],
};

/** Most that are spelled out. */
const maxShown = 5;

/** What was found and is not in kalint.json yet, else what may be a cluster, else the only two that could be one. */
function worthNaming(snapshot: Snapshot): readonly Pick<Cluster, "name" | "nodes">[] {
  const found = snapshot.clusters.filter(({ evidence }) => evidence.kind !== "configured");
  if (found.length > 0) return found.slice(0, maxShown);
  const possible = snapshot.possiblePeers.map(({ units }) => clusterOfUnits(units));
  if (possible.length > 0) return possible.slice(0, maxShown);
  const alone = aloneIn(snapshot).filter((unit) => evidenceOf(unit).canBeNode);
  return alone.length === 2 ? [clusterOfUnits(alone)] : [];
}

/** Units of no cluster, by path. */
function aloneIn({ units, clusters: all }: Snapshot): readonly Unit[] {
  const placed = new Set(all.flatMap(({ nodes }) => nodes.flatMap((node) => node.units)));
  return units.filter((unit) => !placed.has(unit));
}

function isOfOtherDaemon({ files: [main] }: Unit): boolean {
  return main !== undefined && main.dialect.id !== "keepalived";
}

function filesOf({ files }: Unit, show: Show): readonly string[] {
  return files.map((file) => show(file.path));
}

function mainFile({ files: [main] }: Unit, show: Show): string {
  return show(main?.path ?? "");
}

/** A name as a comment takes it. */
function word(name: string): string {
  return name.replace(/[^\w.-]+/g, "-");
}

function oneLines(text: string): string {
  return text.split("\n").map(oneLine).join("\n");
}
