/** `kalint failover`: plays the faults of every cluster, events of the user's own or a scenario, and shows what happens. */
import pc from "picocolors";
import { dialectById } from "../../dialects/all.ts";
import { readHappenings, type TimedHappening } from "../../ha/event-notation.ts";
import { failoverOf } from "../../ha/failover.ts";
import { type Playback, playbackOf, playEvents } from "../../ha/playback.ts";
import { readScenario } from "../../ha/scenario-format.ts";
import { failoverMermaid } from "../../ide/failover/failover-mermaid.ts";
import { failoverSvg } from "../../ide/failover/failover-svg.ts";
import { playbackText } from "../../ide/failover/playback-text.ts";
import { failoverTable } from "../../ide/failover/table.ts";
import { timelineMermaid } from "../../ide/failover/timeline-mermaid.ts";
import { timelineSvg } from "../../ide/failover/timeline-svg.ts";
import { absolutePath, nodeFileSystem } from "../../platform/node/file-system.ts";
import type { Cluster } from "../../workspace/snapshot.ts";
import { oneOf } from "../choices.ts";
import { type Arguments, exitCodes, type Failure, isFailure, lastOf, type RunCommand } from "../command.ts";
import { type CommonOptions, readCommonOptions } from "../common-options.ts";
import { load } from "../load.ts";
import { failoverJson, playbackJson } from "../reporters/failover-json.ts";
import { complain, type Terminal } from "../terminal.ts";

export const failover: RunCommand = async (args, terminal) => {
  const options = readOptions(args, terminal);
  if (isFailure(options)) return stop(terminal, options.failure);
  if (options.scenario !== undefined) return playFile(options.scenario, options, terminal);
  const paths = args.operands.length === 0 ? ["."] : args.operands;
  const { targets, config } = options;
  const loaded = await load({ paths, targets, ...(config === undefined ? {} : { config }) }, terminal);
  if (isFailure(loaded)) return stop(terminal, loaded.failure);
  const { clusters, files } = loaded.workspace.snapshot();
  const problems = [...loaded.problems];
  const target = loaded.workspace.target("keepalived");
  if (options.happenings.length > 0) {
    const played = playOn(clusters, options.happenings);
    if (isFailure(played)) problems.push(played.failure);
    else terminal.out.write(playedText(played, target, options));
  } else {
    if (clusters.length === 0 && problems.length === 0 && options.format !== "json") {
      const count = files.size === 1 ? "1 file" : `${files.size} files`;
      problems.push(
        `no cluster in ${count}: give the files of all nodes (kalint clusters says what is recognised)`,
      );
    }
    if ((options.format === "svg" || options.format === "mermaid") && clusters.length > 1) {
      const names = clusters.map(({ name }) => name).join(", ");
      problems.push(
        `--format ${options.format} draws one cluster, and there are ${names}: give the paths of one`,
      );
    } else terminal.out.write(reportText(clusters, target, options, terminal));
  }
  for (const problem of problems) complain(terminal, problem);
  return problems.length > 0 ? exitCodes.failed : exitCodes.clean;
};

interface Options extends CommonOptions {
  readonly format: "text" | "json" | "svg" | "mermaid";
  readonly theme: "auto" | "light" | "dark";
  readonly happenings: readonly TimedHappening[];
  readonly scenario?: string;
}

function readOptions(args: Arguments, terminal: Terminal): Options | Failure {
  const format = oneOf("format", lastOf(args, "format"), ["text", "json", "svg", "mermaid"]);
  if (isFailure(format)) return format;
  const theme = oneOf("theme", lastOf(args, "theme"), ["auto", "light", "dark"]);
  if (isFailure(theme)) return theme;
  const common = readCommonOptions(args, terminal);
  if (isFailure(common)) return common;
  const events = args.options.get("event");
  const happenings = events === undefined ? [] : readHappenings(events.join(";"));
  if ("problem" in happenings) return { failure: `--event: ${happenings.problem}` };
  const scenario = lastOf(args, "scenario");
  if (scenario !== undefined && args.operands.length > 0)
    return { failure: "--scenario takes no PATH: the scenario has its configurations with it" };
  if (scenario !== undefined && happenings.length > 0)
    return { failure: "--scenario and --event exclude each other: a scenario has its events with it" };
  return {
    ...common,
    format,
    theme,
    happenings,
    ...(scenario === undefined ? {} : { scenario }),
  };
}

