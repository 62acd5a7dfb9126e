/** `location /api` and `proxy_pass http://app/`: the path in the URL takes the place of the prefix, so a slash is doubled or lost. */
import { readLocation } from "../../dialects/nginx/location.ts";
import { isCalled, ownBlocks } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

export const proxyPassSlash = nginxRule({
  name: "proxy-pass-slash",
  code: "NG321",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { opener, statements } of ownBlocks(subject, "location")) {
      const location = readLocation(opener.directive.words.slice(1));
      const word = statements.find((s) => s.file === file && isCalled(s, "proxy_pass"))?.directive.words[1];
      if (
        location === undefined ||
        word === undefined ||
        word.unknown !== undefined ||
        word.value.includes("$")
      )
        continue;
      if (location.kind !== "prefix" && location.kind !== "prefix-final") continue;
      const [, path] = /^https?:\/\/(?:unix:[^:]*:|(?!unix:)[^/?]+)(\/[^?]*)$/i.exec(word.value) ?? [];
      if (path === undefined || location.path.endsWith("/") === path.endsWith("/")) continue;
      const example = `${location.path}${location.path.endsWith("/") ? "" : "/"}x`;
      const sent = path + example.slice(location.path.length);
      report({ file, span: word }, path.endsWith("/") ? "doubled" : "lost", { params: { example, sent } });
    }
  },
});
