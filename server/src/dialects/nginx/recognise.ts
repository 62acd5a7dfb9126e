/** Tells nginx's files from others that are called `.conf` too. */

/** Endings of files that quote such lines without being one. */
const otherKinds =
  /\.(?:md|rst|txt|html?|sh|bash|py|go|js|ts|rb|pp|java|c|h|ya?ml|json|toml|xml|service|spec|te|vim|lua|sql|log|po|patch|diff|cfg|ini|key|pem|crt)$/i;

/** Blocks as only nginx writes them: `server {`, `location … {`, `upstream name {`. */
const blockLine =
  /^[ \t]*(?:(?:http|events|stream|server)[ \t]*(?:\r?\n[ \t]*)?\{|location[ \t]+[^;{}\n]*\{|upstream[ \t]+[\w.-]+[ \t]*\{|map[ \t]+\S+[ \t]+\$\w+[ \t]*\{)/m;

/** Simple statements with a semicolon that no other program has. */
const statementLine =
  /^[ \t]*(?:proxy_(?:pass|set_header|read_timeout|http_version|cache\w*)|fastcgi_(?:pass|param|index)|uwsgi_(?:pass|param)|scgi_param|grpc_pass|ssl_(?:protocols|ciphers|certificate(?:_key)?|session_\w+|dhparam)|add_header|server_name|try_files|worker_(?:processes|connections)|client_max_body_size|gzip(?:_\w+)?|log_format|access_log|limit_req(?:_zone)?|rewrite|return[ \t]+\d{3})[ \t]+[^;\n]*;/m;

/** How sure a file is nginx's: see Dialect.recognise. */
export function recognise(path: string, head: string): 0 | 1 | 2 {
  if (otherKinds.test(path)) return 0;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const named =
    /nginx/i.test(name) ||
    /(?:^|\/)(?:fastcgi(?:_params|\.conf)|uwsgi_params|scgi_params|mime\.types)(?:\.|$)/.test(path);
  const placed = /(?:^|\/)(?:nginx[^/]*|sites-(?:available|enabled)|conf\.d|snippets|vhosts?)(?:\/|$)/i.test(
    path.slice(0, path.length - name.length),
  );
  const content = blockLine.test(head) || statementLine.test(head);
  if (content)
    return named || placed || /\.(?:conf|inc|vhost|tmpl|template|tpl|j2|erb|sample)$|^[^.]*$/i.test(name)
      ? 2
      : 0;
  if (named) return /\.(?:conf|j2|erb|tm?pl|template|inc)\b|_params$|mime\.types$/i.test(name) ? 1 : 0;
  return /(?:^|\/)nginx\/(?:.*\/)?[^/]+\.conf$/i.test(path) ? 1 : 0;
}
