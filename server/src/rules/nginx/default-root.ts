/** `root` inside `location /` and nowhere else: the locations beside it serve the files of nginx's own `html` folder. */
import { readLocation } from "../../dialects/nginx/location.ts";
import { isCalled, type OpenedBlock, ownBlocks, type Statement, statementsCalled } from "./blocks.ts";
import { effective, isCertain } from "./effective.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

/** What stands beside files that are served; where anything else stands, something else may answer. */
const besideFiles =
  /^(?:access_log|add_header|allow|autoindex\w*|charset|default_type|deny|directio|etag|expires|gzip\w*|if_modified_since|index|limit_\w+|log_not_found|open_file_cache\w*|sendfile\w*|tcp_nopush|types)$/;

export const defaultRoot = nginxRule({
  name: "default-root",
  code: "NG345",
  severity: "warning",
  daemon: "silent",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const server of ownBlocks(subject, "server")) {
      if (!isCertain(server) || effective(server, "root") !== undefined) continue;
      const root = rootOfAll(server);
      if (root === undefined) continue;
      const pages = statementsCalled(server, "error_page").map(
        ({ directive }) => directive.words.at(-1)?.value,
      );
      for (const block of locationsOf(server)) {
        const { opener } = block;
        const location = readLocation(opener.directive.words.slice(1));
        const isPage = location?.kind === "exact" && pages.includes(location.path);
        const asks = isPage || block.statements.length === 0 ? undefined : asksForFiles(block);
        if (asks === undefined || opener.file !== file || !block.complete) continue;
        report({ file, span: headOf(opener.directive) }, asks, {
          params: { root: root.directive.words[1]?.value ?? "" },
          related: [{ place: { file: root.file, span: root.directive.words[0] }, message: { id: "root" } }],
        });
      }
    }
  },
});

/** The root of `location /`, where it is not the folder that nginx takes of itself. */
function rootOfAll(server: OpenedBlock): Statement | undefined {
  const all = locationsOf(server).find(({ opener }) => {
    const location = readLocation(opener.directive.words.slice(1));
    return location?.path === "/" && location.kind !== "exact" && location.kind !== "regex";
  });
  const root = all && statementsCalled(all, "root")[0];
  const path = root?.directive.words[1];
  return path === undefined || path.unknown !== undefined || /(?:^|nginx\/)html\/?$/.test(path.value)
    ? undefined
    : root;
}

function locationsOf(server: OpenedBlock): OpenedBlock[] {
  return server.blocks.filter((block): block is OpenedBlock => block.scope === "location");
}

/** How a location without a root asks for files: by serving them, or by naming them to FastCGI. */
function asksForFiles(block: OpenedBlock): "files" | "script" | undefined {
  const { statements } = block;
  if (effective(block, "root") !== undefined || block.blocks.length > 0) return undefined;
  const script = statements.find(
    (s) => isCalled(s, "fastcgi_param") && s.directive.words[1]?.value === "SCRIPT_FILENAME",
  );
  if (statements.some((s) => isCalled(s, "fastcgi_pass")))
    return /^\$\{?document_root\b/.test(script?.directive.words[2]?.value ?? "") ? "script" : undefined;
  const isRefused = statements.some((s) => isCalled(s, "deny") && s.directive.words[1]?.value === "all");
  const onlyFiles = statements.every(({ directive }) => besideFiles.test(directive.words[0].value));
  return onlyFiles && !isRefused ? "files" : undefined;
}
