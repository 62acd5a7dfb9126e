/**
 * Sees to it that the client has the findings of every file it should know of. A client that asks for them is told
 * when to ask again; any other is sent them. An edit in one file also renews the files that the daemon reads with it
 * and those of its cluster, open or not.
 */
import type {
  Diagnostic,
  DocumentDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { Converter } from "./convert.ts";
import type { Documents } from "./documents.ts";
import { connectedFiles, findingsOf } from "./findings.ts";
import type { Located, Projects } from "./projects.ts";
import { Rounds } from "./rounds.ts";

export interface DiagnosticsClient {
  /** It asks for findings itself. */
  readonly pulls: boolean;
  /** It takes findings of other files in the answer for one. */
  readonly takesRelated: boolean;
  publish(uri: string, version: number | undefined, diagnostics: Diagnostic[]): void;
  /** Asks it to ask again. */
  refresh(): void;
  failed(error: unknown): void;
}

interface Report {
  readonly id: string;
  readonly text: string;
}

type RelatedDocuments = Record<string, { kind: "full"; resultId: string; items: Diagnostic[] }>;

/** Larger groups of files are not answered for in one go. */
const maxRelated = 20;

export class Diagnostics {
  readonly #projects: Projects;
  readonly #documents: Documents;
  readonly #converter: Converter;
  readonly #rounds: Rounds;
  readonly #client: DiagnosticsClient;
  /** What the client was last told of each file. */
  readonly #reported = new Map<string, Report>();
  #nextId = 1;
  readonly #edited = new Set<string>();
  /** What the findings of each open file rested on in the last round: an edit anywhere may tie and cut. */
  readonly #restedOn = new Map<string, string>();
  #all = false;
  /** The change that the last answer for all files had seen. */
  #pulledAll = -1;

  constructor(projects: Projects, documents: Documents, converter: Converter, client: DiagnosticsClient) {
    this.#projects = projects;
    this.#documents = documents;
    this.#converter = converter;
    this.#client = client;
    this.#rounds = new Rounds(
      (isOver) => this.#renew(isOver),
      (error) => client.failed(error),
    );
  }

  /** The client has changed or opened a file. */
  edited(path: string): void {
    this.#edited.add(path);
    this.#rounds.changed();
  }

  /** Something else has changed: settings, files on the disk. Every open file may have other findings. */
  changed(): void {
    this.#all = true;
    this.#rounds.changed();
  }

  /** The client has closed a file; what it is shown of it is what the disk's text gives, or nothing. */
  closed(path: string, uri: string): void {
    this.#edited.delete(path);
    if (!this.#client.pulls && this.#reported.delete(path)) this.#client.publish(uri, undefined, []);
    this.changed();
  }

  stop(): void {
    this.#rounds.stop();
  }

  /** The answer for one document, with other files whose findings are new where the client takes them. */
  pull(uri: string, path: string, previousId: string | undefined): DocumentDiagnosticReport {
    const located = this.#projects.locate(path);
    const items = this.#diagnosticsAt(path);
    const id = this.#report(path, items);
    const related = located === undefined ? {} : this.#related(located, uri);
    if (id === previousId) return { kind: "unchanged", resultId: id, ...related };
    return { kind: "full", resultId: id, items, ...related };
  }

  /** The answer for all files of all folders. */
  async pullAll(
    previous: ReadonlyMap<string, string>,
    cancelled: () => boolean,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    const { changes } = this.#rounds;
    const nothingNew = changes === this.#pulledAll;
    for (const path of this.#projects
      .all()
      .flatMap(({ workspace }) => [...workspace.snapshot().files.keys()])) {
      const uri = this.#documents.uriOf(path);
      const version = this.#documents.atPath(path)?.version ?? null;
      const known = this.#reported.get(path);
      if (nothingNew && known !== undefined && known.id === previous.get(uri)) {
        reports.push({ kind: "unchanged", uri, version, resultId: known.id });
        continue;
      }
      await pause();
      if (cancelled()) return reports;
      const items = this.#diagnosticsAt(path);
      const resultId = this.#reportBeside(path, items);
      if (previous.get(uri) === resultId) reports.push({ kind: "unchanged", uri, version, resultId });
      else reports.push({ kind: "full", uri, version, resultId, items });
    }
    this.#pulledAll = changes;
    const answered = new Set(reports.map((report) => report.uri));
    const gone = [...previous.keys()].filter((uri) => !answered.has(uri));
    return [...reports, ...gone.map((uri) => ({ kind: "full" as const, uri, version: null, items: [] }))];
  }

  async #renew(isOver: () => boolean): Promise<void> {
    const open = this.#documents.all().map((d) => d.path);
    const begun = this.#all ? open : [...this.#edited];
    const edited = new Set(this.#edited);
    const wanted = new Set([
      ...begun.filter((path) => open.includes(path)),
      ...this.#connected(begun),
      ...open.filter((path) => this.#restedOn.get(path) !== this.#connected([path]).join("\n")),
    ]);
    let stale = false;
    for (const path of wanted) {
      await pause();
      if (isOver()) return;
      if (!this.#client.pulls) this.#send(path, edited.has(path));
      else if (this.#all || !edited.has(path)) stale = this.#isStale(path) || stale;
    }
    this.#restedOn.clear();
    for (const path of open) this.#restedOn.set(path, this.#connected([path]).join("\n"));
    this.#edited.clear();
    this.#all = false;
    if (stale) this.#client.refresh();
    if (!this.#client.pulls) this.#takeBack(new Set([...open, ...this.#connected(open)]));
  }

  #send(path: string, always: boolean): void {
    const items = this.#diagnosticsAt(path);
    const before = this.#reported.get(path)?.id;
    const document = this.#documents.atPath(path);
    if (this.#report(path, items) === before && !(always && document !== undefined)) return;
    if (before === undefined && document === undefined && items.length === 0) return;
    this.#client.publish(this.#documents.uriOf(path), document?.version, items);
  }

  /** True where the client asks for the file's findings and does not have the newest. */
  #isStale(path: string): boolean {
    if (this.#documents.atPath(path) === undefined && this.#pulledAll < 0) return false;
    return JSON.stringify(this.#diagnosticsAt(path)) !== (this.#reported.get(path)?.text ?? "[]");
  }

  /** Empties the findings of files that no open file has to do with any more. */
  #takeBack(shown: ReadonlySet<string>): void {
    for (const [path, { text }] of this.#reported) {
      if (shown.has(path)) continue;
      this.#reported.delete(path);
      if (text !== "[]") this.#client.publish(this.#documents.uriOf(path), undefined, []);
    }
  }

  /** Files whose findings rest on these, these included. */
  #connected(paths: readonly string[]): string[] {
    const found = new Set<string>();
    for (const path of paths) {
      const located = this.#projects.locate(path);
      if (located !== undefined) for (const file of connectedFiles(located)) found.add(file.path);
    }
    return [...found];
  }

  #related(located: Located, uri: string): { relatedDocuments?: RelatedDocuments } {
    const others = connectedFiles(located).filter((file) => file !== located.file);
    if (!this.#client.takesRelated || others.length === 0 || others.length > maxRelated) return {};
    const relatedDocuments: RelatedDocuments = {};
    for (const file of others) {
      const other = this.#documents.uriOf(file.path);
      const before = this.#reported.get(file.path);
      const items = this.#diagnosticsOf({ ...located, file });
      const resultId = this.#reportBeside(file.path, items);
      const isNew = before === undefined ? items.length > 0 : before.id !== resultId;
      if (isNew && other !== uri) relatedDocuments[other] = { kind: "full", resultId, items };
    }
    return Object.keys(relatedDocuments).length === 0 ? {} : { relatedDocuments };
  }

  #diagnosticsAt(path: string): Diagnostic[] {
    const located = this.#projects.locate(path);
    return located === undefined ? [] : this.#diagnosticsOf(located);
  }

  #diagnosticsOf(located: Located): Diagnostic[] {
    return findingsOf(located).map((finding) => this.#converter.diagnostic(finding));
  }

  /** Notes what the client is told of a file, and gives the id of it: the same findings have the same id. */
  #report(path: string, items: readonly Diagnostic[]): string {
    const report = this.#reportOf(path, items);
    this.#reported.set(path, report);
    return report.id;
  }

  /**
   * The same for what the client did not ask for by this file. Of an open document it does not count as told: VS Code
   * and Neovim keep what they were answered for the document itself, until they are asked to ask again.
   */
  #reportBeside(path: string, items: readonly Diagnostic[]): string {
    return this.#documents.atPath(path) === undefined
      ? this.#report(path, items)
      : this.#reportOf(path, items).id;
  }

  #reportOf(path: string, items: readonly Diagnostic[]): Report {
    const text = JSON.stringify(items);
    const before = this.#reported.get(path);
    return before?.text === text ? before : { id: String(this.#nextId++), text };
  }
}

/** Lets requests that have come in meanwhile go first. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
