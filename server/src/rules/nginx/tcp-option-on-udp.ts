/** `quic` and `udp` make a UDP socket: options of TCP, and TLS of its own, nginx refuses beside them (`listen` of http and stream). */
import { called } from "./blocks.ts";
import { optionWord } from "./listening.ts";
import { nginxRule } from "./nginx-rule.ts";

const options = "ssl|proxy_protocol|deferred|multipath|(?:backlog|fastopen|so_keepalive)=.*";
/** Beside each word that makes a UDP socket. */
const tcpOption: Readonly<Record<string, RegExp>> = {
  udp: new RegExp(`^(?:${options})$`),
  quic: new RegExp(`^(?:http2|${options})$`),
};

export const tcpOptionOnUdp = nginxRule({
  name: "tcp-option-on-udp",
  code: "NG237",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { directive, scope } of called(subject, "listen")) {
      const udp = optionWord(directive, (value) => value === (scope === "server" ? "quic" : "udp"));
      const beside = udp === undefined ? undefined : tcpOption[udp.value];
      if (udp === undefined || beside === undefined) continue;
      const word = optionWord(directive, (value) => beside.test(value));
      if (word === undefined) continue;
      report({ file, span: word }, "beside", { params: { option: word.value, udp: udp.value } });
    }
  },
});
