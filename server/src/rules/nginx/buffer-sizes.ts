/** Buffers for the answers of servers behind that do not go together (the merge functions of the upstream modules). */
import { parseSize } from "../../dialects/nginx/units.ts";
import { type Block, type Held, held } from "./blocks.ts";
import { effective, isCertain } from "./effective.ts";
import { nginxRule } from "./nginx-rule.ts";

/** Where nothing is written nginx takes a page of memory, and eight of them. */
const page = 4096;

export const bufferSizes = nginxRule({
  name: "buffer-sizes",
  code: "NG224",
  severity: "error",
  daemon: "reject",
  isLocal: true,
  check(subject, report) {
    const { file } = subject;
    const said = new Set<number>();
    for (const kind of ["proxy", "fastcgi", "uwsgi", "scgi"]) {
      for (const block of new Set(names.flatMap((name) => held(subject, `${kind}_${name}`).map(placeOf)))) {
        const found = block === undefined ? undefined : mistakeIn(kind, block);
        if (found === undefined || found.statement.file !== file || said.has(found.statement.directive.start))
          continue;
        if (block === undefined || !isCertain(block)) continue;
        said.add(found.statement.directive.start);
        report(
          { file, span: found.statement.directive.words[1] ?? found.statement.directive },
          found.message,
          { params: found.params },
        );
      }
    }
  },
});

const names = ["buffers", "buffer_size", "busy_buffers_size", "temp_file_write_size", "max_temp_file_size"];

/** The block that nginx puts the sizes together for: what stands in `http` is handed on to its servers. `stream` has no more than one size. */
function placeOf({ block }: Held): Block | undefined {
  if (block.scope?.startsWith("stream") === true) return undefined;
  return block.scope === "http" ? block.blocks.find(({ scope }) => scope === "server") : block;
}

function mistakeIn(kind: string, block: Block) {
  const { last, size } = reader(kind, block);
  const buffers = last("buffers");
  const one = last("buffer_size");
  const busy = last("busy_buffers_size");
  const written = last("temp_file_write_size");
  const file = last("max_temp_file_size");
  const count = buffers === undefined ? 8 : Number(buffers.directive.words[1]?.value);
  const each = buffers === undefined ? page : size(buffers, 2);
  const first = one === undefined ? page : size(one, 1);
  if (!(count > 0) || each === undefined || first === undefined) return undefined;
  if (count < 2 && buffers !== undefined) return { statement: buffers, message: "too-few", params: { kind } };
  const largest = Math.max(first, each);
  const busySize = busy === undefined ? 2 * largest : size(busy, 1);
  const cause = busy ?? (first > each ? one : buffers) ?? one ?? buffers;
  if (busySize !== undefined && cause !== undefined) {
    const params = { kind, busy: text(busySize), room: text((count - 1) * each), largest: text(largest) };
    if (busySize < largest) return { statement: cause, message: "busy-too-small", params };
    if (busySize > (count - 1) * each)
      return { statement: cause, message: busy === undefined ? "too-large" : "busy-too-large", params };
  }
  for (const [statement, name, isOff] of [
    [written, "temp_file_write_size", false],
    [file, "max_temp_file_size", true],
  ] as const) {
    const bytes = statement === undefined ? undefined : size(statement, 1);
    if (statement === undefined || bytes === undefined || (isOff && bytes === 0) || bytes >= largest)
      continue;
    return {
      statement,
      message: "file-too-small",
      params: { name: `${kind}_${name}`, largest: text(largest) },
    };
  }
  return undefined;
}

function reader(kind: string, block: Block) {
  return {
    last: (name: string) => effective(block, `${kind}_${name}`)?.statements.at(-1),
    size: (statement: { readonly directive: Block["statements"][number]["directive"] }, index: number) => {
      const word = statement.directive.words[index];
      return word === undefined || word.unknown !== undefined ? undefined : parseSize(word.value, true);
    },
  };
}

function text(bytes: number): string {
  return bytes % 1024 === 0 ? `${bytes / 1024}k` : String(bytes);
}
