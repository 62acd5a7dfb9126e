/** A multiplexer that can not carry the mode of its proxy. */
import { parseAddress } from "../../dialects/haproxy/address.ts";
import { checkOptionOf, effective, haproxyRule, isComplete, proxiesHere } from "./haproxy-rule.ts";
import { optionsIn } from "./options.ts";
import { placeOf, serversOf } from "./servers.ts";

export const muxMismatch = haproxyRule({
  name: "mux-mismatch",
  code: "HA236",
  severity: "error",
  daemon: "reject",
  needs: ["proto", "quic"],
  isLocal: true,
  check(subject, report) {
    const { file, unit } = subject;
    if (!isComplete(unit)) return;
    for (const section of proxiesHere(subject)) {
      const { mode, lines } = effective(section, unit);
      if (
        (mode !== "tcp" && mode !== "http") ||
        lines.some((l) => l.directive.words[2]?.value === "switch-mode")
      )
        continue;
      for (const { keyword, directive, known } of section.lines) {
        const [, address, ...words] = directive.words;
        if (keyword !== "bind" || address === undefined || known.conditional) continue;
        if (directive.words.some(({ unknown }) => unknown !== undefined)) continue;
        const proto = optionsIn(words, "bind-option").get("proto")?.values[0];
        const isQuic = /^quic/.test(parseAddress(address.value).family);
        const name = proto?.value ?? (isQuic ? "quic" : undefined);
        if (name !== undefined && isWrong(name, mode, false))
          report({ file, span: proto ?? address }, "mismatch", { params: { name, mode } });
      }
      const option = checkOptionOf(section, unit)?.keyword;
      for (const server of serversOf(section, unit)) {
        const proto = server.options.get("proto")?.values[0];
        const check = server.options.get("check-proto")?.values[0];
        if (server.unclear) continue;
        if (proto !== undefined && isWrong(proto.value, mode, true))
          report({ file, span: placeOf(server, proto) }, "mismatch", { params: { name: proto.value, mode } });
        if (check === undefined || !server.options.has("check") || option === "option external-check")
          continue;
        if (isWrong(check.value, option === "option httpchk" ? "http" : "tcp", true))
          report({ file, span: placeOf(server, check) }, "check", { params: { name: check.value } });
      }
    }
  },
});

function isWrong(name: string, mode: "tcp" | "http", isServer: boolean): boolean {
  if (mode === "http") return name === "none" || (name === "fcgi" && !isServer);
  return ["h1", "h2", "fcgi", "quic"].includes(name);
}