function playFile(path: string, options: Options, terminal: Terminal): number {
  const read = nodeFileSystem.read(absolutePath(path, terminal.cwd));
  if (!read.ok) return stop(terminal, `${path}: ${read.reason}`);
  const { scenario, problems } = readScenario(read.text);
  if (scenario === undefined) return stop(terminal, `${path}: ${problems.join("; ")}`);
  const versions = dialectById("keepalived").data().targets;
  const target = options.targets.keepalived ?? versions.at(-1) ?? "";
  const other = versions.find((version) => version !== target) ?? target;
  const playback = playbackOf(scenario, target, other);
  terminal.out.write(
    options.format === "json"
      ? json({ version: 1, scenario: scenario.id, target, ...playbackJson(playback) })
      : playbackPicture(playback, options),
  );
  return exitCodes.clean;
}

/** Events on the one cluster that has the nodes they name. */
function playOn(
  clusters: readonly Cluster[],
  happenings: readonly TimedHappening[],
): { readonly cluster: Cluster; readonly playback: Playback } | Failure {
  const named = new Set(
    happenings.flatMap(({ fault }) => (fault.kind === "cut" ? fault.nodes : [fault.node])),
  );
  const has = ({ nodes }: Cluster) => [...named].every((name) => nodes.some((node) => node.name === name));
  const fitting = clusters.filter(has);
  const cluster = fitting[0] ?? (clusters.length === 1 ? clusters[0] : undefined);
  if (cluster === undefined || fitting.length > 1) {
    const nodes = [...named].map((name) => `\`${name}\``).join(" and ");
    const names = (fitting.length > 1 ? fitting : clusters).map(({ name }) => name).join(", ") || "none";
    return {
      failure: `--event: ${fitting.length > 1 ? "more than one cluster has" : "no cluster has"} ${nodes}; clusters: ${names}`,
    };
  }
  const playback = playEvents(cluster, happenings);
  return "problem" in playback ? { failure: `--event: ${playback.problem}` } : { cluster, playback };
}

function playedText(
  { cluster, playback }: { readonly cluster: Cluster; readonly playback: Playback },
  target: string,
  options: Options,
): string {
  if (options.format !== "json") return playbackPicture(playback, options);
  const events = playback.run.events.map(({ at, text }) => ({
    at: (at - playback.origin) / 1e6,
    event: text,
  }));
  return json({ version: 1, cluster: cluster.name, target, events, ...playbackJson(playback) });
}

function playbackPicture(playback: Playback, { format, theme, locale }: Options): string {
  const { run, origin } = playback;
  if (format === "svg") return timelineSvg(run, { theme, locale, origin });
  return format === "mermaid" ? timelineMermaid(run, { locale, origin }) : playbackText(playback);
}

function reportText(
  clusters: readonly Cluster[],
  target: string,
  options: Options,
  terminal: Terminal,
): string {
  const reports = clusters.map((cluster) => failoverOf(cluster));
  const { format, theme, locale, colors } = options;
  if (format === "json") return json(failoverJson(reports, target));
  if (format === "mermaid") return reports.map((report) => failoverMermaid(report, locale)).join("");
  if (format === "svg") return reports.map((report) => failoverSvg(report, { theme, locale })).join("");
  const { columns } = terminal.out;
  return reports
    .map((report) =>
      failoverTable(report, {
        locale,
        colors: pc.createColors(colors),
        ...(columns === undefined ? {} : { width: columns }),
      }),
    )
    .join("\n");
}

function json(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function stop(terminal: Terminal, failure: string): number {
  complain(terminal, failure);
  return exitCodes.failed;
}
