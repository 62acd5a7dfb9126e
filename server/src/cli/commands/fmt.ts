/** `kalint fmt`: puts files into shape, or says which are not. */
import { formatEdits, type Unformattable, unformattable } from "../../ide/format.ts";
import { applyEdits } from "../../text/edit.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { oneOf } from "../choices.ts";
import {
  type Arguments,
  exitCodes,
  type Failure,
  has,
  isFailure,
  lastOf,
  type RunCommand,
} from "../command.ts";
import { diffOf, writeFixed } from "../fixed-files.ts";
import { type Loaded, load, type Request } from "../load.ts";
import { complain, oneLine, type Terminal } from "../terminal.ts";

export const fmt: RunCommand = async (args, terminal) => {
  const request = readRequest(args);
  if (isFailure(request)) return stop(terminal, request.failure);
  const loaded = await load(request, terminal);
  if (isFailure(loaded)) return stop(terminal, loaded.failure);
  const { files } = loaded.workspace.snapshot();
  const found = formatted(loaded, has(args, "align"));
  const problems = [...loaded.problems, ...found.problems];
  if (files.size === 0 && problems.length === 0) {
    problems.push(`${request.paths.join(", ")}: no keepalived, nginx or HAProxy configuration found`);
  }
  const { input, show } = loaded;
  const [checks, diffs] = [has(args, "check"), has(args, "diff")];
  const writes = !checks && !diffs;
  const unwritten =
    writes && input === undefined ? write(found.after, files, show) : new Map<string, string>();
  problems.push(...unwritten.values());
  const changed = [...found.after.keys()].filter((path) => !unwritten.has(path));
  if (diffs) terminal.out.write(diffOf((path) => files.get(path)?.text, found.after, show));
  if (writes && input !== undefined) {
    // A filter gives back what it can not format: nothing is lost where the text is put in place of the old.
    terminal.out.write(found.after.get(input) ?? files.get(input)?.text ?? "");
  } else {
    const what = writes ? "formatted" : "not in shape:";
    const lines = changed.map((path) => `${what} ${oneLine(show(path))}\n`);
    // The difference has standard output for itself.
    const to = diffs ? terminal.err : terminal.out;
    to.write(lines.join("") + summary(changed.length, found.inShape, writes));
  }
  for (const line of [...found.left, ...problems]) complain(terminal, line);
  if (problems.length > 0) return exitCodes.failed;
  return checks && changed.length > 0 ? exitCodes.findings : exitCodes.clean;
};

function readRequest(args: Arguments): Request | Failure {
  const dialects = ["keepalived", "nginx", "haproxy"] as const;
  const named = lastOf(args, "dialect");
  const dialect = named === undefined ? undefined : oneOf("dialect", named, dialects);
  if (isFailure(dialect)) return dialect;
  const config = lastOf(args, "config");
  const stdinFilename = lastOf(args, "stdin-filename");
  const paths = args.operands.length > 0 ? args.operands : [stdinFilename === undefined ? "." : "-"];
  if (paths.includes("-") && paths.length > 1) {
    return { failure: "`-` takes no other path beside it: its text goes to standard output" };
  }
  if (stdinFilename !== undefined && !paths.includes("-")) {
    return { failure: "--stdin-filename needs `-` as the path, which is standard input" };
  }
  return {
    paths,
    ...(config === undefined ? {} : { config }),
    ...(stdinFilename === undefined ? {} : { stdinFilename }),
    ...(dialect === undefined ? {} : { textOptions: { dialect } }),
  };
}

interface Formatted {
  /** The new texts of files that change, by path. */
  readonly after: ReadonlyMap<string, string>;
  /** How many files are in shape already. */
  readonly inShape: number;
  /** What was left alone on purpose, a line each. */
  readonly left: readonly string[];
  /** What can not be formatted as it is written, a line each. */
  readonly problems: readonly string[];
}

function formatted(loaded: Loaded, isAlignAsked: boolean): Formatted {
  const { workspace, config, input, isAskedFor, show } = loaded;
  const options = { align: isAlignAsked || config.format?.align === true };
  const files = [...workspace.snapshot().files.values()]
    .filter(({ path }) => (input === undefined ? isAskedFor(path) : path === input))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const after = new Map<string, string>();
  const left: string[] = [];
  const problems: string[] = [];
  let inShape = 0;
  for (const file of files) {
    const why = unformattable(file);
    if (why !== undefined)
      (why.reason === "template" || why.reason === "variable" ? left : problems).push(
        sayWhy(file, why, show),
      );
    else {
      const text = applyEdits(file.text, formatEdits(file, options));
      if (text === file.text) inShape++;
      else after.set(file.path, text);
    }
  }
  return { after, inShape, left, problems };
}

function sayWhy(file: SourceFile, why: Unformattable, show: (path: string) => string): string {
  const place = `${show(file.path)}:${file.lines.position(why.at).line + 1}`;
  switch (why.reason) {
    case "template":
      return `${place}: left alone: files with template tags are not formatted`;
    case "variable":
      return `${place}: left alone: braces come out of variables`;
    case "unclosed-statement":
      return `${place}: can not be formatted: a statement is not ended`;
    case "unclosed-block":
      return `${place}: can not be formatted: \`${why.text}\` is not closed`;
    case "stray-brace":
      return `${place}: can not be formatted: \`${why.text}\` belongs to no block`;
  }
}

/** Writes the files; gives what could not be written, by path. */
function write(
  after: Formatted["after"],
  files: ReadonlyMap<string, SourceFile>,
  show: Loaded["show"],
): ReadonlyMap<string, string> {
  const unwritten = new Map<string, string>();
  for (const [path, text] of after) {
    const before = () => files.get(path)?.text;
    for (const problem of writeFixed(before, new Map([[path, text]]), show)) unwritten.set(path, problem);
  }
  return unwritten;
}

function summary(changed: number, inShape: number, written: boolean): string {
  const parts: string[] = [];
  if (changed > 0) parts.push(`${counted(changed)} ${written ? "formatted" : "to format"}`);
  if (inShape > 0) parts.push(`${changed > 0 ? inShape : counted(inShape)} in shape already`);
  return parts.length > 0 ? `${parts.join(", ")}\n` : "";
}

function counted(files: number): string {
  return files === 1 ? "1 file" : `${files} files`;
}

function stop(terminal: Terminal, failure: string): number {
  complain(terminal, failure);
  return exitCodes.failed;
}
