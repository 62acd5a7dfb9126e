/** Ciphers that are broken, switched on by name: no encryption, no certificate, keys of 40 bits, RC4, DES, MD5. */
import type { Word } from "../../syntax/tree.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

const broken = /^(?:e?NULL|aNULL|ADH|AECDH|EXP(?:ORT\d*)?|LOW|RC4|DES|3DES|MD5|ALL|COMPLEMENTOFALL)$/;
const brokenSuite = /(?:^|-)(?:NULL|EXP|RC4|DES|CBC3|MD5|ADH|AECDH)(?:-|$)/;

export const weakCipher = nginxRule({
  name: "weak-cipher",
  code: "NG327",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const name of ["ssl_ciphers", "proxy_ssl_ciphers"]) {
      for (const { directive } of called(subject, name)) {
        const word = directive.words[1];
        const cipher = word === undefined || word.unknown !== undefined ? undefined : switchedOn(word);
        if (word !== undefined && cipher !== undefined)
          report({ file, span: word }, "broken", { params: { cipher } });
      }
    }
  },
});

/** The first broken cipher of the list that no `!` of it forbids (openssl-ciphers). */
function switchedOn({ value }: Word): string | undefined {
  const parts = value.split(/[:,\s]+/);
  const never = new Set(parts.filter((part) => part.startsWith("!")).map((part) => part.slice(1)));
  return parts.find((part) => {
    if (!/^[A-Za-z0-9]/.test(part)) return false;
    const kinds = part.split(/[-+]/);
    if (
      kinds.some(
        (kind) =>
          never.has(kind) || (kind === "CBC3" && never.has("3DES")) || (kind === "ADH" && never.has("aNULL")),
      )
    )
      return false;
    if (part === "ALL" || part === "COMPLEMENTOFALL") return !never.has("aNULL") && !never.has("ADH");
    return broken.test(part) || brokenSuite.test(part);
  });
}
