/** A multiplexer that can not carry the mode of its proxy. */
import { parseAddress } from "../../dialects/haproxy/address.ts";
import {
  checkOptionOf,
  effective,
  haproxyRule,
  isComplete,
  isUncertain,
  proxiesHere,
  serverWords,
  switchedOn,
  valueBehind,
} from "./haproxy-rule.ts";

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
      for (const line of section.lines) {
        const { keyword, directive } = line;
        const isServer = keyword === "server" || keyword === "server-template";
        if ((!isServer && keyword !== "bind") || isUncertain(line)) continue;
        const words = isServer ? serverWords(section, unit, directive) : directive.words.slice(2);
        const proto = valueBehind(words, "proto");
        const address = directive.words[1];
        const isQuic = keyword === "bind" && /^quic/.test(parseAddress(address?.value ?? "").family);
        const name = proto?.value ?? (isQuic ? "quic" : undefined);
        const at = proto !== undefined && directive.words.includes(proto) ? proto : address;
        if (name !== undefined && at !== undefined && isWrong(name, mode, isServer))
          report({ file, span: at }, "mismatch", { params: { name, mode } });
        const check = valueBehind(words, "check-proto");
        const place = check !== undefined && directive.words.includes(check) ? check : directive.words[1];
        if (
          !isServer ||
          check === undefined ||
          place === undefined ||
          switchedOn(words, "check") === undefined
        )
          continue;
        const option = checkOptionOf(section, unit)?.keyword;
        if (option === "option external-check") continue;
        if (isWrong(check.value, option === "option httpchk" ? "http" : "tcp", true))
          report({ file, span: place }, "check", { params: { name: check.value } });
      }
    }
  },
});

function isWrong(name: string, mode: "tcp" | "http", isServer: boolean): boolean {
  if (mode === "http") return name === "none" || (name === "fcgi" && !isServer);
  return ["h1", "h2", "fcgi", "quic"].includes(name);
}
