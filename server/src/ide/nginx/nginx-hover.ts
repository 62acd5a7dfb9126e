/** What counts in a block of nginx.conf, and what a directive hides of the blocks around it. */
import type { OpenedBlock } from "../../rules/nginx/blocks.ts";
import { effective, hiddenBy } from "../../rules/nginx/effective.ts";
import type { Directive } from "../../syntax/tree.ts";
import type { Locale } from "../../text/locale.ts";
import type { Snapshot } from "../../workspace/snapshot.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { say } from "../say.ts";
import { blockPath } from "./block-title.ts";
import { hiddenText, innermostBlock, placeOf, written } from "./effective-configuration.ts";

const maxLines = 16;

/** Blocks that answer requests, or decide how. */
const answering = new Set(["server", "location", "if-in-server", "if-in-location", "stream-server"]);

/** Of them what a person asks for first: who is meant, what answers, how much is let in, who may come. */
const telling = [
  "listen",
  "server_name",
  "ssl_certificate",
  "return",
  "root",
  "try_files",
  "proxy_pass",
  "client_max_body_size",
  "allow",
  "auth_basic",
  "auth_request",
  "limit_req",
  "error_page",
  "access_log",
  "error_log",
];

/** Lists that a block replaces as a whole. */
const lists = ["add_header", "proxy_set_header", "fastcgi_param", "error_page", "access_log", "allow"];

/** On the head of a block what counts in it, on any other directive what it hides; `undefined` where there is nothing to say. */
export function effectiveText(
  snapshot: Snapshot,
  file: SourceFile,
  directive: Directive,
  locale: Locale,
): string | undefined {
  const block = innermostBlock(snapshot, file, directive.start);
  if (block === undefined) return undefined;
  if (block.opener.directive === directive)
    return answering.has(block.scope ?? "") ? countingText(block, locale) : undefined;
  const hidden = hiddenBy(block, directive.words[0].value)?.statements ?? [];
  return hidden.length === 0
    ? undefined
    : hidden
        .slice(0, maxLines)
        .map((lost) => hiddenText(lost, locale))
        .join("  \n");
}

function countingText(block: OpenedBlock, locale: Locale): string {
  const counting = new Set(telling.flatMap((name) => effective(block, name)?.statements ?? []));
  const own = (name: string) => block.statements.some(({ directive }) => directive.words[0].value === name);
  const lost = lists.filter(own).flatMap((name) => hiddenBy(block, name)?.statements ?? []);
  const lines = [
    ...[...counting].map((statement) => `${written(statement)} # ${placeOf(statement)}`),
    ...lost.map((statement) => `# ${hiddenText(statement, locale)}`),
  ];
  const more = lines.length - maxLines;
  const rest = more > 0 ? [`# ${say(locale, "and-more", { places: "…", count: more })}`] : [];
  const text = [`# ${blockPath(block)}`, ...lines.slice(0, maxLines), ...rest].join("\n");
  return `~~~nginx\n${text.replaceAll("~~~", "")}\n~~~`;
}
