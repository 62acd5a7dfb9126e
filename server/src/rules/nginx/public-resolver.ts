/** A name server on the internet: who can forge its answers on the way decides where nginx sends its requests. */
import { parseEndpoint } from "../../dialects/nginx/endpoint.ts";
import { parseAddress } from "../../model/address.ts";
import { args } from "../../syntax/tree.ts";
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const publicResolver = nginxRule({
  name: "public-resolver",
  code: "NG312",
  severity: "info",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive } of called(subject, "resolver")) {
      const outside = args(directive).find(
        (word) =>
          word.unknown === undefined &&
          !word.value.includes("=") &&
          isPublic(parseEndpoint(word.value, false).host),
      );
      if (outside !== undefined)
        report({ file, span: outside }, "outside", { params: { address: outside.value } });
    }
  },
});

/** Of no private, local or documentation network (RFC 1918, 4193, 5737, 6598 …). */
function isPublic(host: string): boolean {
  const address = parseAddress(host.replace(/^\[|\]$/g, ""));
  if (address === undefined) return false;
  const { family, text } = address;
  if (family === 6) return !/^(?:::1$|f[cd]|fe[89ab]|2001:db8:)/i.test(text);
  return !/^(?:10\.|127\.|0\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)/.test(
    text,
  );
}
