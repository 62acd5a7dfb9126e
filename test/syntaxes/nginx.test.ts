/** Colours of nginx.conf. */
import { test } from "vitest";
import { expectScopes } from "./tokenise.ts";

const nginx = (text: string) => expectScopes("nginx", text);

test("directives, blocks, numbers with units and terminators", () =>
  nginx(`
http {
^^^^ keyword.other.block
     ^ punctuation.section.block.begin
  keepalive_timeout 65s;
  ^^^^^^^^^^^^^^^^^ keyword.other.directive
                    ^^^ constant.numeric
                       ^ punctuation.terminator.statement
  sendfile on;
           ^^ constant.language
  upstream web {
  ^^^^^^^^ keyword.other.block
           ^^^ entity.name.section
    server 10.0.0.1:80 weight=5 max_fails=2;
           ^^^^^^^^^^^ constant.numeric.address
                       ^^^^^^ variable.parameter
                             ^ keyword.operator.assignment
                              ^ constant.numeric
  }
}`));

test("a statement goes over several lines, with comments between its words", () =>
  nginx(`
log_format main '$remote_addr - '
                ^ string.quoted.single
                 ^^^^^^^^^^^^ variable.other
                # the status
                ^^^^^^^^^^^^ comment.line.number-sign
                "\${status}";
                 ^^^^^^^^^ variable.other
access_log off;
^^^^^^^^^^ keyword.other.directive`));

test("a quote, a sharp sign and a closing brace in the middle of a word start nothing", () =>
  nginx(`
return 200 a"b;
access_log /var/log/a#b;
                     ^^ - comment
rewrite ^/a}$ /b last;
        ^^^^^ string.regexp
                 ^^^^ constant.language
index x;
^^^^^ keyword.other.directive`));

test("locations: modifier, regex, path and name", () =>
  nginx(`
location = /exact { }
^^^^^^^^ keyword.other.block
         ^ keyword.operator.modifier
           ^^^^^^ string.unquoted.path
                  ^ punctuation.section.block.begin
location ~* \\.(png|jpg)$ { }
         ^^ keyword.operator.modifier
            ^^^^^^^^^^^^ string.regexp
location ^~ /images/ {
         ^^ keyword.operator.modifier
location @fallback {
         ^^^^^^^^^ entity.name.section
location ~ "^/a{2}$" {
           ^^^^^^^^^ string.quoted.double
                     ^ punctuation.section.block.begin`));

test("conditions", () =>
  nginx(`
if ($host = "a b") { return 403; }
    ^^^^^ variable.other
          ^ keyword.operator.comparison
            ^^^^^ string.quoted.double
                     ^^^^^^ keyword.other.directive
if ($http_user_agent ~* ^curl/) {
                     ^^ keyword.operator.match
                        ^^^^^^ string.regexp
if (!-f $request_filename) {
    ^^^ keyword.operator.comparison`));

test("the entries of a map are values, not directives", () =>
  nginx(`
map $host $name {
^^^ keyword.other.block
    ^^^^^ variable.other
    default 0;
    ^^^^^^^ keyword.other.directive
    mobile 1;
    ^^^^^^ - keyword
    ~*^www 2;
    ^^^^^^ string.regexp
    include extra.map;
    ^^^^^^^ keyword.other.directive
}
types {
    text/html html;
    ^^^^^^^^^ - keyword
}
server {
^^^^^^ keyword.other.block`));

test("Lua blocks belong to Lua, up to the brace that closes them", () =>
  nginx(`
content_by_lua_block {
^^^^^^^^^^^^^^^^^^^^ keyword.other.directive
  local t = { a = "}" } -- }
  ^^^^^ keyword.control.lua
                  ^^^ string.quoted.lua
                        ^^^^ comment.line.lua
  return t
  ^^^^^^ keyword.control.lua
}
^ punctuation.section.block.end
return 200;
^^^^^^ keyword.other.directive`));

test("an unclosed quote does not go beyond its block", () =>
  nginx(`
server {
  add_header X-A "b;
                 ^^^ string.quoted.double
  listen 80;
}
server {
^^^^^^ keyword.other.block`));

test("braces of a variable and of a template are no blocks", () =>
  nginx(`
proxy_pass http://\${name}/x;
                  ^^^^^^^ variable.other
           ^^^^^^^ - constant
server_name {{ names | join(' ') }};
            ^^^^^^^^^^^^^^^^^^^^^^^ variable.other.template
                                   ^ punctuation.terminator.statement
{% for s in servers %}
^^^^^^^^^^^^^^^^^^^^^^ keyword.control.template
server { listen <%= @port %>; }
                ^^^^^^^^^^^^ variable.other.template`));

test("addresses of version 6 and requests per time", () =>
  nginx(`
listen [::]:443 ssl;
       ^^^^^^^^ constant.numeric.address
allow 2001:db8::/32;
      ^^^^^^^^^^^^^ constant.numeric.address
limit_req_zone $binary_remote_addr zone=one:10m rate=5r/s;
                                   ^^^^ variable.parameter
                                            ^^^ constant.numeric
                                                     ^^^^ constant.numeric`));
