/** TLS of a kind that has been broken for years: old versions, old ciphers, a short Diffie-Hellman group. */
import type { Word } from "../../syntax/tree.ts";
import type { Span } from "../../text/span.ts";
import { haproxyRule, type Line, sectionsHere } from "./haproxy-rule.ts";

const old = /^(?:SSLv3|TLSv1\.[01])$/;
const forced: Readonly<Record<string, string>> = {
  "force-sslv3": "SSLv3",
  "force-tlsv10": "TLSv1.0",
  "force-tlsv11": "TLSv1.1",
};
/** What names ciphers that are broken, or that do not encrypt. */
const broken =
  /^(?:RC[24]|3DES|DES|DES-CBC3-SHA|[ae]?NULL|EXP(?:ORT)?(?:40|56)?|LOW|MD5|ADH|AECDH|IDEA|SEED)$/i;

export const weakTls = haproxyRule({
  name: "weak-tls",
  code: "HA345",
  severity: "warning",
  daemon: "silent",
  needs: ["ssl", "tls"],
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { kind, lines } of sectionsHere(subject)) {
      for (const line of lines) {
        for (const { place, message, name } of weaknessesOf(line)) {
          // What a server can do is not always for this side to say, and most builds have no broken ciphers.
          const ours = /^(?:bind|ssl-default-bind-options|tune\.)/.test(line.keyword) && kind !== "peers";
          report({ file, span: place }, message, {
            params: { name },
            ...(ours && message !== "cipher" ? {} : { severity: "info" }),
          });
        }
      }
    }
  },
});

interface Weakness {
  readonly place: Span;
  readonly message: "minimum" | "maximum" | "forced" | "cipher" | "group";
  readonly name: string;
}

function weaknessesOf({ keyword, directive: { words } }: Line): readonly Weakness[] {
  const [, value] = words;
  if (keyword === "tune.ssl.default-dh-param")
    return value !== undefined && Number(value.value) < 2048
      ? [{ place: value, message: "group", name: value.value }]
      : [];
  if (/^ssl-default-(?:bind|server)-ciphers$/.test(keyword)) return brokenCiphers(value);
  if (
    !/^(?:bind|server|server-template|default-server|peer|default-bind|ssl-default-(?:bind|server)-options)$/.test(
      keyword,
    )
  )
    return [];
  return words.flatMap((word, index): readonly Weakness[] => {
    const next = words[index + 1];
    const name = forced[word.value];
    if (name !== undefined) return [{ place: word, message: "forced", name }];
    if (word.value === "ciphers") return brokenCiphers(next);
    if (next === undefined || !old.test(next.value)) return [];
    if (word.value === "ssl-min-ver") return [{ place: next, message: "minimum", name: next.value }];
    return word.value === "ssl-max-ver" ? [{ place: next, message: "maximum", name: next.value }] : [];
  });
}

/** The first element of a list of ciphers that lets a broken one in, and that no `!` takes out again. */
function brokenCiphers(list: Word | undefined): readonly Weakness[] {
  if (list === undefined || list.unknown !== undefined) return [];
  const elements = list.value.split(/[:, ]/);
  const out = new Set(elements.filter((e) => /^[!-]/.test(e)).map((e) => e.slice(1).toUpperCase()));
  const name = elements.find(
    (element) =>
      !/^[!+-]/.test(element) &&
      element.split("+").some((part) => broken.test(part)) &&
      !element.split("+").some((part) => out.has(part.toUpperCase())),
  );
  return name === undefined ? [] : [{ place: list, message: "cipher", name }];
}
