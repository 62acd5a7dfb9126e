/**
 * QUIC that is set up and does nothing: no browser tries HTTP/3 before a server has said over TCP that it speaks it,
 * and `quic_bpf` leads packets to the sockets of `reuseport` (ngx_quic_bpf_module), of which there are none.
 */
import type { Word } from "../../syntax/tree.ts";
import type { FileSubject, Report } from "../rule.ts";
import { held } from "./blocks.ts";
import { effectiveValue } from "./effective.ts";
import { isLocal, optionWord, serversOf, streamServersOf } from "./listening.ts";
import { headOf, isComplete, nginxRule } from "./nginx-rule.ts";

export const quicWithoutEffect = nginxRule({
  name: "quic-without-effect",
  code: "NG362",
  severity: "info",
  daemon: "silent",
  check(subject, report) {
    if (!/\bquic\b|quic_bpf/.test(subject.file.text) || !isComplete(subject)) return;
    checkAnnouncement(subject, report);
    checkReuse(subject, report);
  },
});

function checkAnnouncement({ file, unit, snapshot }: FileSubject, report: Report): void {
  // Whoever sends the header, by whatever module.
  if (unit.files.some(({ text }) => /alt-svc/i.test(text))) return;
  const said = new Set<Word>();
  for (const { block, listenings } of serversOf(unit, snapshot)) {
    const isOff =
      effectiveValue(block, "http3")?.toLowerCase() === "off" ||
      effectiveValue(block, "ssl_reject_handshake")?.toLowerCase() === "on";
    const quic = listenings.find(
      (one) => one.statement.file === file && one.options.includes("quic") && !isLocal(one),
    );
    const word = quic && optionWord(quic.statement.directive, (value) => value === "quic");
    if (word === undefined || isOff || said.has(word)) continue;
    said.add(word);
    report({ file, span: word }, "unsaid");
  }
}

function checkReuse(subject: FileSubject, report: Report): void {
  const { file, unit, snapshot } = subject;
  for (const { statement } of held(subject, "quic_bpf")) {
    if (statement.directive.words[1]?.value.toLowerCase() !== "on") continue;
    const servers = [...serversOf(unit, snapshot), ...streamServersOf(unit, snapshot)];
    const listenings = servers.flatMap((server) => server.listenings);
    if (!listenings.some(({ options }) => options.includes("quic") && options.includes("reuseport")))
      report({ file, span: headOf(statement.directive) }, "bpf");
  }
}
