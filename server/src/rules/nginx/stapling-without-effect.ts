/** OCSP stapling that has nobody to ask: no resolver for the responder's name, or a certificate that names no responder. */
import { parseEndpoint } from "../../dialects/nginx/endpoint.ts";
import { parseAddress } from "../../model/address.ts";
import type { Directive } from "../../syntax/tree.ts";
import { isWritten } from "../written.ts";
import { type Block, held } from "./blocks.ts";
import { effective, effectiveValue } from "./effective.ts";
import { headOf, isComplete, nginxRule } from "./nginx-rule.ts";

export const staplingWithoutEffect = nginxRule({
  name: "stapling-without-effect",
  code: "NG361",
  severity: "info",
  daemon: "silent",
  check(subject, report) {
    if (!isWritten("ssl_stapling", subject.unit)) return;
    const said = new Set<Directive>();
    for (const { statement, block } of held(subject, "ssl_stapling")) {
      const { directive } = statement;
      if (directive.words[1]?.value.toLowerCase() !== "on" || !isComplete(subject)) continue;
      if (effective(block, "ssl_stapling_file") !== undefined) continue;
      const message = isWithoutResponder(block) ? "no-responder" : lacksResolver(block) ? "no-resolver" : "";
      if (message === "" || said.has(directive)) continue;
      said.add(directive);
      report({ file: subject.file, span: headOf(directive) }, message);
    }
  },
});

/** Let's Encrypt has shut its responders, and names none in its certificates since May 2025. */
function isWithoutResponder(block: Block): boolean {
  return (
    effective(block, "ssl_stapling_responder") === undefined &&
    effectiveValue(block, "ssl_certificate")?.startsWith("/etc/letsencrypt/live/") === true
  );
}

function lacksResolver(block: Block): boolean {
  const responder = effectiveValue(block, "ssl_stapling_responder")?.replace(/^http:\/\//i, "");
  if (responder !== undefined && parseAddress(parseEndpoint(responder, false).host) !== undefined)
    return false;
  return [block, ...block.blocks].every((at) => effective(at, "resolver") === undefined);
}
