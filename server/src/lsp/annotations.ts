/**
 * What a client shows of a cluster beside the text: hints behind numbers, lenses above instances, the failover view.
 * An edit in one file changes what stands beside the others; the client is then told to ask again.
 */
import type { CodeLens, InlayHint, Range } from "vscode-languageserver";
import { codeLensesOf, type CodeLens as Lens } from "../ide/code-lens.ts";
import { type FailoverView, failoverViewOf, type ViewOptions } from "../ide/failover/view.ts";
import { type InlayHint as Hint, inlayHintsOf } from "../ide/inlay-hints.ts";
import type { Locale } from "../text/locale.ts";
import type { Cluster } from "../workspace/snapshot.ts";
import type { SourceFile } from "../workspace/source-file.ts";
import type { Converter } from "./convert.ts";
import type { Documents } from "./documents.ts";
import type { Located, Projects } from "./projects.ts";
import { Rounds } from "./rounds.ts";
import type { Settings } from "./settings.ts";

export type AnnotationKind = "hints" | "lenses";

export interface AnnotationClient {
  locale(): Locale;
  settings(): Settings;
  /** Asks it to ask again. */
  refresh(kind: AnnotationKind): void;
  /** What its failover view shows of a document may have changed. */
  viewChanged(uri: string): void;
  failed(error: unknown): void;
}

/** What the client was told, and of what. */
interface Told {
  readonly file: SourceFile;
  readonly cluster: Cluster | undefined;
  readonly text: string;
}

export class Annotations {
  readonly #projects: Projects;
  readonly #documents: Documents;
  readonly #converter: Converter;
  readonly #rounds: Rounds;
  readonly #client: AnnotationClient;
  /** By path, for files that are open. */
  readonly #told: Readonly<Record<AnnotationKind, Map<string, Told>>> = {
    hints: new Map(),
    lenses: new Map(),
  };
  /** What the client's view shows, if it has one open. */
  #view: { readonly uri: string; readonly path: string; readonly cluster: Cluster | undefined } | undefined;
  #all = false;

  constructor(projects: Projects, documents: Documents, converter: Converter, client: AnnotationClient) {
    this.#projects = projects;
    this.#documents = documents;
    this.#converter = converter;
    this.#client = client;
    this.#rounds = new Rounds(
      (isOver) => this.#renew(isOver),
      (error) => client.failed(error),
    );
  }

  hints(located: Located, range: Range): InlayHint[] {
    const { file } = located;
    const all = this.#hintsOf(located);
    this.#note("hints", located, all);
    const { start, end } = this.#converter.span(file, range);
    return all
      .filter(({ offset }) => start <= offset && offset <= end)
      .map((hint) => this.#converter.inlayHint(file, hint));
  }

  lenses(located: Located): CodeLens[] {
    const all = this.#lensesOf(located);
    this.#note("lenses", located, all);
    return all.map((lens) => this.#converter.codeLens(located.file, lens));
  }

  /** What a failover view shows of a document; from then on its client hears when that may have changed. */
  view(uri: string, path: string, options: ViewOptions, follow: boolean): FailoverView | undefined {
    const located = this.#projects.locate(path);
    if (follow) this.#view = { uri, path, cluster: clusterOf(located) };
    return located === undefined ? undefined : failoverViewOf(located.snapshot, located.file, options);
  }

  /** The client has changed or opened a file: it asks for that one's annotations itself. */
  edited(path: string): void {
    this.#told.hints.delete(path);
    this.#told.lenses.delete(path);
    this.#rounds.changed();
  }

  /** Something else has changed: settings, files on the disk. */
  changed(): void {
    this.#all = true;
    this.#rounds.changed();
  }

  stop(): void {
    this.#rounds.stop();
  }

  async #renew(isOver: () => boolean): Promise<void> {
    const all = this.#all;
    const stale = new Set<AnnotationKind>();
    for (const kind of ["hints", "lenses"] as const) {
      for (const [path, told] of this.#told[kind]) {
        await pause();
        if (isOver()) return;
        if (this.#documents.atPath(path) === undefined) this.#told[kind].delete(path);
        else if (this.#isStale(kind, path, told, all)) stale.add(kind);
      }
    }
    this.#all = false;
    for (const kind of stale) {
      // What nobody asks for again is nobody's concern.
      this.#told[kind].clear();
      this.#client.refresh(kind);
    }
    const view = this.#view;
    if (view !== undefined && (all || clusterOf(this.#projects.locate(view.path)) !== view.cluster)) {
      this.#view = undefined;
      this.#client.viewChanged(view.uri);
    }
  }

  /** With the same cluster only other settings make another text. */
  #isStale(kind: AnnotationKind, path: string, told: Told, all: boolean): boolean {
    const located = this.#projects.locate(path);
    if (located === undefined) return told.text !== "[]";
    if (!all && told.file === located.file && told.cluster === clusterOf(located)) return false;
    const now = kind === "hints" ? this.#hintsOf(located) : this.#lensesOf(located);
    return JSON.stringify(now) !== told.text;
  }

  #note(kind: AnnotationKind, located: Located, items: readonly unknown[]): void {
    const { file } = located;
    this.#told[kind].set(file.path, { file, cluster: clusterOf(located), text: JSON.stringify(items) });
  }

  #hintsOf({ snapshot, file }: Located): readonly Hint[] {
    if (this.#client.settings().inlayHints === false) return [];
    return inlayHintsOf(snapshot, file, this.#client.locale());
  }

  #lensesOf({ snapshot, file }: Located): readonly Lens[] {
    if (this.#client.settings().codeLens === false) return [];
    return codeLensesOf(snapshot, file, this.#client.locale());
  }
}

function clusterOf(located: Located | undefined): Cluster | undefined {
  return located?.snapshot.clusterOf(located.file);
}

/** Lets requests that have come in meanwhile go first. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
