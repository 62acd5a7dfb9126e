/** Directives that nginx refuses without a certain one of their options. */
import { matchOf } from "../../catalogue/check.ts";
import { knownHere } from "../locality.ts";
import { headOf, nginxRule } from "./nginx-rule.ts";

/** The beginning of the option that must be there, without regard to the module. */
const needed: Readonly<Record<string, string>> = {
  ssl_certificate_cache: "max=",
  limit_req: "zone=",
  limit_req_zone: "zone=",
  proxy_cache_path: "keys_zone=",
  fastcgi_cache_path: "keys_zone=",
  uwsgi_cache_path: "keys_zone=",
  scgi_cache_path: "keys_zone=",
  thread_pool: "threads=",
  open_file_cache: "max=",
  open_log_file_cache: "max=",
};

export const missingOption = nginxRule({
  name: "missing-option",
  code: "NG218",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    for (const known of knownHere(subject)) {
      const { directive, entry } = known;
      const name = entry.name.replace(/^(?:grpc|proxy|uwsgi)_(?=ssl_)/, "");
      const option = Object.hasOwn(needed, name) ? needed[name] : undefined;
      if (option === undefined || matchOf(file.checked, known).failure !== undefined) continue;
      const args = directive.words.slice(1);
      if (
        args.some(
          (word) => word.value === "off" || word.unknown !== undefined || word.value.startsWith(option),
        )
      )
        continue;
      report({ file, span: headOf(directive) }, "missing", { params: { name: entry.name, option } });
    }
  },
});
