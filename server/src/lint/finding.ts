/** A finding: plain data, the same for the command, the server and a test. */
import type { Verdict } from "../catalogue/entry.ts";
import type { Fix, Message, Params, Place, Rule, Severity } from "../rules/rule.ts";
import type { Span } from "../text/span.ts";
import type { SourceFile } from "../workspace/source-file.ts";

export interface Finding {
  readonly rule: Rule;
  readonly code: string;
  readonly file: SourceFile;
  readonly span: Span;
  readonly severity: Severity;
  readonly daemon: Verdict;
  readonly message: Message & { readonly params: Params };
  readonly related: readonly { readonly place: Place; readonly message: Message }[];
  readonly fixes: readonly Fix[];
}
