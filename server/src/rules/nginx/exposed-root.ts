/** A directory of the system as the root of a site: configuration, keys and homes can be fetched. */
import { called } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

const system = /^\/(?:(?:etc|root|home|proc|sys|dev|boot|var)\/?)?$/;

export const exposedRoot = nginxRule({
  name: "exposed-root",
  code: "NG336",
  severity: "warning",
  daemon: "silent",
  check({ file }, report) {
    for (const name of ["root", "alias"]) {
      for (const { directive, scope } of called(file, name)) {
        const word = directive.words[1];
        if (word === undefined || word.unknown !== undefined || !system.test(word.value)) continue;
        // `location /etc/ { root /; }` and the like show one directory only.
        if (word.value === "/" && scope !== "server" && scope !== "http") continue;
        report({ file, span: word }, "system", { params: { path: word.value } });
      }
    }
  },
});
