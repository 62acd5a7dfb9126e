/** The types of generate.mjs, for the tests. */
export const grammars: readonly ("keepalived" | "nginx" | "haproxy")[];
export function generatedGrammar(dialect: string): string;
export function grammarPath(dialect: string): string;
export function readCatalogue(dialect: string): {
  targets: string[];
  entries: { name: string; in: string[]; opens?: string }[];
};
