/** What the grammars, the language configurations and the manifest copy from the catalogues is up to date. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { generatedGrammar, grammarPath, grammars, readCatalogue } from "../../syntaxes/generate.mjs";
import { repository } from "../support/shared.ts";

interface Manifest {
  readonly main: string;
  readonly contributes: {
    readonly languages: readonly { readonly id: string; readonly configuration: string }[];
    readonly grammars: readonly {
      readonly language: string;
      readonly scopeName: string;
      readonly path: string;
    }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly enum?: readonly (string | null)[]; readonly default: unknown }>
      >;
    };
  };
}

const manifest: Manifest = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8"));

for (const dialect of grammars) {
  test(`the grammar of ${dialect} has the names of today's catalogue (node syntaxes/generate.mjs writes them)`, () => {
    expect(readFileSync(grammarPath(dialect), "utf8")).toBe(generatedGrammar(dialect));
  });

  test(`no generated list of ${dialect}'s grammar is empty`, () => {
    expect(/(?<!\\)\((?:\?:)?\)/.test(generatedGrammar(dialect))).toBe(false);
  });

  test(`the setting kalint.targets.${dialect} offers the versions of the catalogue`, () => {
    const setting = manifest.contributes.configuration.properties[`kalint.targets.${dialect}`];
    expect(setting?.enum).toEqual([...readCatalogue(dialect).targets, null]);
    expect(setting?.default).toBeNull();
  });

  test(`${dialect} has a language, a configuration and a grammar in the manifest`, () => {
    const language = manifest.contributes.languages.find(({ id }) => id === dialect);
    const grammar = manifest.contributes.grammars.find((entry) => entry.language === dialect);
    expect(grammar?.scopeName).toBe(`source.${dialect}`);
    for (const file of [language?.configuration, grammar?.path]) {
      expect(existsSync(path.join(repository, file ?? "missing")), file).toBe(true);
    }
  });
}

test("an editor indents after each section of HAProxy, and after nothing else", () => {
  const file = path.join(repository, "client/languages/haproxy.json");
  const { indentationRules } = JSON.parse(readFileSync(file, "utf8"));
  const sections = readCatalogue("haproxy").entries.filter(
    (entry) => entry.opens !== undefined && entry.in.includes("file"),
  );
  const names = sections.map((entry) => entry.name).sort();
  for (const pattern of [indentationRules.increaseIndentPattern, indentationRules.decreaseIndentPattern]) {
    expect(/\(\?:([\w|-]+)\)/.exec(pattern)?.[1]?.split("|").sort()).toEqual(names);
  }
});
