/**
 * A socket named twice: in one server, as the default server of two, or with socket options in two. nginx refuses
 * each of them (ngx_http_add_listen, ngx_http_add_addresses).
 */

import { isDefault, type Listening, optionWord, sameSocket, serversOf, spellSocket } from "./listening.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

/** Options of the socket itself: only one server may set them. */
const socketOption =
  /^(?:setfib=|fastopen=|backlog=|rcvbuf=|sndbuf=|accept_filter=|deferred$|bind$|ipv6only=|reuseport$|so_keepalive=)/;

export const duplicateListen = nginxRule({
  name: "duplicate-listen",
  code: "NG210",
  severity: "error",
  daemon: "reject",
  check({ file, unit, snapshot }, report) {
    if (unit.files.some((f) => f.tree.templated)) return;
    const earlier: { listening: Listening; server: number }[] = [];
    for (const [index, { listenings }] of serversOf(unit, snapshot, "server").entries()) {
      for (const listening of listenings) {
        compare(listening, index);
        earlier.push({ listening, server: index });
      }
    }

    function compare(listening: Listening, server: number): void {
      if (listening.statement.file !== file) return;
      const { directive } = listening.statement;
      const same = earlier.filter((e) => sameSocket(e.listening, listening));
      const twin = same.find((e) => e.server === server);
      const socket = spellSocket(listening);
      if (twin !== undefined) {
        report({ file, span: headOf(directive) }, "twice", {
          params: { socket },
          related: [place(twin.listening)],
        });
        return;
      }
      const otherDefault = isDefault(listening) ? same.find((e) => isDefault(e.listening)) : undefined;
      if (otherDefault !== undefined) {
        const word = optionWord(directive, (value) => value.startsWith("default")) ?? directive;
        report({ file, span: word }, "two-defaults", {
          params: { socket },
          related: [place(otherDefault.listening)],
        });
        return;
      }
      const option = optionWord(directive, (value) => socketOption.test(value));
      const set =
        option === undefined
          ? undefined
          : same.find((e) => e.listening.options.some((o) => socketOption.test(o)));
      if (option === undefined || set === undefined) return;
      report({ file, span: option }, "options-twice", {
        params: { socket, option: option.value },
        related: [place(set.listening)],
      });
    }
  },
});

function place({ statement }: Listening): {
  place: { file: Listening["statement"]["file"]; span: ReturnType<typeof headOf> };
  message: { id: string };
} {
  return { place: { file: statement.file, span: headOf(statement.directive) }, message: { id: "first" } };
}
