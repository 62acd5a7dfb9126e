/** The dialects kalint knows, and how a file's dialect is found. */
import type { Dialect, DialectId } from "../dialect.ts";
import { haproxy } from "./haproxy/haproxy.ts";
import { keepalived } from "./keepalived/keepalived.ts";
import { nginx } from "./nginx/nginx.ts";

export const dialects: readonly Dialect[] = [keepalived, nginx, haproxy];

export function dialectById(id: DialectId): Dialect {
  const found = dialects.find((dialect) => dialect.id === id);
  if (found === undefined) throw new Error(`no dialect ${id}`);
  return found;
}

/**
 * The dialect of a file, or `undefined` where neither its path nor its first lines (`head`) claim it. One that is sure by content wins over one
 * that only knows the name.
 */
export function recogniseDialect(path: string, head: string): Dialect | undefined {
  let best: Dialect | undefined;
  let bestSure = 0;
  for (const dialect of dialects) {
    const sure = dialect.recognise(path, head);
    if (sure > bestSure) {
      best = dialect;
      bestSure = sure;
    }
  }
  return best;
}
