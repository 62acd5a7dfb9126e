/** Paths as text, with `/` on every system. What lies at a path is not asked here. */

export function dirname(path: string): string {
  const slash = path.lastIndexOf("/");
  if (slash < 0) return "";
  return slash === 0 ? "/" : path.slice(0, slash);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:\//.test(path);
}

/** A path seen from a directory; an absolute one stays as it is. `.` and `..` are worked out where they can be. */
export function join(directory: string, path: string): string {
  return normalise(isAbsolute(path) || directory === "" ? path : `${directory}/${path}`);
}

function normalise(path: string): string {
  const root = path.startsWith("/") ? "/" : "";
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== ".." || root === "") parts.push(part);
  }
  return root + parts.join("/");
}

/** The rest of a path below a directory, or `undefined` where it lies elsewhere. */
export function below(directory: string, path: string): string | undefined {
  if (directory === "" || directory === ".") return isAbsolute(path) ? undefined : path;
  const prefix = directory.endsWith("/") ? directory : `${directory}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** The directories above a path, nearest first. */
export function ancestors(path: string): string[] {
  const found: string[] = [];
  for (let at = dirname(path); ; at = dirname(at)) {
    found.push(at);
    if (at === "" || at === "/" || dirname(at) === at) return found;
  }
}
