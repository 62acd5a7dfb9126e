/** `try_files` beside `proxy_pass`: what is found is not sent from the disk, it is asked of the server behind as well. */
import { isCalled, ownBlocks } from "./blocks.ts";
import { nginxRule } from "./nginx-rule.ts";

const passes = ["proxy_pass", "uwsgi_pass", "scgi_pass", "grpc_pass"];

export const tryFilesWithProxy = nginxRule({
  name: "try-files-with-proxy",
  code: "NG324",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const { statements } of ownBlocks(subject, "location")) {
      const tried = statements.find((s) => s.file === file && isCalled(s, "try_files"));
      const passed = statements.find((s) => passes.some((name) => isCalled(s, name)));
      if (tried === undefined || passed === undefined) continue;
      // `try_files /nothing @proxy` and `try_files $uri =404` before a pass only choose.
      const [, first] = tried.directive.words;
      if (first === undefined || !/\$(?:uri|document_uri|request_uri)/.test(first.value)) continue;
      if (/^=/.test(tried.directive.words.at(-1)?.value ?? "")) continue;
      const [name] = passed.directive.words;
      report({ file, span: tried.directive.words[0] }, "passed", {
        params: { name: name.value },
        related: [{ place: { file: passed.file, span: name }, message: { id: "answers" } }],
      });
    }
  },
});
