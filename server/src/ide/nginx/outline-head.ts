/** The blocks of nginx in an outline: by what they are called, and beside it what they do. */
import { type Directive, headSpan, type Node } from "../../syntax/tree.ts";
import type { Locale } from "../../text/locale.ts";
import type { SourceFile } from "../../workspace/source-file.ts";
import { say } from "../say.ts";
import { headTitle } from "./block-title.ts";

/** What answers a request, the surest first. */
const answers = /^(?:return|\w+_pass|pass|empty_gif|stub_status|try_files|alias|root)$/;

/** `undefined` for what is no block. */
export function outlineHead(
  file: SourceFile,
  directive: Directive,
  locale: Locale,
): { readonly name: string; readonly detail: string } | undefined {
  if (directive.body === undefined || directive.body.opaque !== undefined) return undefined;
  const inner = directive.body.children.filter(isDirective);
  return { name: headTitle(directive, inner), detail: detailOf(file, directive, inner, locale) };
}

function isDirective(node: Node): node is Directive {
  return node.kind === "directive";
}

function detailOf(
  file: SourceFile,
  directive: Directive,
  inner: readonly Directive[],
  locale: Locale,
): string {
  const [keyword, ...rest] = directive.words;
  switch (file.checked.known.get(directive)?.entry.opens) {
    case "upstream":
    case "stream-upstream":
      return say(locale, "outline-servers", {
        count: inner.filter(({ words }) => words[0].value === "server").length,
      });
    case "map":
    case "geo":
    case "split_clients":
      return file.text.slice(rest[0]?.start ?? keyword.end, rest.at(-2)?.end ?? keyword.end);
    case "server":
    case "stream-server":
    case "location": {
      const answer = inner.find(({ words }) => answers.test(words[0].value));
      if (answer === undefined) return "";
      const { start, end } = headSpan(answer);
      return file.text.slice(start, end);
    }
    default:
      return "";
  }
}
