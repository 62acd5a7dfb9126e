/** Directives that nginx itself does not have: of modules that are known, and of those that kalint.json names. */
import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../server/src/workspace/config.ts";
import { lintTexts } from "../../support/lint-text.ts";

const config = { ...defaultConfig, nginx: { directives: ["my_limit", "my_zone"] } };

function found(inside: string, { nginx } = config): string[] {
  const text = `events {}\nhttp {\n    server {\n        listen 80;\n        ${inside}\n    }\n}\n`;
  const settings = nginx.directives.length === 0 ? defaultConfig : config;
  return lintTexts([{ path: "/etc/nginx/nginx.conf", text }], {}, settings)
    .filter((finding) => finding.daemon === "reject")
    .map(({ rule, message }) => `${rule.name} ${message.params?.name}`);
}

const none = { ...config, nginx: { directives: [] } };

describe("directives of other modules", () => {
  it.each(["my_limit;", "my_limit on 5 $x;", "my_zone a { b c; d { e; } }", "location / { my_limit on; }"])(
    "that kalint.json names are taken: %s",
    (line) => {
      expect(found(line)).toEqual([]);
      expect(found(line, none)[0]).toMatch(/^unknown-directive my_/);
    },
  );

  it("may define variables, so none is unknown beside them", () => {
    expect(found("my_limit on; return 200 $my_state;")).toEqual([]);
    expect(found("return 200 $my_state;")).toEqual(["unknown-variable my_state"]);
  });

  it("do not make other names known", () => {
    expect(found("my_limits on;")).toEqual(["unknown-directive my_limits"]);
  });

  it("do not stand among the options of a directive", () => {
    expect(found("listen 8080 my_limit;")).toHaveLength(1);
  });

  it.each(["more_set_headers 'Server: x';", "brotli on;", "location / { echo hello; }", "modsecurity on;"])(
    "that are packaged apart are known in their blocks: %s",
    (line) => {
      expect(found(line, none)).toEqual([]);
    },
  );

  it("that are packaged apart are refused where their module does, too", () => {
    expect(found("location / { lua_shared_dict x 1m; }", none)).toEqual([
      "misplaced-directive lua_shared_dict",
    ]);
    expect(found("brotli;", none)).toEqual(["missing-argument brotli"]);
  });
});
