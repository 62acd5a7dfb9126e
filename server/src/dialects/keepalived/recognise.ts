/** Tells keepalived's files from others that are called `.conf` too. */

/** Lines that begin a top-level block, as no other program writes them. */
const blockLine =
  /^[ \t]*(?:vrrp_(?:instance|sync_group|script|track_process|track_file)|virtual_server(?:_group)?|global_defs|bfd_instance|static_ipaddress)\b[^;(=]*$/m;

/** The first line of the sample that most files began as; in a file that lost its line breaks it is all there is. */
const sampleHeader = /^\s*[!#]+[ \t]*configuration file for keepalived\b/i;

/** Endings of files that quote such lines without being one. */
const otherKinds =
  /\.(?:md|rst|html?|sh|bash|py|go|js|ts|rb|pp|java|c|h|ya?ml|json|toml|xml|service|spec|te|vim|lua|sql|log|po|patch|diff)$/i;

/** How sure a file is keepalived's: see Dialect.recognise. */
export function recognise(path: string, head: string): 0 | 1 | 2 {
  if (otherKinds.test(path)) return 0;
  if (blockLine.test(head) || sampleHeader.test(head)) return 2;
  const slash = path.lastIndexOf("/");
  const name = path.slice(slash + 1);
  if (/nginx|haproxy/i.test(name)) return 0;
  if (/keepalived/i.test(name)) return /\.conf|keepalived\.cfg|\.j2|\.erb|\.tm?pl/i.test(name) ? 1 : 0;
  return /\/keepalived\//i.test(path) && /\.conf$/i.test(name) ? 1 : 0;
}
