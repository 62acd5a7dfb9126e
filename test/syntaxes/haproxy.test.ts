/** Colours of haproxy.cfg. */
import { test } from "vitest";
import { expectScopes } from "./tokenise.ts";

const haproxy = (text: string) => expectScopes("haproxy", text);

test("sections, their names and the defaults they take", () =>
  haproxy(`
global
^^^^^^ keyword.other.block
frontend web from base
^^^^^^^^ keyword.other.block
         ^^^ entity.name.section
             ^^^^ keyword.control.from
                  ^^^^ entity.name.section
listen stats # a note
       ^^^^^ entity.name.section
             ^^^^^^^^ comment.line.number-sign`));

test("keywords of one and of two words, with their negation", () =>
  haproxy(`
    mode http
    ^^^^ keyword.other.directive
         ^^^^ constant.language
    timeout connect 5s
    ^^^^^^^ keyword.other.directive
            ^^^^^^^ keyword.other.directive
                    ^^ constant.numeric
    no option httpclose
    ^^ keyword.operator.negation
       ^^^^^^ keyword.other.directive
              ^^^^^^^^^ keyword.other.directive`));

test("a rule's ruleset and its action", () =>
  haproxy(`
    tcp-request content reject if { src 10.0.0.1 }
    ^^^^^^^^^^^ keyword.other.directive
                ^^^^^^^ keyword.other.directive
                        ^^^^^^ keyword.other.directive
    stats socket /run/a.sock mode 600 level admin
    ^^^^^ keyword.other.directive
          ^^^^^^ keyword.other.directive
                             ^^^^ variable.parameter.option
                                  ^^^ constant.numeric`));

test("a server line: name, address and options", () =>
  haproxy(`
    server s1 10.0.0.1:8080 check inter 2s
    ^^^^^^ keyword.other.directive
           ^^ entity.name.type.server
              ^^^^^^^^^^^^^ constant.numeric.address
                            ^^^^^ variable.parameter.option
                                        ^^ constant.numeric
    bind :443 ssl crt /etc/x.pem
         ^^^^ constant.numeric.address
              ^^^ variable.parameter.option
    bind [::]:80
         ^^^^^^^ constant.numeric.address`));

test("an acl, and the conditions that use it", () =>
  haproxy(`
    acl is_api path_beg -i /api
    ^^^ keyword.other.directive
        ^^^^^^ entity.name.function.acl
               ^^^^^^^^ support.function
                        ^^ keyword.operator.flag
    use_backend api if is_api || !{ src 10.0.0.0/8 } { hdr(host) -i x }
    ^^^^^^^^^^^ keyword.other.directive
                ^^^ entity.name.section
                    ^^ keyword.control.conditional
                              ^^ keyword.operator.logical
                                  ^ punctuation.section.acl.begin
                                    ^^^ support.function
                                        ^^^^^^^^^^ constant.numeric.address
                                                   ^ punctuation.section.acl.end
                                                       ^^^ support.function`));

test("sample expressions and log-format variables", () =>
  haproxy(`
    http-request set-header X-Id %[src,lower,regsub("[a-z]",b)]
    ^^^^^^^^^^^^ keyword.other.directive
                 ^^^^^^^^^^ keyword.other.directive
                                 ^^ punctuation.section.embedded.begin
                                   ^^^ support.function
                                       ^^^^^ support.function
                                                    ^^^^^^^ string.quoted.double
                                                              ^ punctuation.section.embedded.end
    log-format "%ci:%cp [%tr] %{+Q}r \${HOSTNAME} %%"
               ^ string.quoted.double
                ^^^ variable.other.log-format
                              ^^^^^^ variable.other.log-format
                                     ^^^^^^^^^^^ variable.other.environment
                                                 ^^ constant.character.escape
    http-request set-var(txn.a) str(b)
                 ^^^^^^^ keyword.other.directive
                                ^^^ support.function`));

test("quotes that are not closed, and open brackets, end with their line", () =>
  haproxy(`
    description "a b
                ^^^^ string.quoted.double
    log-format 'x
    http-request set-header A %[src,lower(
    mode tcp
    ^^^^ keyword.other.directive
    use_backend a if { src 10.0.0.1
backend b
^^^^^^^ keyword.other.block`));

test("a comment sign counts in a word, but not escaped or quoted", () =>
  haproxy(`
    mode http#x
             ^^ comment.line.number-sign
    errorloc 503 a\\#b
                  ^^ constant.character.escape
                    ^ - comment
    errorloc 503 "a#b"
                   ^ - comment`));

test("preprocessor lines and template tags", () =>
  haproxy(`
.if version_atleast(2.6) && defined(X)
^^^ keyword.control.conditional
    ^^^^^^^^^^^^^^^ support.function
                         ^^ keyword.operator.logical
    server {{ name }} {{ ip }}:{{ port }} check
           ^^^^^^^^^^ variable.other.template
                      ^^^^^^^^ variable.other.template
{% for x in y %}
^^^^^^^^^^^^^^^^ keyword.control.template
.endif
^^^^^^ keyword.control.conditional`));
