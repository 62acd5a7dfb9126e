/** How a dialect writes a block and ends a statement. Its parser is asked, so nothing here has to know the dialects. */
import type { Dialect } from "../dialect.ts";

export interface BlockStyle {
  readonly braces: boolean;
  /** The mark behind a statement without a block; empty where the line's end does. */
  readonly terminator: string;
}

const styles = new Map<Dialect, BlockStyle>();

export function blockStyle(dialect: Dialect): BlockStyle {
  let style = styles.get(dialect);
  if (style === undefined) {
    style = {
      braces: opensBody(dialect, "sample {\n}\n"),
      terminator: endsStatement(dialect, ";") ? ";" : "",
    };
    styles.set(dialect, style);
  }
  return style;
}

function opensBody(dialect: Dialect, text: string): boolean {
  const [node] = dialect.parse(text).children;
  return node?.kind === "directive" && node.body?.open !== undefined;
}

function endsStatement(dialect: Dialect, mark: string): boolean {
  const [node] = dialect.parse(`sample${mark}\n`).children;
  return node?.kind === "directive" && node.terminator !== undefined;
}
