/** What a client can choose of a text: variables followed to the request. */
import { expect, it } from "vitest";
import { allBlocks } from "../../../server/src/rules/nginx/blocks.ts";
import { clientInputs } from "../../../server/src/rules/nginx/client-input.ts";
import { snapshotOf } from "../../support/lint-text.ts";

/** The inputs of the first `return 302` of a server, each with the origin and whether a line break may be in it. */
function inputs(server: string, http = ""): string[] {
  const path = "/etc/nginx/nginx.conf";
  const text = `events {}\nhttp {\n${http}\nserver {\n${server}\n}\n}\n`;
  const snapshot = snapshotOf([{ path, text, dialect: "nginx" }]);
  const file = snapshot.files.get(path);
  if (file === undefined) throw new Error("the file is not there");
  const unit = snapshot.unitOf(file);
  for (const block of allBlocks(unit, snapshot)) {
    for (const { directive } of block.statements) {
      const [keyword, , word] = directive.words;
      if (keyword.value !== "return" || word === undefined) continue;
      return clientInputs(unit, snapshot, block, word).map(
        ({ variable, origin, canHold }) =>
          `${variable} of ${origin}${canHold("\n") ? " with line breaks" : ""}`,
      );
    }
  }
  throw new Error("no return");
}

it.each([
  ["return 302 https://$host$request_uri;", ["$host of $host", "$request_uri of $request_uri"]],
  ["return 302 https://a.example$uri;", ["$uri of $uri with line breaks"]],
  ["return 302 https://$server_name/;", []],
  ["location ~ ^/old/(.*)$ { return 302 /new/$1; }", ["$1 of $uri"]],
  ["location ~ ^/old/([^/]*) { return 302 /new/$1; }", ["$1 of $uri with line breaks"]],
  ["location ~ ^/(en|de)/ { return 302 /new/$1; }", []],
  ["location ~ ^/(?<where>[^/]+)/ { return 302 /new/${where}; }", ["$where of $uri with line breaks"]],
  ["set $to $arg_to; return 302 $scheme://$to;", ["$to of $arg_to"]],
  ["return 302 $scheme://$to; set $to $arg_to;", []],
  ["set $to a; if ($arg_x) { set $to $arg_x; } return 302 $scheme://$to;", ["$to of $arg_x"]],
  ["location /a { set $to $arg_to; } location /b { return 302 $scheme://$to; }", []],
  ["if ($http_referer ~ ^https://([^/]+)/) { return 302 https://x.example/$1; }", ["$1 of $http_referer"]],
  ["server_name ~^(?<sub>[^.]+)\\.example$; return 302 https://x.example/$sub;", ["$sub of $host"]],
])("%s", (server, expected) => {
  expect(inputs(server)).toEqual(expected);
});

it.each([
  ["map $arg_x $to { default a.example; b b.example; }", []],
  ["map $arg_x $to { default a.example; ~^(?<name>[a-z]+)$ $name.example; }", ["$to of $arg_x"]],
  ["map $uri $to { ~^/(.*)$ $1; }", ["$to of $uri"]],
  ["map $arg_x $to { default $http_x; }", ["$to of $http_x"]],
])("%s", (http, expected) => {
  expect(inputs("return 302 https://$to/;", http)).toEqual(expected);
});
