/**
 * What a rule is. A rule is one file with its page (`name.md`) beside it; the wording of its messages is data in the
 * group's `messages.<locale>.json`, under the rule's name. Who shows the finding is not a rule's business.
 */
import type { Verdict } from "../catalogue/entry.ts";
import type { DialectId } from "../dialect.ts";
import type { Node } from "../syntax/tree.ts";
import type { Edit, EditedText } from "../text/edit.ts";
import type { Span } from "../text/span.ts";
import type { Severity } from "../workspace/config.ts";
import type { Cluster, Snapshot, Unit } from "../workspace/snapshot.ts";
import type { Place, SourceFile } from "../workspace/source-file.ts";
import type { Locality } from "./locality.ts";

export type { Severity } from "../workspace/config.ts";
export type { Place } from "../workspace/source-file.ts";

/** `safe`: the meaning is what the daemon would do or what was clearly meant. `unsafe`: a person must agree. */
export type Safety = "safe" | "unsafe";

export type Group = "catalogue" | "keepalived" | "nginx" | "haproxy" | "cluster" | "stack";

interface RuleFacts {
  /** Kebab-case, reads after "allow", never reused. */
  readonly name: string;
  /** Names and codes of rules that it has taken the place of: they go on meaning it. */
  readonly formerly?: readonly string[];
  readonly group: Group;
  /** The immutable code; a rule over several dialects has one for each. */
  readonly code: string | Readonly<Record<DialectId, string>>;
  readonly severity: Severity;
  /** A matter of opinion: it runs only where somebody asks for it, by a severity or by its name. */
  readonly isOptional?: true;
  /** What the daemon itself does there, unless a finding says otherwise. */
  readonly daemon: Verdict;
  /** Where the daemon warns, one release at least calls it an error and goes on, also where warnings are refused. */
  readonly goesOn?: true;
  /** Rules that see the same mistake and say less of it: their finding at the same place is left out. */
  readonly outdoes?: readonly string[];
  /** Where it finds something, whatever else is found in that file says nothing more. */
  readonly alone?: boolean;
}

export interface FileRule extends RuleFacts {
  readonly over: "file";
  /** Absent: every dialect. */
  readonly dialect?: DialectId;
  /** It is local: it asks `subject.within` for the pieces to look at. Absent: it may rest on anything. */
  readonly locality?: Locality;
  check(subject: FileSubject, report: Report): void;
}

export interface ClusterRule extends RuleFacts {
  readonly over: "cluster";
  check(subject: ClusterSubject, report: Report): void;
}

export type Rule = FileRule | ClusterRule;

export interface FileSubject {
  readonly file: SourceFile;
  readonly unit: Unit;
  readonly snapshot: Snapshot;
  /** The pieces of the file to look at; absent: all of it. */
  readonly within?: ReadonlySet<Node> | undefined;
}

export interface ClusterSubject {
  readonly cluster: Cluster;
  readonly snapshot: Snapshot;
}

/** Messages among them are put into words of their own, one behind the other. */
export type Params = Readonly<Record<string, string | number | readonly Message[]>>;

/** A message by id: the wording is found under the rule's name. */
export interface Message {
  readonly id: string;
  readonly params?: Params;
}

export interface Fix {
  readonly title: Message;
  readonly safety: Safety;
  /** Edits in the finding's own file, or in the file named, which may be no configuration. */
  readonly edits: readonly (Edit & { readonly file?: EditedText })[];
}

export interface Details {
  readonly params?: Params;
  readonly severity?: Severity;
  readonly daemon?: Verdict;
  readonly related?: readonly { readonly place: Place; readonly message: Message }[];
  readonly fixes?: readonly Fix[];
}

/** Reports a finding at a place, by message id. */
export type Report = (place: Place, message: string, details?: Details) => void;

export function fileRule(rule: Omit<FileRule, "over">): FileRule {
  return { ...rule, over: "file" };
}

export function clusterRule(rule: Omit<ClusterRule, "over">): ClusterRule {
  return { ...rule, over: "cluster" };
}

/** The code of a rule for a file of this dialect. */
export function codeOf(rule: Rule, dialect: DialectId): string {
  return typeof rule.code === "string" ? rule.code : rule.code[dialect];
}

/** A fix that replaces one span, in the finding's own file or in the one named. */
export function replace(title: Message, safety: Safety, span: Span, text: string, file?: SourceFile): Fix {
  const edit = { span: { start: span.start, end: span.end }, text };
  return { title, safety, edits: [file === undefined ? edit : { ...edit, file }] };
}
